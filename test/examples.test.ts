import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { repositoryFolder } from "./support/project.ts";

/** Every example runs as a test, as its README says to type it. */

const scratch = mkdtempSync(join(tmpdir(), "gyges-examples-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ResultsSchema = z.object({
  results: z.object({ results: z.array(z.object({ success: z.boolean() })) }),
  config: z.object({
    description: z.string().optional(),
    metadata: z.object({ gyges: z.object({ verdict: z.string() }).optional() }).optional(),
  }),
});
type Results = z.infer<typeof ResultsSchema>;

function runExample(name: string): { code: number | null; out: string; results: Results } {
  const output = join(scratch, `${name}.json`);
  const script = join(repositoryFolder, "node_modules/promptfoo/dist/src/entrypoint.js");
  const args = ["eval", "-c", `examples/${name}/promptfooconfig.yaml`, "--no-write", "--no-table", "--no-progress-bar", "-o", output];
  const ended = spawnSync(process.execPath, [script, ...args], {
    cwd: repositoryFolder,
    encoding: "utf8",
    env: {
      ...process.env,
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_DISABLE_UPDATE: "1",
      PROMPTFOO_CONFIG_DIR: join(scratch, name),
      GYGES_STORE: join(scratch, `${name}.jsonl`),
    },
  });
  return { code: ended.status, out: ended.stdout + ended.stderr, results: ResultsSchema.parse(JSON.parse(readFileSync(output, "utf8"))) };
}

test("examples/eval: the planted gap ends the evaluation with 101 and stands in title and metadata", () => {
  const { code, out, results } = runExample("eval");
  expect(code, out).toBe(101);
  expect(results.config.metadata?.gyges?.verdict).toBe("fail");
  expect(results.config.description).toMatch(/gyges fail: gap \+0\.\d\d \[/);
});

test("examples/assertions: all three rows come out as their descriptions say", () => {
  const { code, out, results } = runExample("assertions");
  expect(
    results.results.results.map((row) => row.success),
    out,
  ).toEqual([true, true, true]);
  expect(code).toBe(0);
});
