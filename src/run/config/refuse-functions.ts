import { isRecord } from "../../schema/is-record.ts";
import { notYet } from "./refusals.ts";

/** Stands in the place of a function, or of a provider that was made by code: neither can be carried into a file. */
export const FUNCTION_MARK = "gyges:function:";

/** Parts of a config that reach no request of a pack row, where functions do no harm. */
const UNSENT = ["tests", "scenarios", "derivedMetrics", "assertionTemplates", "redteam"];

/** A run writes its own config, and a function has no place in a file. */
export function refuseFunctions(config: unknown, name: string): void {
  const sent = isRecord(config) ? Object.fromEntries(Object.entries(config).filter(([key]) => !UNSENT.includes(key))) : config;
  const place = placeOfFunction(sent, "");
  if (place === null) return;
  throw notYet(
    `${place} of ${name} is a function`,
    `Put it into a file of its own and name that: ${place.split(/[.[]/, 1)[0]}: [file://${place.startsWith("prompts") ? "prompt" : "model"}.mjs]`,
  );
}

function placeOfFunction(value: unknown, place: string): string | null {
  if (typeof value === "string") return value.startsWith(FUNCTION_MARK) ? place : null;
  if (place === "defaultTest.assert" || value === null || typeof value !== "object") return null;
  const inner = Object.entries(value).map(([key, one]) => placeOfFunction(one, within(place, key, Array.isArray(value))));
  return inner.find((one) => one !== null) ?? null;
}

function within(place: string, key: string, isList: boolean): string {
  if (isList) return `${place}[${key}]`;
  return place === "" ? key : `${place}.${key}`;
}
