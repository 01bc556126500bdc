import { findMessageVar, refuseUnset, type VariableSources } from "../../promptfoo/notice/message-var.ts";
import { GygesError } from "../../schema/error.ts";
import type { Sides } from "../draws/generate.ts";
import type { SideConfig } from "./side.ts";

/** Base cannot be drawn, head can: why. */
export interface BaseLacks {
  readonly baseLacks: string;
}

/**
 * The variable that carries the user's turn, found over both sides; but a default of the one says nothing of the other. What head lacks is an
 * error, which its author can mend. What base lacks this change cannot mend, so there is nothing to compare with yet: but only where no choice
 * of a variable would do for base, or a change could rid itself of its base by another name for the user's turn.
 *
 * @param commit of base
 */
export function messageVarOf(sides: Sides, named: string | undefined, commit: string): string | BaseLacks {
  const base = sourcesOf(sides.base, `the prompts of base ${commit.slice(0, 12)}`);
  const head = sourcesOf(sides.head, "the prompts of head");
  try {
    const messageVar = findMessageVar({ ...bothOf(base, head), messageVar: named });
    for (const side of [head, base]) refuseUnset(side, messageVar);
    return messageVar;
  } catch (cause) {
    const messageVar = findMessageVar({ ...head, messageVar: named });
    const alone = foundOrRefused(base);
    if ("found" in alone) throw alone.found === messageVar ? cause : renamed(alone.found, base, messageVar);
    const lacking = foundOrRefused({ ...base, messageVar });
    return { baseLacks: "refused" in lacking ? lacking.refused : alone.refused };
  }
}

function renamed(before: string, { whose }: VariableSources, now: string): GygesError {
  return new GygesError(
    "usage",
    "config/turn-renamed",
    `the user's turn is {{${before}}} in ${whose} and {{${now}}} in those of head, and a row of the pack fills one for both.\n  Keep the name {{${before}}} in this change.`,
  );
}

function sourcesOf({ prompts, defaultVars, testVars }: SideConfig, whose: string): VariableSources {
  return { whose, templates: prompts.flatMap(({ template }) => template ?? []), defaults: Object.keys(defaultVars), testVars };
}

function bothOf(base: VariableSources, head: VariableSources): VariableSources {
  return {
    templates: [...base.templates, ...head.templates],
    defaults: [...base.defaults, ...head.defaults],
    testVars: [...base.testVars, ...head.testVars],
  };
}

/** Of a refusal what was seen, without what to type: the author of base may be long gone. */
function foundOrRefused(side: VariableSources): { readonly found: string } | { readonly refused: string } {
  try {
    return { found: findMessageVar(side) };
  } catch (cause) {
    if (cause instanceof GygesError) return { refused: cause.message.split("\n", 1)[0]! };
    throw cause;
  }
}
