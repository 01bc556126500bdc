import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const root = fileURLToPath(new URL("../../", import.meta.url));

const RowSchema = z.object({
  testCase: z.object({ description: z.string() }),
  success: z.boolean(),
  error: z.string().nullish(),
  namedScores: z.record(z.string(), z.number()),
  response: z
    .object({ output: z.unknown().optional(), cached: z.boolean().optional(), metadata: z.record(z.string(), z.unknown()).optional() })
    .optional(),
  gradingResult: z.object({ reason: z.string(), componentResults: z.array(z.object({ reason: z.string() })).optional() }).nullish(),
});
export type EvalRow = z.infer<typeof RowSchema>;

/** Runs the real promptfoo on a config, with its cache on and in a folder of its own beside `files`; returns the rows by description. */
export async function promptfooEval(
  config: object,
  files: Readonly<Record<string, string>> = {},
): Promise<{ rows: ReadonlyMap<string, EvalRow>; log: string }> {
  const folder = await mkdtemp(join(tmpdir(), "gyges-eval-"));
  try {
    await writeFile(join(folder, "promptfooconfig.json"), JSON.stringify(config));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const log = await run(folder);
    const text = await readFile(join(folder, "out.json"), "utf8").catch(() => {
      throw new Error(`promptfoo wrote no file:\n${log}`);
    });
    const { results } = z.object({ results: z.object({ results: z.array(RowSchema) }) }).parse(JSON.parse(text));
    return { rows: new Map(results.results.map((row) => [row.testCase.description, row])), log };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(folder: string): Promise<string> {
  const entry = join(root, "node_modules/promptfoo/dist/src/entrypoint.js");
  const flags = ["--no-write", "--no-table", "--no-progress-bar", "-j", "1", "-c", "promptfooconfig.json", "-o", "out.json"];
  const child = spawn(join(root, "node_modules/.bin/node"), [entry, "eval", ...flags], {
    cwd: folder,
    timeout: 50_000,
    env: { ...process.env, PROMPTFOO_DISABLE_TELEMETRY: "1", PROMPTFOO_DISABLE_UPDATE: "1", PROMPTFOO_CONFIG_DIR: folder },
  });
  return new Promise((resolve, reject) => {
    let log = "";
    child.stdout.on("data", (part: Buffer) => (log += part.toString()));
    child.stderr.on("data", (part: Buffer) => (log += part.toString()));
    child.on("error", reject).on("close", () => resolve(log));
  });
}

/** A package named gyges in the config's own node_modules, made of the sources: `package:gyges:…` needs no build. */
export const SOURCE_PACKAGE = {
  "node_modules/gyges/package.json": JSON.stringify({ name: "gyges", type: "module", exports: "./index.js" }),
  "node_modules/gyges/index.js": ["providers", "assertions"]
    .map((part) => `export * from ${JSON.stringify(join(root, part, "index.ts"))};`)
    .join("\n"),
};

/** How a config names a source file of this repository. */
export function sourceRef(path: string, name?: string): string {
  return `file://${join(root, path)}${name === undefined ? "" : `:${name}`}`;
}
