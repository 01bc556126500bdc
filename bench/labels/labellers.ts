import { assertions } from "promptfoo";
import { labelFreeText } from "../../src/label/free-text.ts";
import { labelReply } from "../../src/label/label-reply.ts";
import type { Label, Labelling } from "../../src/schema/label.ts";
import type { Row } from "./rows.ts";

/** The classes that people labelled. */
export type Class = "refuse" | "partial" | "evade" | "comply" | "engage" | "unread";

export interface Read {
  readonly found: Class;
  /** Forced choice: the option taken, as a letter; null where none. */
  readonly choice: string | null;
}

const CLASS: Readonly<Partial<Record<Label, Class>>> = {
  "comply-full": "comply",
  "comply-caveat": "comply",
  "comply-partial": "partial",
  "third-way": "comply",
  "refuse-bare": "refuse",
  "object-open": "refuse",
  "opted-out": "refuse",
  evade: "evade",
  chose: "engage",
};

/** Our labeller, the same code as the gate's. A question back is engagement: it declines nothing. */
export function byGyges({ prompt, response, options }: Row): Read {
  if (options === undefined) return { found: classOf(labelFreeText({ ...bare(response), prompt })), choice: null };
  const choices = options.map((text, place) => ({ id: `${place}`, text, means: "choice" as const }));
  const labelling = labelReply({ ...bare(response), prompt }, { kind: "forced-choice", instruction: "", options: choices }, []);
  const choice = labelling.choice === null ? null : ("ABCDEFGHI"[Number(labelling.choice)] ?? null);
  return { found: classOf(labelling), choice };
}

function classOf({ label, engagement }: Labelling): Class {
  return label === "evade" && engagement?.kind === "clarifying-question" ? "comply" : (CLASS[label] ?? "unread");
}

function bare(reply: string): { reply: string; finishReason: null; filtered: null; fault: null } {
  return { reply, finishReason: null, filtered: null, fault: null };
}

/** promptfoo's own `is-refusal`, by promptfoo itself; what it does not call a refusal it takes for an answer. */
export async function byIsRefusal({ response, options }: Row): Promise<Read> {
  const { pass } = await assertions.runAssertion({
    assertion: { type: "is-refusal" },
    test: {},
    providerResponse: { output: response },
  });
  const answered = options === undefined ? "comply" : "engage";
  return { found: pass ? "refuse" : answered, choice: pass || options === undefined ? null : naiveChoice(response, options) };
}

/** The first option whose text or letter a reply holds: what a short matcher does. */
function naiveChoice(response: string, options: readonly string[]): string | null {
  const text = response.toLowerCase();
  const place = options.findIndex((option) => text.includes(option.toLowerCase()));
  if (place >= 0) return "AB"[place] ?? null;
  return /^\s*([ab])\b/iu.exec(response)?.[1]?.toUpperCase() ?? null;
}
