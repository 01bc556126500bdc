import { hasNoticeSlot, NOTICE_SLOT, placeNotice } from "../../promptfoo/inject.ts";
import { instructionsOf } from "../../promptfoo/wrap-prompts.ts";
import type { SidePrompt, SideProvider } from "../../run/side.ts";

/**
 * Where the notice of a pack row would go in a prompt, in words.
 *
 * @throws GygesError `inject/form` where it can go nowhere
 */
export function noticePlace({ template }: SidePrompt, providers: readonly Pick<SideProvider, "entry">[]): string {
  if (template !== null && hasNoticeSlot(template)) return "where the prompt says {{notice}}";
  if (providers.length > 0 && providers.every(({ entry }) => instructionsOf(entry) !== null)) return "behind the provider's instructions";
  if (template === null) return "into what the prompt function returns, seen at its first call";
  const placed = placeNotice(template, NOTICE_SLOT);
  const [first] = placed.startsWith("[") ? messagesOf(placed) : [];
  return first === undefined || first === NOTICE_SLOT ? "as a system message in front" : "at the end of the system message";
}

/** Contents of the messages, in their order. */
function messagesOf(text: string): unknown[] {
  const messages: unknown = JSON.parse(text);
  return Array.isArray(messages) ? messages.map((message: { content?: unknown }) => message.content) : [];
}
