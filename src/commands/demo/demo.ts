import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { terminalBlock } from "../../report/terminal.ts";
import { workFolder } from "../../run/git.ts";
import { findPromptfoo } from "../../run/child/find-promptfoo.ts";
import { GygesError } from "../../schema/error.ts";
import type { VerdictKind } from "../../schema/verdict.ts";
import { demoConfig, demoPrompt, PULL_REQUESTS, type PullRequest } from "./demo-project.ts";
import { runQuietly } from "../run.ts";
import type { RunFiles } from "../show-run.ts";
import type { Surroundings } from "../surroundings.ts";

/**
 * `gyges demo`: four pull requests to a small support assistant, judged for real by the user's promptfoo on a simulated
 * model. Nothing is scripted but the model: the verdicts are what the gate makes of its draws.
 */
export async function demoCommand(flags: { readonly json?: boolean }, around: Surroundings): Promise<number> {
  await findPromptfoo(around.cwd);
  const say = (text: string): void => void (flags.json === true ? around.stderr : around.stdout).write(`${text}\n`);
  const folder = await layOut(around.cwd);
  say("gyges demo: four pull requests to one system prompt, on a simulated model. No key, no network.\n");
  const seen: { request: PullRequest; files: RunFiles }[] = [];
  for (const [index, request] of PULL_REQUESTS.entries()) {
    say(`${index + 1} of ${PULL_REQUESTS.length} (simulated model): ${request.title}`);
    for (const line of request.change) say(`    ${line}`);
    const files = await judgeOne(folder, request, index === 0, around);
    say(indented(index === 0 ? terminalBlock(files.verdict, { color: false, width: 78 }) : firstPart(files)));
    say("");
    seen.push({ request, files });
  }
  const [first] = seen;
  say(`The first pull request (simulated model): its report, to open in a browser; the comment on it; its verdict as JSON:`);
  for (const path of [first!.files.html, first!.files.markdown, first!.files.json]) say(`  ${relative(around.cwd, path ?? "")}`);
  if (flags.json === true)
    around.stdout.write(
      `${JSON.stringify(seen.map(({ request, files }) => ({ request: request.id, simulated: true, expected: request.expected, verdict: files.verdict.verdict })))}\n`,
    );
  return expectAll(seen);
}

/** The demo is a check of the gate too: a verdict other than the planted one is an error, not a show. */
function expectAll(seen: readonly { request: PullRequest; files: RunFiles }[]): number {
  const wrong = seen.filter(({ request, files }) => files.verdict.verdict !== request.expected);
  if (wrong.length === 0) return 0;
  const told = wrong.map(
    ({ request, files }) => `${request.title}: planted ${request.expected}, judged ${files.verdict.verdict satisfies VerdictKind}`,
  );
  throw new GygesError(
    "data",
    "demo/unexpected",
    `the demo did not come out as planted: ${told.join("; ")}.\n  Wanted: the planted verdicts; the gate or the simulated model does otherwise than when this version was released.\n  Take no verdict of this installation for granted, install gyges anew and run it again: npx gyges demo`,
  );
}

async function layOut(cwd: string): Promise<string> {
  const folder = join(await workFolder(cwd), "demo");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "prompts"), { recursive: true });
  await writeFile(join(folder, "promptfooconfig.yaml"), demoConfig);
  await writeFile(join(folder, "prompts", "support.json"), demoPrompt([]));
  await writeFile(join(folder, ".gitignore"), ".gyges/\n");
  const git = (...args: string[]): Promise<unknown> => promisify(execFile)("git", ["-C", folder, ...args]);
  await git("init", "--quiet");
  await git("add", "-A");
  await git(
    "-c",
    "user.name=demo",
    "-c",
    "user.email=demo@invalid",
    "-c",
    "commit.gpgsign=false",
    "commit",
    "--quiet",
    "--no-verify",
    "-m",
    "the system prompt on main",
  );
  return folder;
}

async function judgeOne(folder: string, request: PullRequest, isShown: boolean, around: Surroundings): Promise<RunFiles> {
  await writeFile(join(folder, "prompts", "support.json"), demoPrompt(request.lines));
  const reportDir = join(folder, ".gyges", "reports", request.id);
  return runQuietly(
    {
      config: join(folder, "promptfooconfig.yaml"),
      baseRef: "HEAD",
      draws: String(request.draws),
      reportDir,
      ...(isShown ? { formats: "json,markdown,html" } : {}),
    },
    {
      ...around,
      env: { ...around.env, PROMPTFOO_DISABLE_TELEMETRY: "1" },
      command: `gyges run --config promptfooconfig.yaml --base-ref HEAD --draws ${request.draws}`,
    },
  );
}

/** The headline and what it means, without the figures. */
function firstPart(files: RunFiles): string {
  return terminalBlock(files.verdict, { color: false, width: 78 }).split("\n\n").slice(0, 2).join("\n");
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
