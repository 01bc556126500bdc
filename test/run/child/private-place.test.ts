import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { privatePlace } from "../../../src/run/child/private-place.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-place-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("everything that promptfoo and its providers may write is pointed into one folder of this user's, which goes with all in it", async () => {
  const { env, remove } = await privatePlace(folder);
  const own = env["PROMPTFOO_CONFIG_DIR"]!;
  expect((await stat(own)).mode & 0o077).toBe(0);
  for (const name of ["PROMPTFOO_CACHE_PATH", "PROMPTFOO_LOG_DIR", "PROMPTFOO_MEDIA_PATH", "TMPDIR", "TMP", "TEMP"])
    expect(env[name]).toMatch(new RegExp(`^${own}(?:/|$)`));
  await mkdir(join(own, "deep"));
  await writeFile(join(own, "deep", "input.json"), "{}");
  await remove();
  expect(await readdir(folder)).toEqual([]);
});

test("what a killed run left is swept by the next one; a run under way and foreign folders stay", async () => {
  const dead = join(folder, "gyges-sealed-999999999-abc");
  const stays = [join(folder, `gyges-sealed-${process.ppid}-abc`), join(folder, "gyges-sealed-x-abc"), join(folder, "other")];
  for (const path of [dead, ...stays]) await mkdir(path);
  const { remove } = await privatePlace(folder);
  expect(existsSync(dead)).toBe(false);
  for (const path of stays) expect(existsSync(path), path).toBe(true);
  await remove();
});
