import type { FileHandle } from "node:fs/promises";
import { isUnsettled } from "../judge/unsettled.ts";
import type { Draw } from "../schema/draw.ts";
import { parsedJson } from "../schema/json.ts";
import type { Labelling } from "../schema/label.ts";
import { parseStrict } from "../schema/parse.ts";
import { keyOfDraw, storeKey, StoreRecordSchema } from "../schema/store.ts";
import { readChained } from "./chained-line.ts";
import { eachLine } from "./each-line.ts";

/** What the judge of a store made of its draws. */
export interface Rulings {
  /**
   * The draw as the run's labeller has it, the rules and the judge together. One that waits for the judge comes back as it is, so that
   * its labeller tells it from the others.
   */
  apply(draw: Draw): Draw;
}

const START = '{"record":"relabelled"';
const EXAMPLE = '{"record":"relabelled","pair":"…","side":"base","key":"…","labelling":{"label":"evade",…}}';

/**
 * Reads the rulings out of a whole store, wherever they stand in it. A torn last line is left out here as it is elsewhere.
 *
 * @param labeller of the run
 */
export async function readRulings(file: FileHandle, path: string, labeller: string): Promise<Rulings> {
  const rulings = new Map<string, Labelling>();
  await eachLine(file, path, ({ text, number, ended }) => {
    if (!ended || !text.startsWith(START)) return;
    const value = parsedJson(readChained(text)?.body ?? text);
    // A line that is no JSON is the reader's to refuse.
    if (value === undefined) return;
    const record = parseStrict(StoreRecordSchema, value, {
      where: `${path}, line ${number}`,
      example: EXAMPLE,
      code: "store/record",
      kind: "data",
    });
    if (record.record === "relabelled") rulings.set(storeKey(record.pair, record.side, record.key), record.labelling);
  });
  return { apply: (draw) => ruled(draw, rulings.get(keyOfDraw(draw)), labeller) };
}

/** Only a draw that no rule had settled takes a judge's label: a ruling on any other one would overrule the rules. */
function ruled(draw: Draw, ruling: Labelling | undefined, labeller: string): Draw {
  if (!isUnsettled(draw.labelling.label)) return { ...draw, labeller };
  return ruling === undefined ? draw : { ...draw, labelling: ruling, labeller };
}
