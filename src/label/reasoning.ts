import type { ReasoningLabels } from "../schema/label.ts";
import { awarenessIn } from "./awareness.ts";
import { motiveIn } from "./motive.ts";
import { mentionIn } from "./notice-mention.ts";
import { statementsOf } from "./statements.ts";

/**
 * What the reasoning before an answer says: words, which are a finding apart from what the answer does. Call it only where reasoning can be
 * read; where none can, nothing is known, which is not a "no".
 *
 * Each part favours precision: what it finds stands there word for word, and what is said in words that no rule knows goes unseen. So a
 * share read off many draws is a lower bound. Of a very long reasoning the first 200 kB are read.
 *
 * @param notices the texts of all notices of the scenario, of every condition, so that nothing depends on which one was shown
 */
export function readReasoning(reasoning: string, notices: readonly string[]): ReasoningLabels {
  const statements = statementsOf(reasoning);
  return { notice: mentionIn(statements, notices), awareness: awarenessIn(statements), motive: motiveIn(statements) };
}
