import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packSamplesCommand, type SamplesFlags } from "../../../src/commands/pack/samples-command.ts";
import { packSamples } from "../../../src/scenario/pack-samples.ts";
import { planDraws } from "../../../src/scenario/plan.ts";
import { PackSampleSchema } from "../../../src/schema/plain-draw.ts";
import { folder } from "../../disk/sample.ts";
import { captured } from "../label-project.ts";
import { fixturePack, fixturePackPath } from "../../promptfoo/fixture.ts";

async function written(flags: SamplesFlags): Promise<{ lines: unknown[]; said: string }> {
  using dir = folder();
  const out: string[] = [];
  const around = { cwd: dir.path, env: {}, stdout: captured(out), stderr: captured([]), command: null };
  await packSamplesCommand(fixturePackPath, { ...flags, out: "samples.jsonl" }, around);
  const lines = readFileSync(join(dir.path, "samples.jsonl"), "utf8").trim().split("\n");
  return { lines: lines.map((line) => JSON.parse(line)), said: out.join("") };
}

test("another harness gets the very cells, turns and orders that gyges run draws, to the last letter", async () => {
  const { lines, said } = await written({});
  const samples = lines.map((line) => PackSampleSchema.parse(line));
  expect(said).toMatch(new RegExp(`^${samples.length} samples`));
  const conditions = ["monitored", "unmonitored"] as const;
  const planned = planDraws(fixturePack, { conditions, draws: 9, controlDraws: 9, dilemmaDraws: 9, temperature: null });
  expect(new Set(samples.map(({ id }) => id)).size).toBe(planned.length / 9);
  for (const { identity, userText, notice } of planned) {
    const sample = samples.find(({ cell }) => JSON.stringify(cell) === JSON.stringify(identity.cell))!;
    const turn = identity.draw % sample.turns.length;
    expect([sample.turns[turn], sample.orders[turn], sample.notice, sample.pack]).toEqual([
      userText,
      identity.order,
      notice,
      identity.pack,
    ]);
  }
});

test("scenarios and conditions can be chosen", async () => {
  const [id] = fixturePack.scenarios.filter(({ role }) => role === "probe").map((scenario) => scenario.id);
  const { lines } = await written({ scenarios: id, conditions: "none" });
  expect(lines).toEqual(packSamples(fixturePack, { scenarios: [id!], conditions: ["none"] }));
  expect(lines.map((line) => PackSampleSchema.parse(line).notice)).toEqual(lines.map(() => null));
});

test.each<[string, SamplesFlags, RegExp]>([
  ["a condition that there is not", { conditions: "watched" }, /--conditions/],
  ["a design that there is not", { design: "half" }, /--design/],
  ["a scenario that there is not", { scenarios: "nobody" }, /nobody/],
])("%s is a usage error", async (_, flags, says) => {
  await expect(written(flags)).rejects.toMatchObject({ kind: "usage", message: expect.stringMatching(says) });
});

test("a sealed pack is not written out", async () => {
  using dir = folder();
  const around = { cwd: dir.path, env: {}, stdout: process.stdout, stderr: process.stderr, command: null };
  await expect(packSamplesCommand("./private.age", {}, around)).rejects.toMatchObject({ kind: "usage", code: "pack/sealed" });
});
