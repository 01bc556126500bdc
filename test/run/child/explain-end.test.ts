import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { explainEnd } from "../../../src/run/child/explain-end.ts";
import type { ChildEnd } from "../../../src/run/child/spawn.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-end-"));
});
afterEach(() => rm(folder, { recursive: true }));

const again = "The draws so far are kept: run the same command again to go on.";

async function explained(end: Partial<ChildEnd>, status: object | string, log = ""): Promise<string | null> {
  const paths = { status: join(folder, "status.json"), log: join(folder, "run", "promptfoo.log") };
  await writeFile(paths.status, typeof status === "string" ? status : JSON.stringify({ schema: "gyges.run-status/1", ...status }));
  if (log !== "") await writeFile((paths.log = join(folder, "promptfoo.log")), log);
  return explainEnd({ code: 0, signal: null, interrupted: false, output: "", ...end }, paths, folder);
}

const finished = { finished: true, faults: [] };
const cutOff = { finished: false, faults: [] };

test("a whole run is one that the extension saw to its end, with promptfoo's 0 or its 100 for rows with errors", async () => {
  expect(await explained({ code: 0 }, finished)).toBeNull();
  expect(await explained({ code: 100 }, finished)).toBeNull();
});

test("exit 0 alone is no whole run: promptfoo ends so after a dead key", async () => {
  expect(await explained({ code: 0 }, cutOff)).toBe(
    `promptfoo ended early (code 0) and never reached the end of the evaluation. ${again} Its output: run/promptfoo.log`,
  );
});

test("another code is no whole run, though the extension finished", async () => {
  expect(await explained({ code: 1 }, finished)).toContain("promptfoo ended early (code 1)");
  expect(await explained({ code: null, signal: "SIGKILL" }, finished)).toContain("promptfoo ended early (signal SIGKILL)");
});

test("an interruption is told as one, whatever else went wrong by it", async () => {
  expect(await explained({ code: null, signal: "SIGINT", interrupted: true }, { finished: false, faults: ["a fault"] })).toBe(
    `The run was interrupted. ${again}`,
  );
});

test("a fault of the extension stands, also where it finished; of several the first is told", async () => {
  expect(await explained({}, { finished: true, faults: ["first", "second", "third"] })).toBe("first (and 2 more)");
  expect(await explained({}, { finished: true, faults: ["first"] })).toBe("first");
});

test("a status that cannot be read is a fault", async () => {
  expect(await explained({}, "{")).toMatch(/^The extension left no readable status: /);
  expect(await explained({}, { finished: "yes", faults: [] })).toMatch(/^The extension left no readable status: /);
});

test("two that set up one database at once are told how to stay apart (promptfoo 0.123.1 does not wait for the other)", async () => {
  const text = await explained(
    { code: 1 },
    cutOff,
    "Database migration failed: LibsqlBatchError: SQLITE_ERROR: table `datasets` already exists\n",
  );
  expect(text).toContain("another promptfoo set up the same database at that moment. Give each job a PROMPTFOO_CONFIG_DIR of its own");
});

test("a provider of gyges that does not take its config is told by its name, before a key is suspected", async () => {
  const text = await explained(
    { code: 1 },
    cutOff,
    'Error: config of the simulated model is not valid\n  × unknown key "raet ::error::forged"\n  Example:\n  config: {apiKey: x}\n',
  );
  expect(text).toContain("OrganismProvider does not take its config, and says in its output, behind an ×, which key or value");
  expect(text).not.toMatch(/forged|provider's key/);
});

test("promptfoo's output gives a hint and is never repeated: it may hold what a model wrote", async () => {
  const text = await explained({}, cutOff, "API error: 401 Unauthorized ::error::forged\n");
  expect(text).toContain("the provider refused the key (401 or 403). Check the provider's key in the environment");
  expect(text).not.toContain("forged");
  expect(await explained({}, cutOff, "404 model not found")).toContain("Check the model's name and the base URL");
});

test("the output of a sealed pack's run is on no disk, and still says that a key was refused", async () => {
  const status = join(folder, "status.json");
  await writeFile(status, JSON.stringify({ schema: "gyges.run-status/1", ...cutOff }));
  const end = { code: 0, signal: null, interrupted: false, output: "HTTP 401 Unauthorized: the case of the copper heron" };
  const told = await explainEnd(end, { status, log: null }, folder);
  expect(told).toContain("the provider refused the key");
  expect(told).toContain("Its output is not kept, since the pack is sealed");
  expect(told).not.toContain("copper heron");
});

test("a key that is not set is named with what to type, and nothing else of the line is", async () => {
  const log = "Cache is disabled.\n  ✗ Missing OPENAI_API_KEY (base:model1 (openai:chat:gpt-5-mini), head:model2 (m))\n\nTo fix, set it\n";
  expect(await explained({ code: 1 }, cutOff, log)).toBe(
    "OPENAI_API_KEY is not set, and promptfoo makes no call without.\n  export OPENAI_API_KEY=…; then run the same command again.",
  );
  expect(await explained({ code: 1 }, cutOff, `${log}  ✗ Missing HF_TOKEN (m)\n  ✗ Missing HF_TOKEN (n)\n`)).toMatch(
    /^OPENAI_API_KEY, HF_TOKEN are not set,.*\n {2}export OPENAI_API_KEY=…; export HF_TOKEN=…; then/,
  );
});

test("what a model wrote of a missing key is none: the name is a name, and stands where promptfoo puts it", async () => {
  for (const written of ["Missing $(rm)_KEY", "the model: Missing OPENAI_API_KEY", "  ✗ Missing openai_api_key", "✗ Missing A\u202eB_KEY"])
    expect(await explained({ code: 1 }, cutOff, written)).toContain("promptfoo ended early (code 1)");
});
