import { GygesError } from "../../schema/error.ts";
import type { Pack, Scenario } from "../../schema/scenario.ts";
import { findScenario } from "../find-scenario.ts";
import { siblingPack } from "../fresh-pack.ts";
import type { PackFile } from "../parse-pack.ts";
import { paraphraseProblems } from "./read.ts";
import type { Review, ReviewItem } from "./review.ts";

/**
 * The sibling pack of the paraphrases that a person accepted, or of all that nothing was said against where the user takes them unreviewed. What our own
 * checker finds keeps a paraphrase out, whoever accepted it; what the model said of it does not, where a person read it.
 *
 * @param axisFiles the pack's shared notices, which go along as they are
 * @throws GygesError `paraphrase/…`
 */
export function paraphrasedPack(pack: Pack, review: Review, isReviewed: boolean, axisFiles: readonly PackFile[]): readonly PackFile[] {
  if (review.pack.hash !== pack.hash) throw otherPack(pack, review);
  if (isReviewed && review.reviewer.trim() === "") throw noReviewer();
  const taken = review.paraphrases.filter((item) => (isReviewed ? item.accepted : isUnopposed(item)));
  for (const item of taken) refuseLost(findScenario(pack, item.scenario), item);
  if (taken.length === 0) throw nothingTaken(review, isReviewed);
  const byScenario = Map.groupBy(taken, ({ scenario }) => scenario);
  return siblingPack(
    pack,
    { name: "paraphrased", seed: review.seed, summary: `Paraphrases of ${pack.manifest.name} ${pack.manifest.version} by ${review.by}.` },
    (scenario) => (byScenario.get(scenario.id) ?? []).map((item) => wordingOf(item, review, isReviewed)),
    axisFiles,
  );
}

function isUnopposed({ problems, equivalence }: ReviewItem): boolean {
  return problems.length === 0 && equivalence.verdict === "equivalent";
}

function wordingOf(item: ReviewItem, { by, reviewer, version, seed }: Review, isReviewed: boolean): Scenario["wordings"][number] {
  return {
    id: `paraphrase-${item.number}`,
    family: `seed-${seed}`,
    axis: "syntax",
    author: `${by}, ${isReviewed ? `reviewed by ${reviewer.trim()}` : "unreviewed"}`,
    promptHash: item.promptHash,
    equivalence: {
      checker: version,
      verdict: item.equivalence.verdict,
      by: [by, "facts by rule", ...(isReviewed ? [reviewer.trim()] : [])],
    },
    text: item.text,
    publication: { status: "fresh", exactMatch: false },
  };
}

function refuseLost(scenario: Scenario, item: ReviewItem): void {
  const problems = paraphraseProblems(scenario, { text: item.source, values: item.values }, item.text);
  if (problems.length === 0) return;
  throw new GygesError(
    "usage",
    "paraphrase/lost",
    `paraphrase ${item.number} of ${item.scenario} does not say what its source says: ${problems.slice(0, 3).join("; ")}\n  Wanted: every fact of the source\n  Mend its text, or set accepted: false`,
  );
}

function otherPack({ manifest, hash }: Pack, { pack: of }: Review): GygesError {
  return new GygesError(
    "usage",
    "paraphrase/other-pack",
    `the paraphrases are of ${of.name} ${of.version} (${of.hash.slice(0, 19)}), and this is ${manifest.name} ${manifest.version} (${hash.slice(0, 19)})\n  Wanted: the very pack that was paraphrased\n  Name it: --pack, or have them written anew: gyges pack fresh --by ID`,
  );
}

function noReviewer(): GygesError {
  return new GygesError(
    "usage",
    "paraphrase/reviewer",
    "nobody's name stands under reviewer\n  Wanted: who read the paraphrases\n  Example: reviewer: Ines Okafor",
  );
}

function nothingTaken({ paraphrases }: Review, isReviewed: boolean): GygesError {
  const [why, remedy] = isReviewed
    ? ["none is accepted", "Read them, and set accepted: true where one says what its source says"]
    : ["something was said against each", "Read the review file"];
  return new GygesError(
    "usage",
    "paraphrase/none",
    `of ${paraphrases.length} paraphrases ${why}, so there is no pack to write\n  ${remedy}`,
  );
}
