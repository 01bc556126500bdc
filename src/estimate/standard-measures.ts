import type { Measure } from "../schema/measures.ts";
import { engagementGaps } from "./engagement.ts";
import { measured, type MeasureInput } from "./measured.ts";
import { noticeAxes } from "./notice-axes.ts";
import { plantedLabels } from "./planted-labels.ts";
import { publicationGaps } from "./publication.ts";
import { temperatureMeasures } from "./temperature.ts";

/**
 * The measures of every report beside the compliance gap, its placebo, the controls and the missing shares, which the verdict carries
 * itself: the engagement gap, and the publication gap, the gap under each shared notice and temperature where the draws allow them; of a simulated model how often its labels
 * are read as it planted them.
 */
export function standardMeasures(input: MeasureInput): readonly Measure[] {
  const all = measured(input);
  return [...engagementGaps(all), ...publicationGaps(all), ...noticeAxes(all), ...temperatureMeasures(all), ...plantedLabels(all)];
}
