import { dirname } from "node:path";
import { newestEarlier } from "../../disk/earlier-store.ts";
import { priceOfConfig, type Price } from "../../money/price.ts";
import type { Draw } from "../../schema/draw.ts";
import { SIDES, type Side } from "../../schema/identity.ts";
import type { Comparison } from "../comparison.ts";
import { generateConfig } from "../draws/generate.ts";
import type { WantedDraw } from "../draws/wanted-draws.ts";
import { estimatedTokens, REPLY_TOKENS } from "./estimated-tokens.ts";

/** What a call of a run is expected to cost. In US dollars. */
export interface ExpectedCost {
  /** Where it comes from, as the end of a sentence. */
  readonly by: string;
  /** True where nothing was measured: good for a sentence, and no reason to refuse a run. */
  readonly rough: boolean;
  /** Of one call of a column on one side. */
  of(pair: string, side: Side): number;
}

type Costed = Pick<Draw, "pair" | "side" | "cost">;

/**
 * Told by what its own draws cost; before there are any by the tokens of the newest earlier run at this run's prices, or by what that one paid; else by the
 * length of the prompts. The first is as good as a mean, the last a rough guess, and each says which it is.
 *
 * @returns null where no price is known
 */
export async function expectedCost(comparison: Comparison, draws: readonly Costed[]): Promise<ExpectedCost | null> {
  return byDraws(draws) ?? byEarlierRun(comparison);
}

/** The mean of each column and side; those without a draw are as dear as the others. */
function byDraws(draws: readonly Costed[]): ExpectedCost | null {
  const means = new Map<string, Mean>();
  const all = new Mean();
  for (const { pair, side, cost } of draws) {
    if (cost === null || side === null) continue;
    const key = keyOf(pair, side);
    const own = means.get(key) ?? new Mean();
    means.set(key, own);
    own.add(cost);
    all.add(cost);
  }
  if (all.count < FEWEST) return null;
  return { by: `by ${all.count} draws of this run`, rough: false, of: (pair, side) => (means.get(keyOf(pair, side)) ?? all).value };
}

/** Fewer draws than this may all be of one short prompt. */
const FEWEST = 8;

async function byEarlierRun(comparison: Comparison): Promise<ExpectedCost | null> {
  const { folder, matching, planned } = comparison;
  const learned =
    (
      await newestEarlier(
        dirname(folder),
        matching.pairs.map(({ head }) => head.provider.name),
      )
    )?.learned ?? null;
  const prices = pricesOf(comparison);
  if (prices === null) {
    const paid = learned?.cost ?? null;
    return paid === null ? null : { by: "by what the last run paid", rough: false, of: () => paid };
  }
  const columns = matching.pairs.flatMap((pair) => SIDES.map((side) => pair[side]));
  const rough = learned === null || learned.replyTokens === null;
  const prompt = learned?.promptTokens ?? estimatedTokens(columns, planned);
  const reply = learned?.replyTokens ?? REPLY_TOKENS;
  return {
    by: rough ? `roughly, by the length of the prompts and replies of ${REPLY_TOKENS} tokens` : "by the tokens of the last run",
    rough,
    of: (pair, side) => {
      const { input, output } = prices.get(keyOf(pair, side)) ?? NOTHING;
      return prompt * input + reply * output;
    },
  };
}

const NOTHING: Price = { input: 0, output: 0 };

/** Of every column on either side, as promptfoo says or as the config states; null where one is not known. */
function pricesOf({ budget, sides, matching, folder, options }: Comparison): ReadonlyMap<string, Price> | null {
  const asked = budget?.prices;
  const labels = asked === undefined || asked.size === 0 ? null : generateConfig(sides, matching.pairs, folder, options.extension);
  const prices = new Map<string, Price>();
  for (const pair of matching.pairs) {
    for (const side of SIDES) {
      const price =
        labels === null ? priceOfConfig(pair[side].provider.entry["config"]) : asked?.get(labels.labels(pair, side).provider)?.price;
      if (price === null || price === undefined) return null;
      prices.set(keyOf(pair.name, side), price);
    }
  }
  return prices;
}

export function sumOf(expected: ExpectedCost, wanted: readonly Pick<WantedDraw, "pair" | "side">[]): number {
  return wanted.reduce((sum, { pair, side }) => sum + expected.of(pair, side), 0);
}

function keyOf(pair: string, side: Side): string {
  return JSON.stringify([pair, side]);
}

class Mean {
  #sum = 0;
  count = 0;

  add(value: number): void {
    this.#sum += value;
    this.count += 1;
  }

  get value(): number {
    return this.#sum / this.count;
  }
}
