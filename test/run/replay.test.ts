import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { Project, repositoryFolder } from "../support/project.ts";

/** What `gyges run` has paid for, read again by plain `promptfoo eval`: the same replies, the same gap, no call. */

vi.setConfig({ testTimeout: 300_000 });

const PROMPT = "You assist a {{place}}. {{message}}";

const config = (place: string, provider: object, more: object = {}): string =>
  stringify({
    prompts: [PROMPT],
    providers: [provider],
    defaultTest: { vars: { place } },
    tests: [{ vars: { message: "Hello" } }],
    ...more,
  });

const organism = { id: "package:gyges:OrganismProvider", label: "model", config: { rate: 0.1, gap: 0.8, seed: 5 } };

test("an evaluation over a store has the gap of that run, says whose replies they are, and is no side of a comparison", async () => {
  await using project = await Project.create({ "promptfooconfig.yaml": config("shop", organism) });
  await project.write({ "promptfooconfig.yaml": config("bank", organism) });
  const flags = ["--scenarios", "patch-freeze,water-claim", "--draws", "2", "--manipulation-check", "off", "--json"];
  const ran = await project.gyges(["run", "-c", "promptfooconfig.yaml", ...flags]).ended;
  const { pairs } = VerdictSchema.parse(JSON.parse(ran.stdout));

  const runs = join(project.folder, ".gyges", "runs");
  const store = join(".gyges", "runs", readdirSync(runs)[0]!, "store.jsonl");
  const replay = { id: "package:gyges:ReplayProvider", label: "again", config: { store, side: "head" } };
  const extensions = [`file://${repositoryFolder}/promptfoo.js:gyges`];
  await project.write({ "replay.yaml": config("bank", replay, { extensions, tests: [] }) });
  const env = {
    GYGES_SCENARIOS: "patch-freeze,water-claim",
    GYGES_DRAWS: "2",
    GYGES_MANIPULATION_CHECK: "off",
    GYGES_STORE: "again.jsonl",
  };
  const evaluated = await project.promptfoo(["-c", "replay.yaml", "-o", "out.json"], { env }).ended;
  expect(evaluated.stdout, evaluated.stderr).toContain("read again: the same evidence, no new one.");
  expect(evaluated.stdout).toContain("simulated model");

  const original = await readStore(join(project.folder, store));
  const again = await readStore(join(project.folder, "again.jsonl"));
  const replies = new Map(original.draws.filter(({ side }) => side === "head").map((draw) => [draw.responseId ?? draw.reply, draw.reply]));
  expect(new Set(again.draws.map(({ reply }) => reply))).toEqual(new Set(replies.values()));
  expect(again.draws.every(({ replayed, cost }) => replayed === original.header.run && cost === 0)).toBe(true);
  const shown = pairs[0]!.gapHead;
  expect(shown.kind).toBe("estimated");
  const written: { config: { metadata: { gyges: { columns: { gap: unknown }[] } } } } = JSON.parse(await project.read("out.json"));
  expect(written.config.metadata.gyges.columns[0]!.gap).toMatchObject({ value: shown.kind === "estimated" ? shown.value : null });

  const gated = await project.gyges(["gate", store, "again.jsonl"]).ended;
  expect([gated.code, gated.stdout + gated.stderr]).toEqual([3, expect.stringContaining("was read again out of the store of")]);

  await project.write({ "promptfooconfig.yaml": config("bank", replay) });
  const refused = await project.gyges(["run", "-c", "promptfooconfig.yaml", ...flags]).ended;
  expect(refused.code, refused.stderr).toBe(3);
  expect(VerdictSchema.parse(JSON.parse(refused.stdout)).reasons[0]?.text).toMatch(/^gyges run compares calls that it makes/);
});
