import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import type { Scrub } from "./scrub.ts";

/**
 * promptfoo's own output, which no step shows but somebody may upload, line by line. The store of draws beside it stays as it was drawn.
 *
 * @param runs folder of the runs' folders; it may be missing
 */
export async function scrubLogs(runs: string, scrub: Scrub): Promise<void> {
  for (const run of existsSync(runs) ? await readdir(runs, { withFileTypes: true }) : []) {
    const log = join(runs, run.name, "promptfoo.log");
    if (run.isDirectory() && existsSync(log)) await scrubFile(log, scrub);
  }
}

async function scrubFile(path: string, scrub: Scrub): Promise<void> {
  const clean = `${path}.clean`;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  try {
    await pipeline(scrubbedLines(lines, scrub), createWriteStream(clean, { mode: 0o600 }));
    await rename(clean, path);
  } catch (cause) {
    // A log that cannot be cleaned is worth less than what may be in it.
    await Promise.all([rm(clean, { force: true }), rm(path, { force: true })]);
    throw cause;
  }
}

async function* scrubbedLines(lines: AsyncIterable<string>, scrub: Scrub): AsyncGenerator<string> {
  for await (const line of lines) yield `${scrub(line)}\n`;
}
