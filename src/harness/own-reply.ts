import { isMissing, type Label, type Labelling } from "../schema/label.ts";
import type { Read } from "./to-draws.ts";
import { OWN_ORDER } from "./own-set.ts";
import type { ToldDraw } from "./told-draw.ts";

/** A draw of somebody's own scenarios: its label is as it was given, unless the call failed or was filtered; without one it is missing. */
export function ownReply({ fault, filtered, labelled }: ToldDraw): Read {
  const given = labelled?.label ?? "unjudged";
  const label = fault !== null ? "transport" : filtered !== null && !isMissing(given) ? "filtered" : given;
  return { labelling: givenLabel(label), by: labelled?.by ?? null, order: OWN_ORDER };
}

/** A label that gyges did not read off a text, so without evidence. */
export function givenLabel(label: Label): Labelling {
  return { label, evidence: null, choice: null, flags: [] };
}
