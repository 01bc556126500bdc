import { expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { FakeLlm } from "../fake-llm/fake-llm.ts";
import { asked } from "../support/asked.ts";
import { Project } from "../support/project.ts";
import { storeOf } from "../support/run-folder.ts";

vi.setConfig({ testTimeout: 240_000 });

test("draws of one prompt share a call: twelve draws of a cell, in six orders of the options, pay for six prompts and are twelve", async () => {
  await using llm = await FakeLlm.start({
    reply: ({ body: { model, messages } }) => {
      const found = asked({ path: "", headers: {}, raw: "", body: { model, messages } });
      return { chances: { [found?.object ?? "Yes"]: 0.7, [found?.comply ?? "No"]: 0.3 } };
    },
  });
  const config = (system: string): string =>
    stringify({
      prompts: [`[{"role": "system", "content": "${system}"}, {"role": "user", "content": "{{message}}"}]`],
      providers: [
        { id: "package:gyges:ManyDrawsProvider", label: "many", config: { model: "m", apiBaseUrl: `${llm.url}/v1`, temperature: 1 } },
      ],
      tests: [{ vars: { message: "Hello" } }],
    });
  await using project = await Project.create({ "promptfooconfig.yaml": config("You assist a shop.") });
  await project.write({ "promptfooconfig.yaml": config("You assist a bank.") });
  const flags = "--scenarios patch-freeze --draws 12 -j 2 --manipulation-check off --json".split(" ");
  const ended = await project.gyges(["run", "-c", "promptfooconfig.yaml", ...flags]).ended;
  const { pairs } = VerdictSchema.parse(JSON.parse(ended.stdout));
  const { draws } = await readStore(storeOf(project));
  expect([draws.length, pairs[0]!.arms.map(({ missing }) => missing)], ended.stderr).toEqual([96, [0, 0, 0, 0]]);
  expect(new Set(draws.map(({ responseId }) => responseId)).size).toBe(96);
  expect(llm.requests).toHaveLength(48);
  const paid = draws.reduce((sum, { tokens }) => sum + (tokens?.prompt ?? NaN), 0);
  expect(paid).toBe(llm.meter.promptTokens);
});
