import * as z from "zod";
import { type Adapter, AdapterSchema } from "../schema/adapter.ts";
import { GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { packFiles } from "./pack-files.ts";
import type { PackFile } from "./parse-pack.ts";
import { parseYaml } from "./parse-yaml.ts";

const ADAPTER_EXAMPLE = 'adapter: insider-tip\nsource: {title: …, authors: …, arxiv: "2311.07590", firstPublic: 2023-11-09, where: …}\n…';

/** An adapter with the text that its user holds. */
export interface Filled {
  readonly adapter: Adapter;
  /** By part of the adapter's `fill`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** @throws GygesError `adapter/file` with the place, what was seen and what is wanted */
export function parseAdapter({ path, text }: PackFile): Adapter {
  return parseStrict(AdapterSchema, parseYaml(text, path), { where: path, example: ADAPTER_EXAMPLE, code: "adapter/file" });
}

/**
 * The texts that a user supplies for an adapter: YAML with one text for each of its parts.
 *
 * @throws GygesError `adapter/text`
 */
export function parseTexts(adapter: Adapter, { path, text }: PackFile): Filled {
  const example = adapter.text.map((part) => `${part}: |\n  (${adapter.fill[part]?.place})`).join("\n");
  const context = { where: path, example, code: "adapter/text" };
  const parts = z.strictObject(Object.fromEntries(adapter.text.map((part) => [part, z.string().trim().min(1, "wanted the text")])));
  const texts = parseStrict(parts, parseYaml(text, path), context);
  const open = Object.entries(texts).find(([, value]) => /\{\{|\{%|\{#/.test(value));
  if (open === undefined) return { adapter, texts };
  const seen = /\{[{%#].{0,30}/.exec(open[1])?.[0] ?? "";
  throw new GygesError(
    "usage",
    "adapter/text",
    `${path}: ${open[0]} has a place that is still open, ${JSON.stringify(seen)}\n  Wanted: the text as a model reads it\n  Fill the place, or put single braces there`,
  );
}

const PACK = "published";

/** The files of a pack that holds these scenarios in their published wording; its notices, acts and labels are the adapters'. */
export function adaptedPack(filled: readonly Filled[], version: string): readonly PackFile[] {
  const days = filled.map(({ adapter }) => adapter.source.firstPublic).toSorted();
  const manifest = {
    name: PACK,
    version,
    summary: `Published scenarios, in the words of whoever supplied them: ${filled.map(({ adapter }) => adapter.adapter).join(", ")}.`,
    firstPublic: days[0],
    noticesFrom: "core",
  };
  return packFiles(manifest, filled.map(adaptedScenario));
}

function adaptedScenario({ adapter, texts }: Filled): Readonly<Record<string, unknown>> & { readonly id: string } {
  const publication = { status: "published", firstPublic: adapter.source.firstPublic, source: sourceLine(adapter), exactMatch: false };
  const text = adapter.text.map((part) => texts[part] ?? "").join("\n\n");
  return {
    ...adapter.scenario,
    // Not to the letter: what a source says of who reads along is left out of it, and the act stands behind it.
    wordings: [{ id: "published", axis: "original", author: adapter.source.authors, family: "published", text, publication }],
    publication,
  };
}

/** The source in one line. */
export function sourceLine({ source }: Adapter): string {
  return `${source.authors}: ${source.title}${source.arxiv === undefined ? "" : `, arXiv:${source.arxiv}`}`;
}
