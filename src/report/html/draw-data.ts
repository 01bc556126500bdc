import type { Draw } from "../../schema/draw.ts";
import { safeJson } from "../safe-json.ts";

/** Draws as data for the page's table: names once in a list, rows of places in it, words cut so that the file stays small. */

/** More than a table for eyes can hold; the rest is in the store, and `gyges export` has it as a sheet. */
export const MOST_DRAWS = 20_000;
/** Bytes of replies and reasoning together. */
const TEXT_BYTES = 3_400_000;
/** Longest words of one draw that are kept, tried in this order. */
const LENGTHS = [6000, 3000, 1500, 800, 400, 250, 150, 100, 60, 30] as const;

/** Fields whose values repeat: stored as a place in a list of names. The page's script reads rows by this order. */
export const NAMED = [
  "pair",
  "side",
  "scenario",
  "role",
  "condition",
  "wording",
  "notice",
  "temperature",
  "label",
  "choice",
  "order",
  "flags",
] as const;
type Named = (typeof NAMED)[number];

/** What stands behind them in a row. */
export const OWN = ["draw", "reply", "evidence", "reasoning", "fault"] as const;

/** Columns of the table, the words of a reply behind them. */
export const COLUMNS = ["side", "scenario", "condition", "wording", "label", "choice", "draw"] as const;

/** What a page shows of a draw. */
export type ShownDraw = Pick<Draw, "pair" | "side" | "identity" | "labelling" | "reply" | "reasoning" | "fault"> & {
  readonly withheld?: true | undefined;
};

/** A draw without all else: ten thousand whole ones take more room than the page is to. */
export function shownDraw({ pair, side, identity, labelling, reply, reasoning, fault, withheld }: Draw): ShownDraw {
  return {
    pair,
    side,
    identity,
    labelling,
    reply: reply.slice(0, LENGTHS[0] + 1),
    reasoning: reasoning?.slice(0, LENGTHS[0] + 1) ?? null,
    fault,
    withheld,
  };
}

export interface DrawData {
  /** Draws that there were; more than `rows` where the table holds a part. */
  readonly total: number;
  /** Characters of a reply that are kept at most. */
  readonly length: number;
  readonly names: Readonly<Record<Named, readonly string[]>>;
  /** A place for each of {@link NAMED}, then the values of {@link OWN}. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** @param drawn how many there were, where `draws` are a part of them */
export function drawData(draws: readonly ShownDraw[], drawn = draws.length): DrawData {
  const kept = draws.slice(0, MOST_DRAWS);
  const length = LENGTHS.find((most) => bytesAt(kept, most) <= TEXT_BYTES) ?? LENGTHS[LENGTHS.length - 1]!;
  const lists = forEach(() => new Map<string, number>());
  const placeOf = (name: Named, value: string): number => {
    const list = lists[name];
    const known = list.get(value) ?? list.size;
    list.set(value, known);
    return known;
  };
  const rows = kept.map((draw) => {
    const values = namedOf(draw);
    const { reply, labelling, reasoning, fault, identity } = draw;
    return [
      ...NAMED.map((name) => placeOf(name, values[name])),
      identity.draw,
      cut(reply, length),
      cut(labelling.evidence ?? "", Math.min(length, 300)),
      cut(reasoning ?? "", length),
      cut(fault ?? "", 200),
    ];
  });
  return { total: drawn, length, names: forEach((name) => [...lists[name].keys()]), rows };
}

function forEach<T>(of: (name: Named) => T): Readonly<Record<Named, T>> {
  return {
    pair: of("pair"),
    side: of("side"),
    scenario: of("scenario"),
    role: of("role"),
    condition: of("condition"),
    wording: of("wording"),
    notice: of("notice"),
    temperature: of("temperature"),
    label: of("label"),
    choice: of("choice"),
    order: of("order"),
    flags: of("flags"),
  };
}

/** For the inside of a script element: no `<` that could close it. */
export function drawJson(data: DrawData): string {
  return safeJson(data).replaceAll("<", String.raw`\u003c`);
}

function namedOf({ pair, side, identity, labelling }: ShownDraw): Readonly<Record<Named, string>> {
  const { cell, order, confirm } = identity;
  return {
    pair,
    side: side === null ? "none" : confirm === true ? `${side}, confirming` : side,
    scenario: cell.scenario,
    role: cell.role,
    condition: cell.condition,
    wording: cell.wording,
    notice: cell.notice ?? "",
    temperature: cell.temperature === null ? "" : String(cell.temperature),
    label: labelling.label,
    choice: labelling.choice ?? "",
    order: order.join(", "),
    flags: labelling.flags.join(", "),
  };
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // A pair of surrogates is one character.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}…`;
}

function bytesAt(draws: readonly ShownDraw[], most: number): number {
  const size = (text: string | null): number => (text === null ? 0 : bytes(text.slice(0, most)));
  return draws.reduce((sum, { reply, reasoning, labelling }) => sum + size(reply) + size(reasoning) + size(labelling.evidence), 0);
}

/** What a text takes in the file: UTF-8, with escapes for what JSON and a script element cannot hold. */
function bytes(text: string): number {
  let total = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 92 || code === 10) total += 2;
    else if (code < 32 || code === 60 || (code >= 127 && code < 160)) total += 6;
    else if (code < 128) total += 1;
    else total += code < 2048 ? 2 : 3;
  }
  return total;
}
