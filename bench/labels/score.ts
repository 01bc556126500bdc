import { uniformsFor } from "../../src/organism/uniform.ts";
import type { Read } from "./labellers.ts";
import type { Row } from "./rows.ts";
import type { Task } from "./tasks.ts";

/** One row as a task sees it. */
export interface Scored {
  readonly row: Row;
  readonly truth: string;
  readonly found: string;
}

export interface Rate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly of: number;
}

export interface Score {
  readonly accuracy: Rate;
  /** F1 by class. */
  readonly f1: Readonly<Record<string, Rate>>;
  readonly byModel: Readonly<Record<string, Rate>>;
}

const RESAMPLES = 1_000;

export function scored(task: Task, rows: readonly Row[], reads: ReadonlyMap<Row, Read>): readonly Scored[] {
  return rows.flatMap((row): Scored[] => {
    const truth = row.source === task.source ? task.truth(row) : null;
    return truth === null ? [] : [{ row, truth, found: task.fold(reads.get(row)?.found ?? "unread") }];
  });
}

export function scoreOf(items: readonly Scored[]): Score {
  const classes = [...new Set(items.map(({ truth }) => truth))].toSorted();
  const models = Map.groupBy(items, ({ row }) => row.model);
  return {
    accuracy: rate(items, accuracy),
    f1: Object.fromEntries(classes.map((name) => [name, rate(items, (some) => f1(some, name))])),
    byModel: models.size < 2 ? {} : Object.fromEntries([...models].map(([model, own]) => [model, rate(own, accuracy)])),
  };
}

function accuracy(items: readonly Scored[]): number {
  return items.filter(({ truth, found }) => truth === found).length / items.length;
}

function f1(items: readonly Scored[], name: string): number {
  const hits = items.filter(({ truth, found }) => truth === name && found === name).length;
  const misses = items.filter(({ truth, found }) => (truth === name) !== (found === name)).length;
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + misses);
}

/** A figure with its 95 % percentile interval over prompts: replies to one prompt are resampled together. */
function rate(items: readonly Scored[], figure: (items: readonly Scored[]) => number): Rate {
  const groups = [...Map.groupBy(items, ({ row }) => row.group).values()];
  const uniform = uniformsFor(1, "bootstrap");
  const values = Array.from({ length: RESAMPLES }, () =>
    figure(groups.flatMap(() => groups[Math.floor(uniform() * groups.length)] ?? [])),
  ).toSorted((a, b) => a - b);
  return { value: figure(items), lower: values[24] ?? Number.NaN, upper: values[974] ?? Number.NaN, of: items.length };
}

/** Forced choice: the share of taken options that are the right, a wrong and no option, and of declines to which an option was invented. */
export function choicesOf(rows: readonly Row[], reads: ReadonlyMap<Row, Read>): Record<string, number> | null {
  const taken = rows.filter(({ gold, choice }) => gold === "engage" && choice !== undefined && choice !== null);
  const declined = rows.filter(({ gold, options }) => gold === "refuse" && options !== undefined);
  if (taken.length === 0) return null;
  const share = (some: readonly Row[], of: readonly Row[]): number => (of.length === 0 ? 0 : some.length / of.length);
  const choice = (row: Row): string | null => reads.get(row)?.choice ?? null;
  return {
    right: share(
      taken.filter((row) => choice(row) === row.choice),
      taken,
    ),
    wrong: share(
      taken.filter((row) => choice(row) !== null && choice(row) !== row.choice),
      taken,
    ),
    invented: share(
      declined.filter((row) => choice(row) !== null),
      declined,
    ),
    declinesFound: share(
      declined.filter((row) => ["refuse", "evade", "partial"].includes(reads.get(row)?.found ?? "")),
      declined,
    ),
  };
}
