import { isMissing, type Label, type Labelling } from "../schema/label.ts";

/** Labels that say of a reply which arrived that no rule could tell what it did. */
export const UNSETTLED_LABELS = ["unsure", "unjudged", "off-format", "ambiguous"] as const satisfies readonly Label[];

const unsettled: ReadonlySet<Label> = new Set(UNSETTLED_LABELS);

/** Whether a judge is to be asked about a reply with this label. */
export function isUnsettled(label: Label): boolean {
  return unsettled.has(label);
}

/** Whether a rule found out what the reply did. Its word then stands unless a judge says something else. */
export function isSettled({ label }: Pick<Labelling, "label">): boolean {
  return !unsettled.has(label) && !isMissing(label);
}
