import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../install.mjs";
import { inTemporary } from "../project.mjs";
import { runPullRequest, toldBy } from "../run-act.mjs";
import { stageStandIns } from "../stand-ins/stage.mjs";
import { projects, VERDICTS } from "./projects.mjs";
import { SITUATIONS } from "./situations.mjs";
import { workflowOf } from "./workflow.mjs";

/** Every situation with every verdict on the bundle as it ships. Cells that a run of act can hold together share it. */

const gate = readFileSync(join(repository, ".github/workflows/gate.yml"), "utf8");

export function checkCells(check, tools) {
  const settings = Map.groupBy(SITUATIONS, ({ setting }) => setting);
  const cells = inTemporary((draws) =>
    inTemporary((folder) => {
      const actions = stageStandIns(folder, gate);
      const { base, head } = projects();
      const text = workflowOf(settings, (action) => Object.keys(actions).find((ref) => ref.startsWith(`${action}@`)));
      const repository = { base, head, gate: text, actions };
      return [...settings].flatMap(([setting, situations]) => {
        const job = runPullRequest(tools, { ...repository, ...requestOf(setting, situations) }, { DRAWS: draws });
        return situations.flatMap((situation) => VERDICTS.map((verdict) => cellOf(situation, verdict, job)));
      });
    }),
  );
  for (const { title, verdict, faults, log } of cells)
    check(`${title}: ${verdict}`, faults.length === 0, `${faults.join("\n     ")}\n${log}`);
  printTable(cells);
}

/** @param situations of one setting */
function requestOf(setting, situations) {
  const [{ event, fork, pull }] = situations;
  const setups = situations.flatMap(({ name, before = () => ({}) }) => VERDICTS.map((verdict) => before(`${name}/${verdict}`)));
  return { job: setting, event, fork, pull, github: joined(setups), artifacts: setting === "matrix" };
}

function joined(setups) {
  const of = (name) => setups.flatMap((setup) => setup[name] ?? []);
  return { comments: of("comments"), faults: of("faults"), rivals: of("rivals") };
}

function cellOf({ name, title, holds }, verdict, { records, kept, world }) {
  const key = `${name}/${verdict}`;
  const marked = world.comments.filter(({ body }) => body.startsWith(`<!-- gyges:v1:${key} -->\n`));
  const told = marked.filter(({ user }) => user.type === "Bot");
  const { outputs = {}, outcome } = JSON.parse(kept[`${verdict}.json`] ?? "{}")[name] ?? {};
  const own = records.filter(({ stepID, matrix }) => stepID?.[0] === name && matrix?.verdict === verdict);
  const { warnings, errors, summary } = toldBy(own);
  const seen = {
    key,
    verdict,
    outputs,
    outcome,
    warnings,
    errors,
    summary,
    told,
    foreign: marked.filter((one) => !told.includes(one)).map(({ body }) => body),
    first: Math.min(...told.map(({ id }) => id)),
    requests: world.requests,
  };
  const faults = [...holds.map((hold) => hold(seen)), ...world.breaches].filter((one) => one !== null);
  return { title, verdict, faults: faults.map((one) => `saw ${one}`), log: own.map(({ msg }) => msg.trimEnd()).join("\n") };
}

/** The matrix as a reader checks it: a row a situation, a column a verdict. */
function printTable(cells) {
  const width = Math.max(...cells.map(({ title }) => title.length));
  console.log(`\n${"".padEnd(width)}  ${VERDICTS.map((verdict) => verdict.padEnd(12)).join("  ")}`);
  for (const [title, row] of Map.groupBy(cells, (cell) => cell.title))
    console.log(`${title.padEnd(width)}  ${row.map(({ faults }) => (faults.length === 0 ? "holds" : "FAILS").padEnd(12)).join("  ")}`);
  const holding = cells.filter(({ faults }) => faults.length === 0).length;
  console.log(`${holding} of ${SITUATIONS.length * VERDICTS.length} cells hold\n`);
}
