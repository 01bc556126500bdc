import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { TOKEN } from "../../test/github/world.ts";
import { repository } from "./install.mjs";
import { inTemporary, openPullRequest, openSecondStage } from "./project.mjs";
import { withArtifacts } from "./servers/artifacts.mjs";
import { NOWHERE, withGitHub } from "./servers/github.mjs";

/**
 * Runs the second stage for a fork, behind a run that left `report`.
 *
 * @returns as runPullRequest
 */
export function runSecondStage(tools, report) {
  const sha = "a".repeat(40);
  const github = {
    pulls: [{ number: 7, sha, label: "stranger:change" }],
    runs: [{ id: 700, headSha: sha, headBranch: "change", headRepository: "stranger/app" }],
    artifacts: [{ run: 700, name: "gyges-report-CI-gyges", report }],
  };
  return inTemporary((project) =>
    inTemporary((job) => {
      openSecondStage(project);
      const at = placesIn(job, { workflow_run: { id: 700 } });
      return withGitHub(at("github"), github, (url) => runAct(tools, { event: "workflow_run" }, { GITHUB_API_URL: url }, project, at));
    }),
  );
}

/**
 * Runs the job of a pull request on this machine (act's host mode), offline.
 *
 * @param tools path of act, folder of Node 24, folder of the staged Action, folder of GitHub's toolkit
 * @param request see openPullRequest; `event` where it is another than pull_request, `job` where it is another than gyges, folders of further
 *   `actions` by `owner/name@ref`; `artifacts` for a service that keeps them, `cache` for a folder of act's cache server; `github` for
 *   a GitHub that answers, with what it knows beside the pull request
 * @param env variables of the whole job
 * @returns what GitHub would show: `green`, the steps' own lines, annotations, outputs, the summary, `kept`, the files that steps left in $KEPT, by
 *   path, and `world`, what became of GitHub
 */
export function runPullRequest(tools, request, env = {}) {
  return inTemporary((project) => inTemporary((job) => runJob(tools, request, env, project, job)));
}

function runJob(tools, request, env, project, job) {
  const event = openPullRequest(project, request);
  const at = placesIn(job, event);
  if (request.artifacts === true)
    return withArtifacts(at("artifacts"), (found) => runOn(tools, request, { ...env, ...found }, project, event, at));
  return runOn(tools, request, env, project, event, at);
}

function runOn(tools, request, env, project, event, at) {
  const run = (url) => runAct(tools, request, { GITHUB_API_URL: url, ...env }, project, at);
  if (request.github === undefined) return run(NOWHERE);
  const pulls = [{ number: event.number, sha: event.pull_request.head.sha, ...request.pull }];
  return withGitHub(at("github"), { pulls, ...request.github }, run);
}

function placesIn(job, event) {
  const at = (name) => join(job, name);
  for (const name of ["kept", "home", "cache"]) mkdirSync(at(name));
  writeFileSync(at("event.json"), JSON.stringify(event));
  return at;
}

function runAct({ act, nodeFolder, action, toolkit }, request, env, project, at) {
  const variables = {
    REPOSITORY: repository,
    KEPT: at("kept"),
    TOOLKIT: toolkit,
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    ...env,
  };
  const options = {
    job: request.job ?? "gyges",
    eventpath: at("event.json"),
    platform: "ubuntu-latest=-self-hosted",
    secret: `GITHUB_TOKEN=${TOKEN}`,
    "local-repository": `acme/gyges@v1=${action}`,
    "action-cache-path": at("cache"),
  };
  const args = [
    request.event ?? "pull_request",
    "--json",
    "--pull=false",
    ...(request.cache === undefined ? ["--no-cache-server"] : [`--cache-server-path=${request.cache}`, "--cache-server-addr=127.0.0.1"]),
    ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    ...Object.entries(request.actions ?? {}).map(([ref, folder]) => `--local-repository=${ref}=${folder}`),
    ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
  ];
  const ended = spawnSync(act, args, {
    cwd: project,
    encoding: "utf8",
    timeout: 300_000,
    maxBuffer: 1 << 26,
    env: { PATH: [nodeFolder, process.env.PATH].join(delimiter), HOME: at("home"), LANG: "C.UTF-8" },
  });
  const files = readdirSync(at("kept"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const kept = Object.fromEntries(paths.map((path) => [relative(at("kept"), path).replaceAll("\\", "/"), readFileSync(path, "utf8")]));
  return {
    green: ended.status === 0,
    ...shown(`${ended.stdout}\n${ended.stderr}`),
    outputs: JSON.parse(kept["outputs.json"] ?? "{}"),
    kept,
  };
}

function shown(log) {
  const records = log.split("\n").flatMap(parsed);
  return { log, records, ...toldBy(records) };
}

/** What the steps behind these records of act's log told the runner. */
export function toldBy(records) {
  const of = (command) => records.filter((record) => record.command === command);
  return {
    lines: records.filter((record) => record.raw_output === true).map((record) => record.msg),
    errors: of("error").map((record) => record.arg),
    warnings: [...of("warning"), ...of("notice")].map((record) => record.arg),
    summary: of("summary")
      .map((record) => record.content)
      .join("\n"),
    /** The outputs that steps set, by name; of one that several set, the last. */
    set: Object.fromEntries(of("set-output").map((record) => [record.name, record.arg])),
    /** Everything that a step told the runner to do. */
    commands: records.flatMap((record) => (record.command === undefined ? [] : [`${record.command} ${record.name ?? ""}`.trim()])),
  };
}

function parsed(line) {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
