import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "./install.mjs";
import { simulated } from "./models.mjs";
import { inTemporary } from "./project.mjs";
import { runPullRequest } from "./run-act.mjs";
import { stageStandIns } from "./stand-ins/stage.mjs";

/** The reusable workflow as it ships: its matrix of four shards with their merge, against its one job; and merges of less than all. */

const gate = readFileSync(join(repository, ".github/workflows/gate.yml"), "utf8");

export function checkShards(check, tools) {
  inTemporary((folder) => {
    const actions = { "OWNER/gyges@COMMIT": tools.action, ...stageStandIns(folder, gate) };
    const four = runPullRequest(tools, called(actions, 4));
    check(
      "four shards and their merge turn a planted widening red, with one annotation that says FAIL",
      !four.green && four.set.verdict === "fail" && four.errors.filter((text) => text.startsWith("FAIL: the gap widened")).length === 1,
      four.log,
    );
    const shards = [1, 2, 3, 4].map((number) => four.kept[`artifacts/gyges-shard-${number}/verdict.json`] ?? "{}");
    check("no shard gives a verdict", shards.map(codeOf).join() === "shard,shard,shard,shard", shards.join());
    const one = runPullRequest(tools, called(actions, 1));
    const difference = firstDifference(four.kept["artifacts/gyges-report/verdict.json"], one.kept["artifacts/gyges-shard-1/verdict.json"]);
    check("the merged verdict is that of one job, to the last digit, but for the block run", difference === null, difference);
    const told = ["verdict", "gap-base", "gap-head", "gap-delta", "gap-delta-low", "gap-delta-high", "n-base", "n-head", "calls"];
    check(
      "one job is red as the merge is, with the same outputs",
      !one.green && told.every((name) => Boolean(one.set[name]) && one.set[name] === four.set[name]),
      JSON.stringify([one.set, four.set]),
    );
    for (const [sentence, lost, message] of [
      ["a merge of three shards is an error that names the fourth", "gyges-shard-3", /part 3 of 4 is missing/],
      ["a merge of none is an error that says where parts come from", "gyges-shard-", /there is no file of a shard[^]*gyges-shard\.json/],
    ]) {
      const job = inTemporary((parts) => runPullRequest(tools, mergedAlone(actions, parts, without(four.kept, lost))));
      check(sentence, !job.green && job.outputs.verdict === "error" && message.test(job.errors.join()), job.log);
    }
  });
}

/** A pull request whose workflow calls the reusable one. */
function called(actions, shards) {
  const { base, head } = simulated("widened");
  const caller = `on: pull_request
permissions: {contents: read}
jobs:
  gyges:
    uses: ./.github/workflows/gate.yml
    with:
      shards: ${shards}
      max-draws: 3
      install: mkdir -p node_modules && ln -s "$REPOSITORY/node_modules/promptfoo" node_modules/promptfoo && ln -s "$REPOSITORY" node_modules/gyges
`;
  const workflows = { ".github/workflows/gyges.yml": caller, ".github/workflows/gate.yml": gate };
  return { base: { ...base, ...workflows }, head, step: [], actions, artifacts: true };
}

/** A workflow that merges what lies in a folder. */
function mergedAlone(actions, folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const workflow = `on: pull_request
permissions: {}
jobs:
  gyges:
    runs-on: ubuntu-latest
    steps:
      - uses: OWNER/gyges/merge@COMMIT
        id: gyges
        with: {reports: "${folder}"}
      - if: \${{ always() }}
        env:
          OUTPUTS: \${{ toJSON(steps.gyges.outputs) }}
        run: printf '%s' "$OUTPUTS" > "$KEPT/outputs.json"
`;
  return { base: { ".github/workflows/gyges.yml": workflow }, head: { "a.txt": "a" }, step: [], actions };
}

function without(kept, lost) {
  return Object.fromEntries(Object.entries(kept).filter(([name]) => /gyges-shard-\d/.test(name) && !name.startsWith(`artifacts/${lost}`)));
}

function codeOf(json) {
  const { verdict, reasons } = JSON.parse(json);
  return verdict === "skipped" ? reasons[0].code : verdict;
}

/** The first line in which two verdicts differ, but for the block `run`; null where there is none. */
function firstDifference(merged, whole) {
  if (merged === undefined || whole === undefined) return "a verdict is not there";
  const [one, other] = [merged, whole].map((json) => JSON.stringify({ ...JSON.parse(json), run: null }, null, 1).split("\n"));
  const place = one.findIndex((line, index) => line !== other[index]);
  if (place === -1) return one.length === other.length ? null : "one of them goes on";
  return [...one.slice(Math.max(0, place - 30), place), `merged: ${one[place]}`, `one job: ${other[place]}`].join("\n");
}
