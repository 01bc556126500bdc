import { hasNoticeSlot, NOTICE_SLOT, placeNotice } from "../../promptfoo/notice/inject.ts";
import { isChat } from "../../promptfoo/notice/messages.ts";
import { systemOption } from "../../promptfoo/notice/system-option.ts";
import { takesText } from "../../promptfoo/notice/text-only.ts";
import type { SidePrompt, SideProvider } from "../../run/config/side.ts";

type Provider = Pick<SideProvider, "id" | "entry">;

/**
 * Where the notice of a pack row would go in a prompt, in words; one place for each kind of provider that the prompt meets.
 *
 * @throws GygesError `inject/form` where it can go nowhere
 */
export function noticePlace({ template }: SidePrompt, providers: readonly Provider[]): string {
  if (template !== null && hasNoticeSlot(template)) return "where the prompt says {{notice}}";
  const places = providers.length === 0 ? [placeInPrompt(template, false)] : providers.map((provider) => placeAt(template, provider));
  return [...new Set(places)].join("; ");
}

function placeAt(template: string | null, { id, entry }: Provider): string {
  const option = systemOption(entry);
  return option === null ? placeInPrompt(template, takesText(id)) : `behind the provider's ${option.key}`;
}

function placeInPrompt(template: string | null, isText: boolean): string {
  if (template === null) return "into what the prompt function returns, seen at its first call";
  const placed = placeNotice(template, NOTICE_SLOT, isText ? "text" : "chat");
  if (placed.startsWith(`${NOTICE_SLOT}\n`)) return "in front of the text, which this provider sends as it stands";
  const messages = messagesOf(placed);
  return messages === null || messages[0] === NOTICE_SLOT ? "as a system message in front" : "at the end of the system message";
}

/** Contents of the messages, in their order; of a request the whole, since its system text may stand beside them. Null for YAML. */
function messagesOf(text: string): readonly unknown[] | null {
  if (!/^[[{]/.test(text)) return null;
  const parsed: unknown = JSON.parse(text);
  if (isChat(parsed)) return parsed.map(({ content }) => content);
  const messages: unknown = parsed !== null && typeof parsed === "object" && "messages" in parsed ? parsed.messages : null;
  return isChat(messages) ? messages.map(({ content }) => content) : [parsed];
}
