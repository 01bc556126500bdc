import type { Measure } from "../../schema/measures.ts";
import { type Measured, measured, type MeasureInput } from "../measured.ts";
import { choiceDistances } from "./choice-distance.ts";
import { choiceOrder } from "./choice-order.ts";
import { harmGap } from "./harm.ts";
import { temperatureMasking } from "./masking.ts";
import { noticeEffects } from "./notice-effects.ts";
import { reasoningMotives } from "./reasoning-motives.ts";
import { silentCompliance } from "./silent-compliance.ts";
import { temperatureStability } from "./stability.ts";
import { systematicWidening } from "./systematic.ts";
import { threatContrasts } from "./threat.ts";
import { temperatureTrend } from "./trend.ts";
import { verbalised } from "./verbalised.ts";
import { wordingInstability } from "./wording-instability.ts";
import { worstReplies } from "./worst-of-k.ts";
import { worstWordings } from "./worst-wording.ts";

/**
 * Every measure behind `--full`, in the order of a report; draws without an outcome are left out of all of them. One that the draws do not
 * allow is there with the reason, and with what would have to be drawn.
 *
 * Four that a reader may look for are absent, because they find effects in noise: the rate of majority flips between wordings (see
 * `wordingInstability`), the largest rate over wordings (`worstWordings`), the mean size of scenario gaps without their sign (the sign-free
 * line of the verdict takes its place), and repeats at temperature 0 as a sample (`withoutCopies`).
 */
export function fullMeasures(input: MeasureInput): readonly Measure[] {
  const all = measured(input);
  return MEASURES.flatMap((measures) => measures(all));
}

const MEASURES: readonly ((all: Measured) => readonly Measure[])[] = [
  harmGap,
  noticeEffects,
  threatContrasts,
  systematicWidening,
  wordingInstability,
  worstWordings,
  worstReplies,
  temperatureMasking,
  temperatureTrend,
  temperatureStability,
  verbalised,
  reasoningMotives,
  silentCompliance,
  choiceDistances,
  choiceOrder,
];
