import { GygesError } from "../schema/error.ts";

/**
 * Puts a notice into the system message of a prompt of any form that promptfoo sends as chat:
 * chat JSON, chat YAML that still holds template blocks, plain text.
 */

/** As a template, so that promptfoo's own record of the prompt shows what was sent. */
export const NOTICE_SLOT = "{{notice}}";

const ownSlot = /\{\{-?\s*notice\b/;
const yamlChat = /^\s*(?:#[^\n]*\n\s*)*-\s+role\s*:/;

interface Message {
  role: string;
  content: unknown;
}

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
export function placeNotice(prompt: string, notice: string): string {
  if (yamlChat.test(prompt)) return `- role: system\n  content: ${yamlScalar(notice)}\n${prompt}`;
  if (isLikeJson(prompt)) {
    const parsed = parseChat(prompt);
    if (parsed !== undefined) return JSON.stringify(withNotice(parsed, notice));
    // A template such as [{% for … %}] or a JSON object that is no list of messages: guessing would send a wrong request.
    throw new GygesError(
      "usage",
      "inject/form",
      [
        "gyges cannot find the system message of this prompt: it starts like JSON but is not a list of chat messages.",
        "  Put the notice where the model shall read it: add {{notice}} to the system text of the prompt.",
      ].join("\n"),
    );
  }
  return JSON.stringify([
    { role: "system", content: notice },
    { role: "user", content: prompt },
  ]);
}

/** As {@link placeNotice}, for what a prompt function returns: text, or a list of messages. */
export function placeNoticeInValue(prompt: unknown, notice: string): unknown {
  if (typeof prompt === "string") return hasNoticeSlot(prompt) ? prompt : placeNotice(prompt, notice);
  if (isChat(prompt)) return withNotice(prompt, notice);
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

function parseChat(text: string): Message[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isChat(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isChat(value: unknown): value is Message[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === "object" && one !== null && "role" in one && typeof one.role === "string" && "content" in one)
  );
}

function withNotice(messages: readonly Message[], notice: string): Message[] {
  const at = messages.findIndex((message) => message.role === "system" || message.role === "developer");
  if (at === -1) return [{ role: "system", content: notice }, ...messages];
  return messages.map((message, index) => (index === at ? { ...message, content: append(message.content, notice) } : message));
}

function append(content: unknown, notice: string): unknown {
  if (typeof content === "string") return `${content}\n\n${notice}`;
  if (Array.isArray(content)) return [...content, { type: "text", text: notice }];
  throw new GygesError(
    "usage",
    "inject/content",
    "The system message of this prompt holds neither text nor a list of parts, so gyges cannot place the notice.\n  Add {{notice}} to the system text of the prompt.",
  );
}

function yamlScalar(notice: string): string {
  return notice === NOTICE_SLOT ? "{{ notice | dump }}" : JSON.stringify(notice);
}
