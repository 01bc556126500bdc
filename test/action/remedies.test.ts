import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ofCause } from "../../src/action/of-cause.ts";
import { nodeOnPath } from "../../src/action/node-path.ts";
import { verdictOfJob } from "../../src/action/remedies.ts";
import { findMessageVar } from "../../src/promptfoo/notice/message-var.ts";
import { judgeRun } from "../../src/commands/run.ts";
import { explainEnd } from "../../src/run/child/explain-end.ts";
import { sayMissingKeys } from "../../src/run/child/missing-key.ts";
import { GygesError } from "../../src/schema/error.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";

/** What a first run most often lacks: each message ends in lines to paste into the workflow. No promptfoo: slim/install-promptfoo.test.ts. */

const told = (cause: unknown): string => ofCause(cause).reasons[0]!.text;
const caught = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (cause) {
    return cause;
  }
  throw new Error("it went well");
};

test("no config, and one not far", async () => {
  const outside = mkdtempSync(join(tmpdir(), "gyges-no-config-"));
  mkdirSync(join(outside, "app/evals"), { recursive: true });
  writeFileSync(join(outside, "app/evals/promptfooconfig.yaml"), "");
  const around = { cwd: outside, env: {}, stdout: process.stdout, stderr: process.stderr, command: null };
  expect(told(await caught(() => judgeRun({ config: "promptfooconfig.yaml" }, around)))).toMatch(
    /^there is no promptfooconfig\.yaml\n {2}Found: app\/evals\/promptfooconfig\.yaml\n[^]*\n {4}with:\n {6}config: path\/of\/the\/promptfooconfig\.yaml/,
  );
});

test("no variable for the user's turn, or several", async () => {
  const find = (templates: string[]): Promise<unknown> => caught(() => findMessageVar({ templates, defaults: [], testVars: [] }));
  expect(told(await find(["You help."]))).toMatch(/^gyges finds no variable[^]*\n {4}with:\n {6}message-var: name_of_the_variable$/);
  expect(told(await find(["{{style}} {{question}}"]))).toMatch(
    /the prompts have \{\{style\}\}, \{\{question\}\}[^]*\{\{question\}\}:\n {4}defaultTest:\n {6}vars:\n {8}style: …$/,
  );
});

test("a variable beside it that nothing sets", async () => {
  const cause = await caught(() =>
    findMessageVar({ templates: ["{{style}} {{message}}"], defaults: [], testVars: [], messageVar: "message" }),
  );
  expect(told(cause)).toMatch(/^the prompts need \{\{style\}\}[^]*\n {4}defaultTest:\n {6}vars:\n {8}style: …$/);
});

test("a key that is not set: the env line of the step, and where the secret goes", () => {
  const said = sayMissingKeys("  ✗ Missing OPENAI_API_KEY (base:model1 (openai:chat:gpt-5-mini))\n")!;
  const { reasons } = verdictOfJob(withoutPairs("error", said));
  expect(reasons[0]!.text.split("\n")).toEqual([
    "OPENAI_API_KEY is not set, and promptfoo makes no call without.",
    "  In the gyges step:",
    "    env:",
    "      OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}",
    "  If it says so already, the repository lacks the secret: Settings, Secrets and variables, Actions; or gh secret set OPENAI_API_KEY",
  ]);
});

test("on a runner nobody types a command again, and its folders go away with it", async () => {
  const end = { code: 1, signal: null, interrupted: false, output: "" };
  const status = join(mkdtempSync(join(tmpdir(), "gyges-status-")), "status.json");
  writeFileSync(status, JSON.stringify({ schema: "gyges.run-status/1", finished: false, faults: [] }));
  const said = (await explainEnd(end, { status, log: "/app/.gyges/runs/0123/promptfoo.log" }, "/app"))!;
  expect(verdictOfJob(withoutPairs("error", said)).reasons[0]!.text).toBe(
    "promptfoo ended early (code 1) and never reached the end of the evaluation. Once that is mended, re-run the job. Its output: promptfoo.log in the report folder, unless a model had answered by then.",
  );
  rmSync(dirname(status), { recursive: true });
  const cached = new GygesError("data", "row/cached", "it came out of a cache.\n  Switch it off, then run the same command again.");
  expect(told(cached)).toContain("Switch it off, then re-run the job.");
});

test("a Node on PATH that is too old, or none", async () => {
  const bin = mkdtempSync(join(tmpdir(), "gyges-old-node-"));
  const told = caught(() => nodeOnPath({ PATH: bin }, bin));
  await expect(told).resolves.toMatchObject({
    message: expect.stringMatching(
      /no node on PATH.*\n.*\n {4}- uses: actions\/setup-node@[0-9a-f]{40} # v[\d.]+\n {6}with: \{node-version: 22\}$/,
    ),
  });
  writeFileSync(join(bin, "node"), `#!/bin/sh\necho '["/old/node","20.19.0"]'\n`, { mode: 0o755 });
  await expect(caught(() => nodeOnPath({ PATH: `${bin}:/bin` }, bin))).resolves.toMatchObject({
    message: expect.stringMatching(/^node on PATH is 20\.19\.0, and promptfoo needs 22\.22 or newer\.\n/),
  });
  rmSync(bin, { recursive: true });
});

test("another message stays as it is, and what is no message of gyges is one line", () => {
  expect(told(new GygesError("usage", "run/base-ref", "seen\n  wanted"))).toBe("seen\n  wanted");
  expect(told(new Error("boom"))).toBe("boom");
});
