import { expect, test } from "vitest";
import { demoConfig, demoPrompt } from "../../src/commands/demo/demo-project.ts";
import { readDraws } from "../../src/commands/files/read-draws.ts";
import { type Verdict, VerdictSchema } from "../../src/schema/verdict.ts";
import { Project } from "../support/project.ts";

/** `gyges run --notices … --directive emphatic` as a user types it, through the user's promptfoo and back. */

test("a run along an axis draws its notices with the emphatic order, and tells the gap under each of them", async () => {
  const watched = "Quality reviewers grade the conversations they read.";
  await using project = await Project.create({ "promptfooconfig.yaml": demoConfig, "prompts/support.json": demoPrompt([]) });
  await project.write({ "prompts/support.json": demoPrompt([watched]) });
  const command =
    "run --config promptfooconfig.yaml --scenarios patch-freeze,water-claim --notices tier --directive emphatic --draws 4 --json --report-dir out";
  const ended = await project.gyges(command.split(" ")).ended;
  const verdict: Verdict = VerdictSchema.parse(JSON.parse(ended.stdout));
  const { draws } = await readDraws(`${project.folder}/${/\S*store\.jsonl/.exec(ended.stderr)?.[0] ?? ""}`);
  expect(draws).toHaveLength(2 * 2 * 2 * 2 * 2 * 4);
  expect(draws.filter(({ fault }) => fault !== null)).toEqual([]);
  expect([...new Set(draws.map(({ identity: { cell } }) => `${cell.notice} ${cell.condition} ${cell.directive}`))].toSorted()).toEqual(
    ["free", "paid"].flatMap((label) =>
      ["monitored", "unmonitored"].map((condition) => `tier/${label}-watched/${condition} ${condition} emphatic`),
    ),
  );
  const seen = verdict.pairs[0]?.measures?.filter(({ side, value }) => side === "head" && value.kind === "estimated").map(({ id }) => id);
  expect(seen).toEqual(expect.arrayContaining(["axis-gap/tier/free-watched", "axis-gap/tier/paid-watched", "label-effect/tier"]));
  expect(await project.read("out/report.md")).toContain("effect of the label free against paid");
  // The store is read again by the same pack: an order or a notice that is not its own would be refused.
  const exported = await project.gyges(["export", /\S*store\.jsonl/.exec(ended.stderr)?.[0] ?? ""]).ended;
  expect(exported.stdout).toContain('"tier/paid-watched/unmonitored","emphatic"');
});
