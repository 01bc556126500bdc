/**
 * The Action as GitHub runs it: the committed bundle in a job of its own, driven by act in host mode, offline, with promptfoo
 * and the simulated model. Needs Go to build act, so it is a script of its own and not part of `npm test`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkCells } from "./action-test/cells/check-cells.mjs";
import { hostile, refused, simulated } from "./action-test/models.mjs";
import { hasGo, installAct, installNode24, installToolkit } from "./action-test/install.mjs";
import { stageAction } from "./action-test/project.mjs";
import { checkTrust } from "./action-test/check-trust.mjs";
import { runPullRequest, runSecondStage } from "./action-test/run-act.mjs";
import { checkShards } from "./action-test/shards.mjs";
import { checkStoredBase } from "./action-test/stored-base.mjs";
import { checkBundle } from "./check-action.mjs";

let passed = 0;
let failed = 0;

function check(sentence, holds, seen = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds ? "" : `\n     ${seen}`}`);
}

const OUTPUTS =
  "artifact-name calls comment-id comment-url cost-usd gap-base gap-delta gap-delta-high gap-delta-low gap-head n-base n-head report-dir report-html report-json report-junit report-md verdict";

/** What a step of gyges may tell the runner, whatever its model says. */
const ALLOWED = new Set([...OUTPUTS.split(" ").map((name) => `set-output ${name}`), "summary", "error", "warning", "notice"]);

function checkPass(run) {
  const job = run({ ...simulated("reworded"), github: {}, step: ['max-draws: "10"', "fail-on: inconclusive, no-baseline, skipped"] });
  const { verdict, calls, ...outputs } = job.outputs;
  check("a reworded prompt passes, and the job is green", job.green && verdict === "pass" && job.errors.length === 0, job.log);
  check(
    "every output is set",
    Object.keys(job.outputs).toSorted().join(" ") === OUTPUTS &&
      Object.entries(outputs).every(([name, value]) => (value === "") === ["report-junit", "report-html"].includes(name)),
    JSON.stringify(job.outputs),
  );
  const ends = [outputs["gap-delta-low"], outputs["gap-delta"], outputs["gap-delta-high"]].map(Number);
  check(
    "the widening lies within its interval, and calls are those of both sides",
    ends[0] < ends[1] && ends[1] < ends[2] && Number(calls) > Number(outputs["n-base"]),
    JSON.stringify(job.outputs),
  );
  check(
    "the step summary is the report",
    job.summary.includes("gyges · PASS") && job.summary.trim() === job.kept["report.md"]?.trim(),
    job.summary,
  );
  check(
    "the report as JSON is in the report folder",
    JSON.parse(job.kept["verdict.json"] ?? "{}").verdict === "pass" &&
      outputs["report-json"].endsWith(join("gyges-report", "verdict.json")),
    outputs["report-json"],
  );
  const [comment, ...others] = job.world.comments;
  check(
    "the pull request has one comment, whose address is an output, and every request was one that GitHub knows",
    comment?.body.startsWith("<!-- gyges:v1:") &&
      comment.body.includes("gyges · PASS") &&
      outputs["comment-url"].endsWith(`#issuecomment-${comment.id}`) &&
      others.length === 0 &&
      job.world.breaches.length === 0,
    JSON.stringify(job.world),
  );
  check(
    "the report for a second stage is the verdict, and its artifact has a name",
    job.kept["gyges-report.json"] === job.kept["verdict.json"] && /^gyges-report-[\w.-]+$/.test(outputs["artifact-name"]),
    outputs["artifact-name"],
  );
  check(
    "promptfoo's own output went to a file, not to the log",
    /eval/i.test(job.kept["promptfoo.log"] ?? "") && !/Eval(?:uation)? complete|Total Tokens/i.test(job.lines.join("")),
    job.lines.join(""),
  );
}

function checkFail(run, tools) {
  const job = run({ ...simulated("widened"), github: { readOnly: true }, step: ['max-draws: "3"'] });
  check(
    "a comment that may not be written warns with the permissions, and the verdict stands",
    job.world.comments.length === 0 &&
      job.warnings.some((text) => /403[^]*pull-requests: write/.test(text)) &&
      job.outputs.verdict === "fail",
    job.warnings.join(),
  );
  check(
    "a planted widening turns the job red",
    !job.green && job.outputs.verdict === "fail" && Number(job.outputs["gap-delta"]) > 0.1,
    job.log,
  );
  check(
    "its annotation and its summary say FAIL",
    job.errors.length === 1 && job.errors[0].startsWith("FAIL: the gap widened") && job.summary.includes("gyges · FAIL"),
    job.errors.join() + job.summary,
  );
  check(
    "a red job has its report",
    job.kept["report.md"]?.includes("gyges · FAIL") && JSON.parse(job.kept["verdict.json"] ?? "{}").verdict === "fail",
    Object.keys(job.kept).join(),
  );
  checkSecondStage(tools, job.kept["gyges-report.json"]);
}

function checkErrors(run) {
  const broken = run({
    ...simulated("reworded"),
    head: { "promptfooconfig.yaml": "prompts: [file://prompts/support.json]\n" },
    step: ["pack: core"],
  });
  check(
    "a config without a provider is an error: red, no number, and the way out",
    isError(broken, /names no provider[^]*Example:[^]*providers:/) &&
      broken.outputs["gap-delta"] === "" &&
      broken.summary.includes("gyges · ERROR"),
    broken.log,
  );

  const dead = run({ ...refused(), step: ['max-draws: "2"'] });
  check("a dead key is an error that names the key", isError(dead, /401 or 403[^]*Check the provider's key/), dead.log);
  check(
    "what the provider answered is not repeated",
    !dead.log.includes("forged") && !dead.kept["report.md"]?.includes("forged"),
    dead.log,
  );

  const value = run({ ...simulated("reworded"), step: ["direction: sideways"] });
  check(
    "an unknown value is an error with the list of good ones",
    isError(value, /direction: [^]*"either"\|"positive"\|"negative"[^]*sideways/),
    value.log,
  );

  const name = run({ ...simulated("reworded"), step: ['max-missng: "0.01"'] });
  check(
    "an unknown input is an error with the nearest and all others",
    isError(name, /"max-missng"[^]*Nearest: max-missing\.[^]*report-dir/),
    name.log,
  );
}

function isError(job, message) {
  return (
    !job.green &&
    job.outputs.verdict === "error" &&
    job.errors.length === 1 &&
    message.test(job.errors[0]) &&
    job.lines.every((line) => !line.includes("calls done"))
  );
}

function checkForks(run) {
  const skipped = run({ ...simulated("widened"), fork: true, step: ['max-draws: "2"'] });
  check(
    "a pull request from a fork is skipped: green, no call, and a sentence that says so",
    skipped.green &&
      skipped.outputs.verdict === "skipped" &&
      skipped.outputs.calls === "0" &&
      skipped.warnings.some((text) => text.includes("the fork stranger/app")),
    skipped.log,
  );

  const refusedFork = run({ ...simulated("widened"), fork: true, event: "pull_request_target", step: ['max-draws: "2"'] });
  check(
    "under pull_request_target it is refused",
    isError(refusedFork, /could read this job's secrets/) && refusedFork.outputs.calls === "",
    refusedFork.log,
  );
}

function checkHostile(run) {
  const job = run(
    { ...hostile(), step: ['max-draws: "3"'] },
    { OPENAI_API_KEY: "sk-of-the-provider", SECRET_OF_THE_JOB: "not-for-promptfoo" },
  );
  const log = job.kept["promptfoo.log"] ?? "";
  check("a model that writes workflow commands is judged as it behaves", !job.green && job.outputs.verdict === "fail", job.log);
  check(
    "the model did write them, where only the child's log is",
    log.includes("::set-output name=verdict::pass") && log.includes("::add-mask::e"),
    log.slice(0, 2000),
  );
  check(
    "none of them came into force",
    job.commands.every((one) => ALLOWED.has(one)) && Object.keys(job.outputs).toSorted().join(" ") === OUTPUTS,
    job.commands.join(", "),
  );
  const shown = [job.lines.join(""), job.summary, job.kept["report.md"], ...job.errors].join("\n");
  check(
    "no line of the log and no report holds one",
    !/::(?:error|set-output|add-mask|stop-commands)|##\[/.test(shown),
    shown.slice(0, 4000),
  );
  check(
    "the JSON report holds nothing that the model wrote",
    !/set-output|add-mask/.test(job.kept["verdict.json"] ?? "set-output"),
    job.kept["verdict.json"],
  );
  check(
    "the key that the model wrote to promptfoo's log is blotted out there",
    log.includes("key: ***") && !log.includes("sk-of-the-provider"),
    log.slice(0, 2000),
  );
  const seen = /environment: (.*)/.exec(log)?.[1]?.split(" ") ?? [];
  check(
    "the child has the provider's key, and no variable of the runner or the job",
    seen.includes("OPENAI_API_KEY") &&
      seen.includes("PATH") &&
      !seen.some((name) => /^(?:GITHUB|ACTIONS|RUNNER|INPUT)_|SECRET_OF_THE_JOB/.test(name)),
    seen.join(" "),
  );
}

/** @param report of the first stage's bundle */
function checkSecondStage(tools, report) {
  const job = runSecondStage(tools, report);
  const [comment, ...others] = job.world.comments;
  check(
    "the second stage tells a fork's report on its pull request, as one of untrusted code, and sets no status",
    job.green &&
      comment?.issue === 7 &&
      /gyges · FAIL[^]*reported by code of a fork/.test(comment.body) &&
      !comment.body.includes("Reproduce") &&
      others.length === 0 &&
      job.world.breaches.length === 0 &&
      job.outputs["comment-id"] === String(comment.id),
    job.log + JSON.stringify(job.world),
  );
  const forged = runSecondStage(tools, "::error::forged");
  check(
    "a report that is none is not told: green, with a warning that repeats nothing",
    forged.green && forged.world.comments.length === 0 && forged.warnings.length === 1 && !forged.log.includes("forged"),
    forged.log,
  );
}

function checkShown(run) {
  const job = run({
    ...hostile(),
    step: ['max-draws: "3"', "comment: never", "show-outputs: summary", "formats: json, markdown, junit", 'annotations: "false"'],
  });
  const section = job.summary.slice(job.summary.indexOf("#### What the model wrote"));
  check(
    "where show-outputs asks for it, the summary ends with what the model wrote, in fences and without its commands",
    job.summary.startsWith(job.kept["report.md"]?.trim()) && /^```text\n: :set-output name=verdict: :pass\n/m.test(section),
    job.summary,
  );
  check("the report does not", !job.kept["report.md"]?.includes("set-output"), job.kept["report.md"]);
  check(
    "JUnit is written where formats names it, and its gate fails",
    job.outputs["report-junit"].endsWith(join("gyges-report", "junit.xml")) &&
      /<testcase [^>]*name="gate">\n *<failure /.test(job.kept["junit.xml"]),
    job.kept["junit.xml"],
  );
  check("without annotations a red job stays red", !job.green && job.errors.length === 0 && job.warnings.length === 0, job.log);
}

checkBundle(check);
if (!hasGo() && process.env.CI !== "true") {
  console.log("the jobs are not run: there is no Go here to build act with (see https://go.dev/dl)");
} else {
  const action = mkdtempSync(join(tmpdir(), "gyges-staged-"));
  try {
    stageAction(action);
    const tools = { act: installAct(), nodeFolder: installNode24(), toolkit: installToolkit(), action };
    const run = (request, env) => runPullRequest(tools, request, env);
    checkTrust(check, run);
    for (const group of [checkPass, checkFail, checkErrors, checkForks, checkHostile, checkShown]) group(run, tools);
    checkShards(check, tools);
    checkStoredBase(check, tools);
    checkCells(check, tools);
  } catch (cause) {
    check("the script ran to its end", false, cause instanceof Error ? cause.stack : String(cause));
  } finally {
    rmSync(action, { recursive: true, force: true });
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
