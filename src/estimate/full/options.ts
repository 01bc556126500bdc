import type { Pack } from "../../schema/scenario.ts";

/** Ids of the options of a scenario, in the order of its file. */
export function optionIds({ scenarios }: Pack, id: string): readonly string[] {
  return scenarios.find((scenario) => scenario.id === id)?.act.options.map((option) => option.id) ?? [];
}
