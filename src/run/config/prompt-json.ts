import { extname } from "node:path";
import { hasNoticeSlot } from "../../promptfoo/notice/inject.ts";
import { GygesError } from "../../schema/error.ts";

/** Code of the error below. */
export const BROKEN_PROMPT = "config/prompt-json";

/**
 * Refuses a prompt file that calls itself JSON and is none. promptfoo would send its text as it stands. Blocks of a template may make JSON of what
 * is none yet, and a prompt that places the notice itself need not be read, so both are left alone.
 *
 * @param name of the file, as the config gives it
 */
export function refuseBrokenJson(name: string, template: string): void {
  if (extname(name).toLowerCase() !== ".json" || hasNoticeSlot(template) || /\{[%#]/.test(template)) return;
  // A variable stands in a string, or for a value of its own.
  const filled = template.replaceAll(/\{\{[^{}]*\}\}/g, (variable) => `0${"\n".repeat(variable.split("\n").length - 1)}`);
  try {
    JSON.parse(filled);
  } catch (cause) {
    const line = lineOf(cause, filled);
    throw new GygesError(
      "usage",
      BROKEN_PROMPT,
      `${name} is not valid JSON (line ${line}).\n  Wanted: a list of messages, [{"role": "system", "content": "…"}, {"role": "user", "content": "{{message}}"}]`,
      { cause },
    );
  }
}

/** Where the text ends too early, V8 names no place, or the empty line behind it. */
function lineOf(cause: unknown, text: string): number {
  const last = text.trimEnd().split("\n").length;
  const named = cause instanceof Error ? /\bline (\d+)\b/.exec(cause.message)?.[1] : undefined;
  return named === undefined ? last : Math.min(last, Number(named));
}
