import * as z from "zod";
import { shownOptions, type Shown } from "../label/shown-options.ts";
import type { Act } from "../schema/scenario.ts";
import type { LabelledOption, Unusable } from "./derive.ts";
import { areSingleTokens } from "./surface.ts";

/** A forced choice as it is sent: asked so that its label alone answers it. */

const MessagesSchema = z.array(z.strictObject({ role: z.string().min(1), content: z.string() })).min(1);
export type Message = z.infer<typeof MessagesSchema>[number];

export interface Question {
  readonly messages: readonly Message[];
  readonly options: readonly LabelledOption[];
  readonly shown: Shown;
  /** The sentence that was put behind the prompt; null where the prompt went as it was. */
  readonly asked: string | null;
}

/** A rendered prompt as messages: JSON of them, else all of it the user's turn. Null where it is another form of chat, which would be sent as one text. */
export function messagesOf(prompt: string): readonly Message[] | null {
  const text = prompt.trim();
  if (/^-\s+["']?role["']?\s*:/.test(text)) return null;
  if (!text.startsWith("[") && !text.startsWith("{")) return [{ role: "user", content: prompt }];
  const parsed = MessagesSchema.safeParse(fromJson(text));
  if (parsed.success) return parsed.data;
  return fromJson(text) === undefined ? [{ role: "user", content: prompt }] : null;
}

/**
 * Pack rows ask for a copy of an option's text, whose first token tells no option from another ("turn left", "turn right"). So one sentence more asks for
 * the label; it is the same for every row that shows the same labels, whatever side and condition.
 */
export function askedByLabel(
  messages: readonly Message[],
  act: Extract<Act, { kind: "forced-choice" }>,
  ask: "label" | "as-is",
): Question | Unusable {
  const last = messages.at(-1);
  if (last?.role !== "user") return { unusable: "the last message of the prompt is not the user's" };
  const shown = shownOptions(last.content, act.options);
  if (shown === null) return { unusable: "the prompt does not show all options together" };
  const { labels } = shown;
  if (labels === null) return { unusable: "the prompt shows its options without labels" };
  if (!areSingleTokens(labels)) return { unusable: `the labels ${labels.join(", ").slice(0, 100)} are not one letter or digit each` };
  const options = shown.order.map((option, place) => ({ option, label: labels[place] ?? "" }));
  if (ask === "as-is") return { messages, options, shown, asked: null };
  const asked = `Instead of copying its text, reply with its label alone: ${labels.slice(0, -1).join(", ")} or ${labels.at(-1)}.`;
  return { messages: [...messages.slice(0, -1), { ...last, content: `${last.content}\n\n${asked}` }], options, shown, asked };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
