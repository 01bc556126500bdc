import { addedBills, type Bill, NO_CALLS } from "../estimate/bill.ts";
import { freshWordings, type FreshWording } from "../scenario/fresh.ts";
import { comparisonAsked, PARAPHRASE_VERSION, paraphraseAsked, type Asked } from "../scenario/paraphrase/ask.ts";
import { paraphraseProblems, readCompared, readParaphrase } from "../scenario/paraphrase/read.ts";
import type { Review, ReviewItem } from "../scenario/paraphrase/review.ts";
import { packRef } from "../scenario/plan.ts";
import { shuffled } from "../scenario/shuffle.ts";
import type { Pack, Scenario } from "../schema/scenario.ts";
import { hashText } from "./sides/fingerprint.ts";
import { type AskOptions, askRows } from "./judge/ask-rows.ts";
import type { Judge } from "./judge/find-judge.ts";
import type { VoteRow } from "./judge/judge-config.ts";
import { type JudgeReplies, voteKey } from "./judge/read-votes.ts";

export interface ParaphraseOptions extends AskOptions {
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  /** Paraphrases of each scenario. */
  readonly wordings: number;
}

export interface Paraphrased {
  readonly review: Review;
  readonly bill: Bill;
  /** What the first call that failed said; null where none did. */
  readonly fault: string | null;
}

interface Draft {
  readonly scenario: Scenario;
  readonly number: number;
  readonly source: FreshWording;
  readonly asked: Asked;
}

/** Calls of one paraphrase: it is written, and compared both ways round. */
export const CALLS_EACH = 3;

/**
 * Has a model write paraphrases and then compare each with its source both ways round, through the user's promptfoo. The sources are fresh wordings without a
 * model, whose facts a checker knows. A call that failed leaves a paraphrase without text, or not equivalent.
 *
 * @throws GygesError `judge/no-answer` where the provider answered nothing at all
 */
export async function paraphrase(pack: Pack, by: Judge, options: ParaphraseOptions): Promise<Paraphrased> {
  const { scenarios, seed, wordings } = options;
  const drafts = scenarios.flatMap((scenario) =>
    freshWordings(scenario, seed, wordings).map((source, number): Draft => ({
      scenario,
      number,
      source,
      asked: paraphraseAsked(source.text, number),
    })),
  );
  const written = await ask(
    by,
    drafts.map(({ asked }, question) => ({ question, vote: 0, asked })),
    options,
  );
  const texts = drafts.map((_, question) => readParaphrase(written.outputs.get(voteKey({ question, vote: 0 })) ?? null));
  const compared = await compare(by, drafts, texts, options);
  return {
    review: {
      schema: "gyges.paraphrases/1",
      pack: packRef(pack),
      seed,
      by: by.name,
      version: PARAPHRASE_VERSION,
      reviewer: "",
      paraphrases: drafts.map((draft, question) => itemOf(draft, texts[question] ?? null, question, compared)),
    },
    bill: addedBills([written.bill, compared.bill]),
    fault: written.fault ?? compared.fault,
  };
}

async function ask(by: Judge, rows: readonly VoteRow[], options: ParaphraseOptions): Promise<JudgeReplies> {
  return await askRows(by, shuffled(rows, options.seed), { ...options, who: "the provider" });
}

async function compare(
  by: Judge,
  drafts: readonly Draft[],
  texts: readonly (string | null)[],
  options: ParaphraseOptions,
): Promise<JudgeReplies> {
  const rows = drafts.flatMap(({ source }, question): VoteRow[] => {
    const text = texts[question] ?? null;
    if (text === null) return [];
    return [
      { question, vote: 0, asked: comparisonAsked(source.text, text) },
      { question, vote: 1, asked: comparisonAsked(text, source.text) },
    ];
  });
  if (rows.length === 0) return { outputs: new Map(), bill: NO_CALLS, fault: "no answer held a note" };
  return await ask(by, rows, options);
}

function itemOf({ scenario, number, source, asked }: Draft, text: string | null, question: number, { outputs }: JudgeReplies): ReviewItem {
  const [forth, back] = [0, 1].map((vote) => readCompared(outputs.get(voteKey({ question, vote })) ?? null));
  const isEquivalent = text !== null && forth?.all === true && back?.all === true;
  return {
    scenario: scenario.id,
    number: number + 1,
    accepted: false,
    text: text ?? "",
    source: source.text,
    values: { ...source.values },
    promptHash: `sha256:${hashText(JSON.stringify(asked))}`,
    equivalence: {
      verdict: isEquivalent ? "equivalent" : "not-equivalent",
      sourceInText: inWords(forth),
      textInSource: inWords(back),
    },
    problems: text === null ? ["no answer by the form"] : [...paraphraseProblems(scenario, source, text)],
  };
}

function inWords(compared: ReturnType<typeof readCompared> | undefined): string {
  return compared?.all === true ? "all" : (compared?.differs ?? "not asked") || "not all";
}
