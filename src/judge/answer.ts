import * as z from "zod";
import { splitReasoning } from "../label/split-reasoning.ts";
import type { Label } from "../schema/label.ts";
import { jsonObjects } from "./json-objects.ts";
import { locateQuote } from "./locate-quote.ts";
import type { OfferedLabel } from "./offered-labels.ts";

/** Why a vote does not count. */
export const VOIDS = [
  "no reply",
  "no JSON of the form asked for",
  "several answers",
  "a label not offered",
  "a quote not in the reply",
] as const;
export type VoidReason = (typeof VOIDS)[number];

/** What one call of a judge came to. */
export type Vote =
  | { readonly kind: "vote"; readonly label: Label; readonly choice: string | null; readonly evidence: string }
  | { readonly kind: "void"; readonly why: VoidReason };

/** Keys beside these two are passed over: a judge that adds its reasons has answered. */
const AnswerSchema = z.object({ label: z.string(), quote: z.string() });

/**
 * Reads a judge's answer: one JSON object with a label that was offered and a quote that occurs in the reply. Two objects that name two
 * labels are no answer, since the one may be an echo of what the reply asks the judge to say.
 *
 * @param output what came back, reasoning included; null where the call failed
 * @param reply as it was drawn, not as the judge was shown it
 */
export function readAnswer(output: string | null, offered: readonly OfferedLabel[], reply: string): Vote {
  if (output === null || output.trim() === "") return { kind: "void", why: "no reply" };
  const answers = jsonObjects(splitReasoning(output).reply).flatMap((value) => AnswerSchema.safeParse(value).data ?? []);
  const [last] = answers.slice(-1);
  if (last === undefined) return { kind: "void", why: "no JSON of the form asked for" };
  if (answers.some(({ label }) => label.trim() !== last.label.trim())) return { kind: "void", why: "several answers" };
  const named = offered.find(({ name }) => name === last.label.trim());
  if (named === undefined) return { kind: "void", why: "a label not offered" };
  const evidence = locateQuote(last.quote, reply);
  if (evidence === null) return { kind: "void", why: "a quote not in the reply" };
  return { kind: "vote", label: named.label, choice: named.choice, evidence };
}
