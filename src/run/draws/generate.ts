import { isDeepStrictEqual } from "node:util";
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { GygesError } from "../../schema/error.ts";
import { SIDES, type Side } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";
import { sharedSeed } from "../../scenario/shared-seed.ts";
import { testCase, type RowSource, type TestCase } from "../../promptfoo/test-case.ts";
import type { Column, MatchedPair } from "../sides/columns.ts";
import { splitRef, withoutScheme } from "../config/file-refs.ts";
import type { SideConfig } from "../config/side.ts";

/** One promptfoo config that holds base and head as columns, on the diagonal: base's prompts meet base's providers only. */

export interface Sides {
  readonly base: SideConfig;
  readonly head: SideConfig;
}

export interface GeneratedConfig {
  readonly config: Readonly<Record<string, unknown>>;
  /** Labels in the generated config of a pair's column on one side. */
  labels(pair: MatchedPair, side: Side): { prompt: string; provider: string };
}

/**
 * @param folder where the config will be written; filters are named relative to it (promptfoo finds neither absolute nor file:// ones)
 * @param extension `file://…:gyges` line that brings the extension
 * @throws GygesError `run/needs-blocks` where the sides differ in what promptfoo has once for a run
 */
export function generateConfig(sides: Sides, pairs: readonly MatchedPair[], folder: string, extension: string): GeneratedConfig {
  const prompts = new Labels("prompt");
  const providers = new Labels("model");
  const bound = new Map<string, Set<string>>();
  const labels = (pair: MatchedPair, side: Side): { prompt: string; provider: string } => {
    const column = pair[side];
    return { prompt: prompts.of(side, column.prompt.name), provider: providers.of(side, column.provider.name) };
  };
  const columns = pairs.flatMap((pair) => SIDES.map((side) => ({ column: pair[side], ...labels(pair, side) })));
  for (const one of columns) bound.set(one.provider, (bound.get(one.provider) ?? new Set()).add(one.prompt));
  return {
    labels,
    config: {
      description: "gyges run: base and head",
      prompts: unique(columns, (one) => one.prompt).map((one) => ({ ...one.column.prompt.entry, label: one.prompt })),
      providers: unique(columns, (one) => one.provider).map((one) => ({
        ...one.column.provider.entry,
        label: one.provider,
        prompts: [...bound.get(one.provider)!],
      })),
      ...shared(sides, folder),
      extensions: [...sides.head.extensions, extension],
      tests: [],
    },
  };
}

export interface RowOptions {
  readonly messageVar: string;
  /** Draws that are compared with each other are asked for with one seed; the pack says which those are. */
  readonly shareSeeds?: Pack | null;
}

/** The rows of all pairs: one a planned draw and side. Sides stand next to each other and take turns in going first. */
export function generateRows(
  sides: Sides,
  pairs: readonly MatchedPair[],
  planned: readonly RowSource[],
  generated: GeneratedConfig,
  { messageVar, shareSeeds = null }: RowOptions,
): TestCase[] {
  return planned.flatMap((source, index) =>
    pairs.flatMap((pair) => {
      const order: readonly Side[] = index % 2 === 0 ? SIDES : SIDES.toReversed();
      return order.map((side) =>
        testCase(
          { ...source, identity: { ...source.identity, side, pair: pair.name } },
          {
            messageVar,
            ...generated.labels(pair, side),
            vars: sides[side].defaultVars,
            options: sides[side].defaultOptions,
            ...(shareSeeds === null ? {} : { seed: sharedSeed(source.identity, shareSeeds) }),
          },
        ),
      );
    }),
  );
}

/** Labels that promptfoo can bind to: `base:prompt1`, `head:model1`. The user's own names may hold anything. */
class Labels {
  readonly #kind: string;
  readonly #seen = new Map<string, string>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  of(side: Side, name: string): string {
    const key = JSON.stringify([side, name]);
    const label = this.#seen.get(key) ?? `${side}:${this.#kind}${this.#seen.size + 1}`;
    this.#seen.set(key, label);
    return label;
  }
}

/** What promptfoo keeps once for a whole run. Where the sides disagree on it, one run cannot hold both. */
function shared({ base, head }: Sides, folder: string): Record<string, unknown> {
  if (!isDeepStrictEqual(base.env, head.env)) throw needsBlocks("env differs between base and head");
  if (!isDeepStrictEqual(extensionCode(base), extensionCode(head))) throw needsBlocks("extensions differ between base and head");
  return {
    ...(Object.keys(head.env).length === 0 ? {} : { env: head.env }),
    ...sharedFilters(base, head, folder),
    evaluateOptions: {
      ...(head.maxConcurrency === null ? {} : { maxConcurrency: head.maxConcurrency }),
      ...(head.delayMs === null ? {} : { delay: head.delayMs }),
    },
  };
}

/** Names and contents of the user's extensions: head's run for both sides. */
function extensionCode({ extensions, folder }: SideConfig): unknown[] {
  return extensions.map((extension) => {
    if (!extension.startsWith("file://")) return extension;
    const { path, fragment } = splitRef(withoutScheme(extension));
    return [relative(folder, path), fragment, existsSync(path) ? readFileSync(path, "utf8") : null];
  });
}

/** promptfoo has one table of filters a run, so both sides must mean the same by a name. */
function sharedFilters(base: SideConfig, head: SideConfig, folder: string): Record<string, unknown> {
  const names = Object.keys(head.filters);
  if (!isDeepStrictEqual(names.toSorted(), Object.keys(base.filters).toSorted()))
    throw needsBlocks("nunjucksFilters differ between base and head");
  if (names.length === 0) return {};
  const changed = names.find((name) => readFileSync(base.filters[name]!, "utf8") !== readFileSync(head.filters[name]!, "utf8"));
  if (changed !== undefined) throw needsBlocks(`the filter ${changed} has other code in head than in base`);
  return { nunjucksFilters: Object.fromEntries(names.map((name) => [name, relative(folder, head.filters[name]!)])) };
}

function needsBlocks(seen: string): GygesError {
  return new GygesError(
    "usage",
    "run/needs-blocks",
    `gyges run cannot put both sides into one promptfoo run: ${seen}. Runs in blocks are not built yet.\n  Make this change in a pull request of its own, or run both sides yourself and judge them: gyges gate BASE.json HEAD.json`,
  );
}

function unique<T extends { column: Column }>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
