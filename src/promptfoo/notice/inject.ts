import { GygesError } from "../../schema/error.ts";
import { withoutHistory } from "./history-loop.ts";
import { isChat, noticeInBody, noticeInChat } from "./messages.ts";

/**
 * Puts a notice into the system message of a prompt of any form that promptfoo sends as chat: chat JSON, also as part of a request body or
 * around a loop over the history, chat YAML that still holds template blocks, plain text.
 */

/** As a template, so that promptfoo's own record of the prompt shows what was sent. */
export const NOTICE_SLOT = "{{notice}}";

/** What a prompt of plain text becomes: a list of messages, or text as before, for a provider that takes nothing else. */
export type TextForm = "chat" | "text";

const ownSlot = /\{\{-?\s*notice\b/;
const yamlChat = /^\s*(?:#[^\n]*\n\s*)*-\s+role\s*:/;

/** True where the prompt says itself where the notice goes. */
export function hasNoticeSlot(prompt: string): boolean {
  return ownSlot.test(prompt);
}

/**
 * Returns the prompt with the notice at the end of its system message, or as a new one in front.
 *
 * @param notice the notice itself, or {@link NOTICE_SLOT} where the text is still a template
 * @throws GygesError `inject/form` where the form has no system message that can be found
 */
export function placeNotice(prompt: string, notice: string, form: TextForm = "chat"): string {
  if (yamlChat.test(prompt)) return `- role: system\n  content: ${yamlScalar(notice)}\n${prompt}`;
  if (isLikeJson(prompt)) return placedInJson(prompt, notice);
  if (form === "text") return `${notice}\n\n${prompt}`;
  return JSON.stringify([
    { role: "system", content: notice },
    { role: "user", content: prompt },
  ]);
}

/** As {@link placeNotice}, for what a prompt function returns: text, a list of messages, or a request that holds one. */
export function placeNoticeInValue(prompt: unknown, notice: string, form: TextForm = "chat"): unknown {
  if (typeof prompt === "string") return hasNoticeSlot(prompt) ? prompt : placeNotice(prompt, notice, form);
  const placed = placedInValue(prompt, notice);
  if (placed !== null) return placed;
  throw new GygesError(
    "usage",
    "inject/function",
    "A prompt function returned neither text nor a list of chat messages, so gyges cannot place the notice.\n  Let the function read vars.notice and return a list of {role, content} messages.",
  );
}

/** Template tags in front are plain text, `{{message}}` above all, unless messages stand behind them. */
function isLikeJson(prompt: string): boolean {
  if (/^\s*\{[{%#]/.test(prompt)) return /["']role["']\s*:/.test(prompt);
  return /^\s*[[{]/.test(prompt);
}

function placedInJson(prompt: string, notice: string): string {
  for (const text of [prompt, withoutHistory(prompt)]) {
    const placed = placedInValue(parsedJson(text), notice);
    if (placed !== null) return JSON.stringify(placed);
  }
  // A template such as [{% for … %}] or a JSON object of another kind: guessing would send a wrong request.
  throw new GygesError(
    "usage",
    "inject/form",
    [
      "gyges cannot find the system message of this prompt: it starts like JSON but is not a list of chat messages.",
      "  Tried: a list of {role, content}, also without its loop over _conversation; a request with messages; one with contents.",
      "  Put the notice where the model shall read it: add {{notice}} to the system text of the prompt.",
    ].join("\n"),
  );
}

function placedInValue(value: unknown, notice: string): unknown {
  return isChat(value) ? noticeInChat(value, notice) : noticeInBody(value, notice);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function yamlScalar(notice: string): string {
  return notice === NOTICE_SLOT ? "{{ notice | dump }}" : JSON.stringify(notice);
}
