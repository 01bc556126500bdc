import type { DoubleLabelled } from "../../judge/agreement.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import type { Gold, GoldOfDraw } from "./gold.ts";

/** Draws that people labelled too, by their place in the file. */
export interface MatchedGold {
  readonly matched: ReadonlyMap<number, Pick<DoubleLabelled, "complied" | "gold" | "condition">>;
  /** Lines that name no draw of the file. */
  readonly unmatched: number;
}

/**
 * Finds the draw that each line is about.
 *
 * @throws GygesError `gold/several` for a line that names several draws, `gold/twice` for two lines about one, `gold/none` where none is about any
 */
export function matchGold({ draws: lines }: Gold, draws: readonly Draw[]): MatchedGold {
  const matched = new Map<number, Pick<DoubleLabelled, "complied" | "gold" | "condition">>();
  let unmatched = 0;
  for (const line of lines) {
    const places = draws.flatMap((draw, place) => (line.matches(draw) ? [place] : []));
    const [place, ...more] = places;
    if (place === undefined) {
      unmatched += 1;
      continue;
    }
    if (more.length > 0) throw several(line, places.length);
    if (matched.has(place)) throw twice(line);
    matched.set(place, { complied: line.complied, gold: line.gold, condition: draws[place]?.identity.cell.condition ?? null });
  }
  if (lines.length > 0 && matched.size === 0) throw none(lines.length);
  return { matched, unmatched };
}

function several({ where }: GoldOfDraw, count: number): GygesError {
  return new GygesError(
    "usage",
    "gold/several",
    `${where} names ${count} draws.\n  Wanted: one draw a line.\n  Add what tells them apart: side, pair, wording, condition, notice, draw, or responseId alone.`,
  );
}

function twice({ where }: GoldOfDraw): GygesError {
  return new GygesError(
    "usage",
    "gold/twice",
    `${where} is about a draw that an earlier line is about.\n  Wanted: one line a draw.\n  Keep the one that people settled on, and take the other out.`,
  );
}

function none(lines: number): GygesError {
  return new GygesError(
    "usage",
    "gold/none",
    `none of ${lines} lines of --gold names a draw of the file.\n  Wanted: lines about the draws of this very file.\n  Take their marks from it: gyges export FILE --format jsonl`,
  );
}
