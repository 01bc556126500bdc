import { appendFileSync, readFileSync } from "node:fs";
import { BEGINNING, chainLine, readChained } from "../../src/disk/chained-line.ts";

/** The lines of a store as an early version wrote them, without checksums: so a test can leave some out, and the store is whole all the same. */
export function withoutChecksums(text: string): string {
  return text.replaceAll(/^.+$/gm, (line) => readChained(line)?.body ?? line);
}

/** Puts a record at the end of a store, as a program that knows of the checksums would. */
export function appendRecord(path: string, record: object): void {
  const last = readFileSync(path, "utf8").trimEnd().split("\n").at(-1) ?? "";
  appendFileSync(path, `${chainLine(JSON.stringify(record), readChained(last)?.sum ?? BEGINNING).text}\n`);
}
