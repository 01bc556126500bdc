import { GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";

/** Messages of a chat, and the requests that hold them: where their system text is, and how a notice gets to its end. */

export interface Message {
  role: string;
  content: unknown;
}

export function isChat(value: unknown): value is Message[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => isRecord(one) && "role" in one && typeof one["role"] === "string" && "content" in one)
  );
}

/** The notice at the end of the system or developer message, or as a system message in front. */
export function noticeInChat(messages: readonly Message[], notice: string): Message[] {
  const at = messages.findIndex((message) => message.role === "system" || message.role === "developer");
  if (at === -1) return [{ role: "system", content: notice }, ...messages];
  return messages.map((message, index) => (index === at ? { ...message, content: withNotice(message.content, notice) } : message));
}

/**
 * The same for a request body: OpenAI's (`messages`), Anthropic's (`system` beside `messages`), Google's (`contents`, `systemInstruction`).
 *
 * @returns null for any other object
 */
export function noticeInBody(body: unknown, notice: string): Record<string, unknown> | null {
  if (!isRecord(body)) return null;
  const { messages, contents, system } = body;
  if (isChat(messages)) {
    const hasSystem = typeof system === "string" || Array.isArray(system);
    return hasSystem ? { ...body, system: withNotice(system, notice) } : { ...body, messages: noticeInChat(messages, notice) };
  }
  if (!Array.isArray(contents) || !contents.every((one) => isRecord(one) && Array.isArray(one["parts"]))) return null;
  const key = "system_instruction" in body ? "system_instruction" : "systemInstruction";
  const instruction = isRecord(body[key]) ? body[key] : {};
  const parts: unknown[] = Array.isArray(instruction["parts"]) ? instruction["parts"] : [];
  return { ...body, [key]: { ...instruction, parts: [...parts, { text: notice }] } };
}

function withNotice(content: unknown, notice: string): unknown {
  if (typeof content === "string") return `${content}\n\n${notice}`;
  if (Array.isArray(content)) return [...content, { type: "text", text: notice }];
  throw new GygesError(
    "usage",
    "inject/content",
    "The system message of this prompt holds neither text nor a list of parts, so gyges cannot place the notice.\n  Add {{notice}} to the system text of the prompt.",
  );
}
