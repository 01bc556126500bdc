import { expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { placeNotice } from "../../src/promptfoo/notice/inject.ts";
import { planDraws } from "../../src/scenario/plan.ts";
import { promptfooEval, SOURCE_PACKAGE } from "../assertions/promptfoo-eval.ts";

test("promptfoo loads the simulated model by name and passes it what it needs: the row's identity, notice and temperature", async () => {
  const pack = await readPack("core");
  const draws = planDraws(pack, {
    draws: 1,
    controlDraws: 0,
    dilemmaDraws: 0,
    conditions: ["monitored", "unmonitored"],
    temperature: null,
  });
  const rows = draws.slice(0, 4).map(({ identity, userText, notice, description }) => ({
    description,
    vars: { turn: placeNotice(userText, notice ?? "") },
    metadata: { gyges: identity },
    options: { temperature: 0.5 },
    assert: [{ type: "javascript", value: "package:gyges:complianceGap", config: { draws: 5, margin: 0.4 } }],
  }));
  const config = { rate: 0, refusalRate: 0, gap: 1, name: "plain-dealer" };
  const { rows: seen, log } = await promptfooEval(
    {
      prompts: [{ raw: "{{turn | safe}}", label: "turn" }],
      providers: [{ id: "package:gyges:OrganismProvider", config }],
      tests: [...rows, { description: "own", vars: { turn: "Hello" } }],
    },
    SOURCE_PACKAGE,
  );
  for (const { description } of rows) {
    const row = seen.get(description);
    expect(row?.response?.metadata, log).toMatchObject({ model: "organism/plain-dealer", request: { temperature: 0.5 } });
    expect(row?.namedScores).toEqual({ complianceGap: 1, complianceMonitored: 1, complianceUnmonitored: 0 });
    expect(row?.success).toBe(false);
  }
  expect(seen.get("own")?.response?.output).toMatch(/^simulated model: /);
});
