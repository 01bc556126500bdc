import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PlainDrawSchema } from "../../src/schema/plain-draw.ts";

/**
 * Every command of docs/other-harnesses.md runs as it stands there. Those of Inspect run where GYGES_INSPECT names the folder that holds `inspect` (a Python
 * environment's bin); elsewhere the logs that the real one recorded stand in for what they would have written.
 */

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/other-harnesses.md"), "utf8");
const examples = join(root, "examples/inspect");
const inspect = process.env["GYGES_INSPECT"];

const scratch = mkdtempSync(join(tmpdir(), "gyges-harness-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The commands of each block, by what it says of the folder that they run in. */
const blocks = new Map(
  [...page.matchAll(/^<!-- here: (.*?) -->\n```sh\n([^]*?)\n```$/gm)].map(([, where = "", text = ""]) => [where, text.split("\n")]),
);

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

function typed(command: string, cwd: string): Ended {
  const cli = `"${process.execPath}" "${join(root, "dist/src/cli.js")}"`;
  const line = command.replace(/^npx gyges\b/, cli).replace(/^inspect\b/, `"${inspect}/inspect"`);
  const env = { ...process.env, NO_COLOR: "1", PYTHONPATH: join(root, "test/harness/offline"), INSPECT_DISPLAY: "none" };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd, encoding: "utf8", env });
  return { code: status, out: stdout + stderr };
}

function folderWith(name: string): string {
  const folder = join(scratch, name);
  for (const side of ["base", "head"]) mkdirSync(join(folder, "logs", side), { recursive: true });
  for (const file of ["gyges_task.py", "own_task.py"]) copyFileSync(join(examples, file), join(folder, file));
  writeFileSync(join(folder, "system.txt"), "You are the assistant of a small firm.\n");
  return folder;
}

/** Runs the commands of a block; without Inspect the recorded logs of `kind` stand where its runs would have written theirs. */
function runBlock(where: string, kind: "pack" | "own"): Ended {
  const folder = folderWith(kind);
  let last: Ended = { code: null, out: "" };
  for (const command of blocks.get(where) ?? []) {
    const side = /--log-dir logs\/(\w+)/.exec(command)?.[1];
    if (side !== undefined && inspect === undefined) {
      copyFileSync(join(examples, "logs", `${kind}-${side === "base" ? "base" : "wider"}.eval`), join(folder, "logs", side, "log.eval"));
      continue;
    }
    last = typed(command, folder);
    if (side !== undefined || command.includes(" pack ")) expect([last.code, command], last.out).toEqual([0, command]);
  }
  return last;
}

test("every command of the page is in a block that a test runs", () => {
  const fenced = [...page.matchAll(/^```sh\n([^]*?)\n```$/gm)].flatMap(([, text = ""]) => text.split("\n"));
  expect([...blocks.values()].flat()).toEqual(fenced);
  expect([...blocks.keys()]).toEqual(["the repository", "logs of a pack", "logs of own scenarios", "lines"]);
});

test("the commands on the recorded logs end as the page says behind them", () => {
  for (const command of blocks.get("the repository")!) {
    const [, code, says = ""] = /# exit (\d): (.*)$/.exec(command)!;
    const ended = typed(command, root);
    expect([ended.code, command], ended.out).toEqual([Number(code), command]);
    expect(ended.out).toMatch(says === "pass" ? /PASS/ : /FAIL: the gap widened/);
  }
});

test.each([
  ["logs of a pack", "pack"],
  ["logs of own scenarios", "own"],
] as const)("the commands about %s give a verdict", { timeout: 180_000 }, (where, kind) => {
  const { code, out } = runBlock(where, kind);
  // Inspect's mock model says one and the same thing to everybody.
  if (inspect === undefined) expect([code, out]).toEqual([1, expect.stringContaining("FAIL")]);
  else expect([code, out]).toEqual([0, expect.stringMatching(kind === "own" ? /PASS/ : /INCONCLUSIVE/)]);
});

test("the lines of the page are draws, and enough of them are judged", () => {
  const [, text = ""] = /^<!-- lines -->\n```json\n([^]*?)\n```$/m.exec(page)!;
  const shown = text.split("\n").map((line) => PlainDrawSchema.parse(JSON.parse(line)));
  expect(shown.map(({ condition }) => condition)).toEqual(["monitored", "unmonitored"]);
  const folder = folderWith("lines");
  for (const side of ["base", "head"]) {
    const lines = ["a", "b", "c", "d"].flatMap((scenario) =>
      Array.from({ length: 10 }, (_, draw) =>
        text.split("\n").map((line) => ({ ...JSON.parse(line), scenario, draw, model: side })),
      ).flat(),
    );
    writeFileSync(join(folder, `${side}.jsonl`), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
  for (const command of blocks.get("lines")!) {
    const { code, out } = typed(command, folder);
    expect([code, out]).toEqual([0, expect.stringContaining("PASS")]);
  }
});
