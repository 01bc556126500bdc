import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withOwnHome } from "../../src/action/own-home.ts";

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "gyges-runner-"));
});
afterEach(() => rmSync(temporary, { recursive: true }));

test("jobs of one machine get a folder of promptfoo's own each, in the place that the runner clears away", async () => {
  const runner = { RUNNER_TEMP: temporary };
  const folders = (await Promise.all([1, 2].map(() => withOwnHome({ PATH: "/bin" }, runner)))).map((env) => env["PROMPTFOO_CONFIG_DIR"]!);
  expect(new Set(folders).size).toBe(2);
  expect(folders.map((folder) => [dirname(folder), existsSync(folder)])).toEqual([
    [temporary, true],
    [temporary, true],
  ]);
});

test("a folder that somebody names is kept, and the rest of the environment is as it was", async () => {
  const env = { PATH: "/bin", PROMPTFOO_CONFIG_DIR: "/home/ci/promptfoo" };
  expect(await withOwnHome(env, { RUNNER_TEMP: temporary })).toBe(env);
  expect(await withOwnHome({ PATH: "/bin" }, { RUNNER_TEMP: temporary })).toMatchObject({ PATH: "/bin" });
});
