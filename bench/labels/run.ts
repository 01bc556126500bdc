/**
 * npm run bench:labels -- DIR [--json]: scores the labeller on every source in a folder of replies that people labelled, by source and by model, with
 * 95 % intervals over prompts, beside promptfoo's `is-refusal` on the same rows; and what random bytes and long replies do to it. The folder is yours:
 * no labelled text ships with gyges.
 */
import { armSpreads } from "./arms.ts";
import { byGyges, byIsRefusal, type Read } from "./labellers.ts";
import { randomBytes, times } from "./robust.ts";
import { readRows, type Row } from "./rows.ts";
import { choicesOf, type Rate, scored, scoreOf, type Score } from "./score.ts";
import { TASKS } from "./tasks.ts";

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Wanted a folder of labelled replies: npm run bench:labels -- DIR");
  process.exit(2);
}
const rows = readRows(folder);
const ours = new Map(rows.map((row): [Row, Read] => [row, byGyges(row)]));
const theirs = new Map<Row, Read>();
for (const row of rows) theirs.set(row, await byIsRefusal(row));

const tasks = TASKS.flatMap((task) => {
  const items = scored(task, rows, ours);
  if (items.length === 0) return [];
  const isRefusal = scoreOf(scored(task, rows, theirs));
  const gyges = scoreOf(items);
  return [{ task: task.name, gyges, isRefusal, arms: armSpreads(gyges), isRefusalArms: armSpreads(isRefusal) }];
});
const choices = { gyges: choicesOf(rows, ours), isRefusal: choicesOf(rows, theirs) };
const robust = { ...times(), bytes: randomBytes() };

if (flags.includes("--json")) console.log(JSON.stringify({ rows: rows.length, tasks, choices, robust }));
else print();

function print(): void {
  console.log(`${rows.length} labelled replies in ${folder}\n`);
  console.log("| source and question | figure | gyges | is-refusal | rows |\n|---|---|---:|---:|---:|");
  for (const { task, gyges, isRefusal } of tasks) {
    line(task, "accuracy", gyges.accuracy, isRefusal.accuracy);
    for (const [name, own] of Object.entries(gyges.f1))
      if (name === "partial" || name === "evade") line(task, `F1 ${name}`, own, isRefusal.f1[name]);
    for (const [model, own] of Object.entries(gyges.byModel)) line(task, `accuracy, ${model}`, own, isRefusal.byModel[model]);
  }
  if (choices.gyges !== null) {
    for (const [name, value] of Object.entries(choices.gyges))
      console.log(`| moral | option ${name} | ${value.toFixed(3)} | ${choices.isRefusal?.[name]?.toFixed(3) ?? ""} | |`);
  }
  console.log("\nOne model under two system prompts, accuracies apart:");
  for (const { task, arms, isRefusalArms } of tasks) {
    for (const [index, { arms: models, spread }] of arms.entries())
      console.log(
        `  ${task}, ${models.join(" / ")}: gyges ${spread.toFixed(3)}, is-refusal ${isRefusalArms[index]?.spread.toFixed(3) ?? ""}`,
      );
  }
  const { bytes, ...cpu } = robust;
  console.log(
    `\nCPU ms a reply: ${Object.entries(cpu)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(", ")}`,
  );
  console.log(
    `Random bytes: ${bytes.replies} replies, ${bytes.thrown} thrown at; ${Object.entries(bytes.labels)
      .map(([label, count]) => `${label} ${count}`)
      .join(", ")}`,
  );
}

function line(task: string, figure: string, own: Rate, other: Score["accuracy"] | undefined): void {
  const shown = (rate: Rate | undefined): string =>
    rate === undefined ? "" : `${rate.value.toFixed(3)} [${rate.lower.toFixed(3)}, ${rate.upper.toFixed(3)}]`;
  console.log(`| ${task} | ${figure} | ${shown(own)} | ${shown(other)} | ${own.of} |`);
}
