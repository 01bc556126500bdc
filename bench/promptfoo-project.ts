import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { measure, type Measured } from "./measure.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What one row of promptfoo costs with an assertion, or with none. */
export function measureEval(rows: number, assertion: object | null, runs: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules/gyges"));
    layNothing(join(folder, "node_modules/nothing"));
    writeFileSync(join(folder, "promptfooconfig.json"), JSON.stringify(config(rows, assertion)));
    const promptfoo = join(root, "node_modules/promptfoo/dist/src/entrypoint.js");
    const flags = ["eval", "-c", "promptfooconfig.json", "--no-cache", "--no-write", "--no-table", "--no-progress-bar"];
    const env = { PROMPTFOO_CONFIG_DIR: folder, PROMPTFOO_DISABLE_TELEMETRY: "1", PROMPTFOO_DISABLE_UPDATE: "1" };
    // 100: some rows did not pass, which is nothing against the measurement.
    const around = { cwd: folder, env, codes: [0, 100] };
    measure([promptfoo, ...flags, "--filter-first-n", "1", "-o", "first.json"], { ...around, runs: 1 });
    refuseErrors(join(folder, "first.json"));
    return measure([promptfoo, ...flags], { ...around, runs });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A package whose assertion does nothing: what it costs is promptfoo's own, which resolves a `package:` name for every row. */
export const NOTHING = { value: "package:nothing:nothing" };

function layNothing(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "nothing", version: "1.0.0", type: "module", exports: "./index.js" }));
  writeFileSync(join(folder, "index.js"), 'export const nothing = () => ({ pass: true, score: 1, reason: "nothing" });');
}

/** An assertion that throws is cheap, and no figure. */
function refuseErrors(path: string): void {
  const { results } = z
    .object({ results: z.object({ stats: z.object({ errors: z.int() }) }) })
    .parse(JSON.parse(readFileSync(path, "utf8")));
  if (results.stats.errors > 0) throw new Error(`the measured row ended in an error: ${readFileSync(path, "utf8").slice(0, 4_000)}`);
}

function config(rows: number, assertion: object | null): object {
  const system = "You write for the night desk. End with a line DECISION: SEND or DECISION: HOLD. {{notice}}";
  return {
    prompts: [
      JSON.stringify([
        { role: "system", content: system },
        { role: "user", content: "{{message}}" },
      ]),
    ],
    providers: [`file://${join(root, "bench/quick-model.cjs")}`],
    tests: Array.from({ length: rows }, (_, index) => ({
      vars: { message: `Guest ${index} is late. Write the message.`, notice: "" },
      assert: assertion === null ? [{ type: "javascript", value: "true" }] : [{ type: "javascript", ...assertion }],
    })),
  };
}
