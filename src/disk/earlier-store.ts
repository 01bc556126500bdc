import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import { type Learned, Learner } from "../verdict/power/learn.ts";
import { DrawGuard, type Place } from "./draw-guard.ts";
import type { DrawSink } from "./fold-draws.ts";
import { readStoreInto } from "./store.ts";

/** What an earlier run's store says of the model, read draw by draw. */
export interface EarlierStore {
  readonly path: string;
  readonly learned: Learned;
}

type LearnedStore = EarlierStore & {
  readonly finished: boolean;
  /** Prompt × provider of each column of head; null where the store does not say. */
  readonly columns: readonly string[] | null;
};

/** Of more stores than this the older ones are not looked at. */
const MOST_TRIED = 20;

/** @returns null where the store has no cell of the gap with two draws */
export async function learnFromStore(path: string): Promise<LearnedStore | null> {
  const { header, sink, finished, torn } = await readStoreInto(
    path,
    ({ pack }, source) => new LearningSink(new DrawGuard(pack.hash, source)),
  );
  const { learned } = sink;
  return learned === null ? null : { path, learned, finished: finished && !torn, columns: header.columns?.head ?? null };
}

/**
 * The newest finished run in a folder of runs (`.gyges/runs`) that says something of the gap for one of these models. A store that cannot be read is passed
 * over: what it would have taught has a default.
 *
 * @param models names of providers, as columns have them behind their prompt
 */
export async function newestEarlier(runs: string, models: readonly string[]): Promise<EarlierStore | null> {
  for (const path of await recentStores(runs)) {
    const earlier = await learnFromStore(path).catch((cause: unknown) => {
      if (cause instanceof GygesError) return null;
      throw cause;
    });
    if (earlier?.finished === true && isOfAny(models, earlier)) return { path: earlier.path, learned: earlier.learned };
  }
  return null;
}

function isOfAny(models: readonly string[], { columns }: LearnedStore): boolean {
  return columns === null || columns.some((column) => models.some((model) => column.endsWith(` × ${model}`)));
}

/** The stores of a folder of runs, the one that was written to last first, and no more of them than are worth a look. */
export async function recentStores(runs: string): Promise<readonly string[]> {
  const names = await readdir(runs).catch(() => []);
  const found: { readonly path: string; readonly at: number }[] = [];
  for (const name of names) {
    const path = join(runs, name, "store.jsonl");
    const about = await stat(path).catch(() => null);
    if (about?.isFile() === true) found.push({ path, at: about.mtimeMs });
  }
  return found
    .toSorted((a, b) => b.at - a.at || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_TRIED)
    .map(({ path }) => path);
}

class LearningSink implements DrawSink {
  readonly #guard: DrawGuard;
  readonly #learner = new Learner();

  constructor(guard: DrawGuard) {
    this.#guard = guard;
  }

  get size(): number {
    return this.#guard.size;
  }

  get learned(): Learned | null {
    return this.#learner.learned;
  }

  add(draw: Draw, place: Place): void {
    this.#guard.admit(draw, place);
    this.#learner.add(draw);
  }
}
