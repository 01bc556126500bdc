import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportCommand } from "../../../src/commands/report/export-command.ts";
import { writeNamed } from "../../../src/commands/files/write-named.ts";
import { folder } from "../../disk/sample.ts";

test("the file that a flag names is written, and written anew", async () => {
  using dir = folder();
  const path = join(dir.path, "draws.csv");
  await writeNamed(path, "one", "--output");
  await writeNamed(path, "two", "--output");
  expect(readFileSync(path, "utf8")).toBe("two");
});

test("one that cannot be written is an error of what was typed, and says what to type", async () => {
  using dir = folder();
  const around = { cwd: dir.path, env: {}, stdout: process.stdout, stderr: process.stderr, command: null };
  await expect(exportCommand(undefined, { dictionary: true, output: "none/such.md" }, around)).rejects.toMatchObject({
    kind: "usage",
    code: "usage/unwritable",
    message: expect.stringMatching(/none\/such\.md cannot be written: ENOENT[^]*\n {2}Wanted: [^]*\n {2}Name another one: --output FILE$/),
  });
});
