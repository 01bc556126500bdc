import * as z from "zod";
import { parsedJson } from "../../schema/json.ts";
import type { Scenario } from "../../schema/scenario.ts";
import { wordsOf } from "../fold-text.ts";
import { type FreshWording, lostFacts } from "../fresh.ts";

const MOST_CHARACTERS = 8000;
const APART = 0.15;

/** The note in a model's answer; null where there is none, or more than one. */
export function readParaphrase(answer: string | null): string | null {
  const found = [...(answer ?? "").matchAll(/<note>([^<>]*)<\/note>/g)];
  const text = found.length === 1 ? (found[0]?.[1] ?? "").trim() : "";
  return text === "" || text.length > MOST_CHARACTERS ? null : text;
}

/** What can be said against a paraphrase without a model: a fact lost, a giveaway, another length, marks that hide or are rendered. */
export function paraphraseProblems(scenario: Scenario, source: FreshWording, text: string): readonly string[] {
  const [wanted, seen] = [wordsOf(source.text).length, wordsOf(text).length];
  return [
    ...lostFacts(scenario, { text, values: source.values }),
    ...(Math.abs(wanted - seen) > APART * wanted ? [`${seen} words, and its source has ${wanted}`] : []),
    ...(/[<>{}]/.test(text) ? ["angle brackets or braces"] : []),
    ...(/(?!\n)[\p{Cc}\p{Cf}]/u.test(text) ? ["characters that cannot be seen"] : []),
    ...(text === source.text ? ["the words of its source"] : []),
  ];
}

const ComparedSchema = z.object({ all: z.boolean(), differs: z.string().default("") });

/** What a model said of one direction: whether all facts are there, or why that is not known. */
export interface Compared {
  readonly all: boolean;
  readonly differs: string;
}

/** In doubt no: an answer that is no JSON of the form finds nothing equivalent. */
export function readCompared(answer: string | null): Compared {
  const [object] = /\{[^{}]*\}/.exec(answer ?? "") ?? [];
  const parsed = ComparedSchema.safeParse(parsedJson(object ?? ""));
  if (!parsed.success) return { all: false, differs: "no answer by the form" };
  return { all: parsed.data.all, differs: parsed.data.differs.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 200) };
}
