import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readPack } from "../../src/disk/read-pack.ts";
import type { Identity } from "../../src/schema/identity.ts";
import type { Pack } from "../../src/schema/scenario.ts";

/** Real rows of promptfoo 0.123.1 and the pack that they are of. How they were made: test/fixtures/promptfoo-0.123/make.mjs. */

export const fixturePackPath: string = fixture("pack");
export const fixturePack: Pack = await readPack(fixturePackPath);

export interface FixtureRow {
  error?: string;
  vars: Record<string, unknown>;
  metadata: Record<string, unknown> & { gyges?: Identity };
  testCase: { metadata?: Record<string, unknown> & { gyges?: Identity }; vars: Record<string, unknown> };
  provider: Record<string, unknown>;
  prompt: { label: string; raw: string; config: Record<string, unknown> };
  response?: Record<string, unknown>;
}

export interface FixtureFile {
  evalId: string | null;
  results: { results: FixtureRow[] };
  config: Record<string, unknown>;
}

/** A fresh copy of a fixture. The hash of its pack is set to today's, since these tests are about files and not about the hash. */
export function fixtureFile(name: "base" | "head" | "kinds"): FixtureFile {
  const text = readFileSync(fixture(`${name}.json`), "utf8").replaceAll(/sha256:[0-9a-f]{64}/g, fixturePack.hash);
  const file: FixtureFile = JSON.parse(text);
  return file;
}

/** The row whose provider was asked for this kind of answer. */
export function rowOfKind(kind: string): FixtureRow {
  const row = fixtureFile("kinds").results.results.find((one) => one.vars["kind"] === kind);
  if (row === undefined) throw new Error(`the fixture has no row of kind ${kind}`);
  return row;
}

function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/promptfoo-0.123/${name}`, import.meta.url));
}
