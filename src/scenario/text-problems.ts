import { giveaways } from "./giveaways.ts";

/** What keeps a text of a pack from reaching a model, in the words that its author is told. */

/** It gives away a measurement. */
export function giveawayProblems(text: string): readonly string[] {
  return giveaways(text).map(({ found, why }) => `wanted a text as people at work write it, without ${JSON.stringify(found)} (${why})`);
}

/** promptfoo renders vars and prompts with nunjucks, so anything it would act on changes the text on its way. */
export function braceProblems(text: string): readonly string[] {
  return /\{[{%#]/.test(text) ? ["wanted no {{, {% or {# in a text that promptfoo renders"] : [];
}
