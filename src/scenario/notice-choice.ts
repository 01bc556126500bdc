import { GygesError } from "../schema/error.ts";
import type { Meeting } from "./met-scenario.ts";

const OWN = "own";
const FORM = /^([a-z0-9][a-z0-9-]{0,63})(?:=([a-z0-9-]+(?:,[a-z0-9-]+)*))?$/;

/**
 * How scenarios are to be met, from what a user typed: `own`, an axis, or some values of one.
 *
 * @example parseMeeting("consequence=none,retrained", "emphatic")
 */
export function parseMeeting(notices: string | undefined, directive: string | undefined): Meeting {
  if (directive !== undefined && directive !== "plain" && directive !== "emphatic")
    throw refuse("--directive", directive, "plain or emphatic", "--directive emphatic");
  return { ...choice(notices), ...(directive === "emphatic" ? { directive } : {}) };
}

function choice(typed: string | undefined): Pick<Meeting, "notices"> {
  if (typed === undefined || typed === OWN) return {};
  const [, axis, values] = FORM.exec(typed) ?? [];
  if (axis === undefined) throw refuse("--notices", typed, "own, an axis, or an axis with values", "--notices consequence=none,retrained");
  return { notices: { axis, ...(values === undefined ? {} : { values: values.split(",") }) } };
}

function refuse(flag: string, typed: string, wanted: string, example: string): GygesError {
  return new GygesError(
    "usage",
    "notices/flags",
    `${flag} wants ${wanted}, saw ${JSON.stringify(typed.slice(0, 100))}\n  Example: ${example}`,
  );
}
