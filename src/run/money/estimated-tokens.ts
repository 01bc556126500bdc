import { systemOption } from "../../promptfoo/notice/system-option.ts";
import type { PlannedDraw } from "../../scenario/plan.ts";
import type { Column } from "../sides/columns.ts";

const CHARACTERS_A_TOKEN = 4;

/** Of a reply, where nothing is known of the model. */
export const REPLY_TOKENS = 100;

/** Tokens of a prompt from the length of the texts. What a prompt function writes of its own is not known. */
export function estimatedTokens(columns: readonly Column[], planned: readonly PlannedDraw[]): number {
  const ofPrompts = mean(
    columns.map(({ prompt, provider }) => writtenIn(prompt.template) + (systemOption(provider.entry)?.text.length ?? 0)),
  );
  const ofDraws = mean(planned.map(({ userText, notice }) => userText.length + (notice?.length ?? 0)));
  return Math.ceil((ofPrompts + ofDraws) / CHARACTERS_A_TOKEN);
}

/** Characters of a template without the places that are filled in. */
function writtenIn(template: string | null): number {
  return (template ?? "").replaceAll(/\{\{[^}]*\}\}/g, "").length;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
