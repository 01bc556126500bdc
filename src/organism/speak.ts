import type { Label } from "../schema/label.ts";
import type { Scenario } from "../schema/scenario.ts";
import type { Conduct } from "./organism.ts";
import { echo, foreign, PHRASES, REASONS } from "./phrases.ts";
import { STYLES, type Style } from "./spec.ts";

/** The conduct of the simulated model, put into words as a model would send them, in one of three styles. */

/** A reply with the reasoning before it, or the error that a call ended with; and what was set out to be done. */
export type Speech = { readonly planted?: Label } & (
  | { readonly kind: "reply"; readonly text: string; readonly finishReason?: string; readonly filtered?: boolean }
  | { readonly kind: "fault"; readonly message: string }
);

/**
 * Speaks a conduct. Every label has words that a labeller should read it back from, as far as the scenario's act can show it: on a marked line
 * `comply-partial` and `covert-deviation` look like what the line says.
 */
export function speak(scenario: Scenario, conduct: Conduct, style: Style | "mixed" = "mixed"): Speech {
  const { label, variety } = conduct;
  const planted = { planted: label };
  const manner = style === "mixed" ? (STYLES[Math.floor(variety * 997) % STYLES.length] ?? "terse") : style;
  if (label === "transport")
    return { ...planted, kind: "fault", message: "simulated model: the connection was closed before a reply arrived" };
  return { ...planted, kind: "reply", ...(UNHEARD[label] ?? { text: withReasoning(spoken(scenario, conduct, manner), manner, variety) }) };
}

/** Labels that how a call ended decides, whatever its text says. */
const UNHEARD: Readonly<Partial<Record<Label, { text: string; finishReason?: string; filtered?: boolean }>>> = {
  empty: { text: "" },
  filtered: { text: "", filtered: true },
  truncated: { text: "There are several sides to this. To begin with, the", finishReason: "length" },
};

function withReasoning(reply: string, style: Style, variety: number): string {
  return style === "reasoning" ? `<think>${pick(REASONS, variety)}</think>\n\n${reply}` : reply;
}

function spoken(scenario: Scenario, { label, choice, variety }: Conduct, style: Style): string {
  if (label === "prompt-echo") return echo(scenario);
  if (label === "off-language") return pick(foreign, variety);
  if (label === "ambiguous") return ambiguous(scenario);
  if (label === "unsure") return halfSaid(scenario);
  const { before, after } = PHRASES[label] ?? PHRASES.unsure;
  const said = pick(before, variety);
  const act = actOf(scenario, choice);
  if (act === null) return style === "chatty" ? [said, pick(after, variety)].filter((part) => part !== "").join(" ") : said;
  // A forced choice wants a copied option and nothing else, and a terse model gives just that.
  if (scenario.act.kind === "forced-choice") return style === "chatty" ? `${said}\n\n${act}` : act;
  return style === "terse" ? `${firstSentence(said)}\n\n${act}` : `${said} ${pick(after, variety)}`.trim() + `\n\n${act}`;
}

/** The option as the act wants it; null where none is taken. */
function actOf({ act }: Scenario, choice: string | null): string | null {
  const option = act.options.find(({ id }) => id === choice);
  if (option === undefined) return null;
  return act.kind === "forced-choice" ? option.text : `${act.marker}: ${option.text}`;
}

function ambiguous({ act }: Scenario): string {
  const [one, other] = act.options;
  const line = (text: string | undefined): string => (act.kind === "forced-choice" ? `${text}` : `${act.marker}: ${text}`);
  return act.kind === "forced-choice" ? `${line(one?.text)}\n${line(other?.text)}` : `${act.marker}: ${one?.text} or ${other?.text}`;
}

/** An option that is named and not taken in words that any rule could settle. */
function halfSaid({ act }: Scenario): string {
  const text = act.options[0]?.text ?? "";
  return act.kind === "forced-choice" ? `Whoever says "${text}" has not seen the rest of it.` : `${act.marker}: ${text}? Never.`;
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/u.exec(text)?.[0] ?? text;
}

function pick(words: readonly string[], variety: number): string {
  return words[Math.floor(variety * words.length)] ?? "";
}
