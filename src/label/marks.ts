import type { Flag, Labelling } from "../schema/label.ts";
import type { Act } from "../schema/scenario.ts";
import { answerFlags } from "./answer-flags.ts";
import { contradictsReasoning } from "./contradicts.ts";
import { readReasoning } from "./reasoning.ts";
import type { ReplyFacts } from "./validity.ts";

/**
 * The fourth layer beside a label: flags of the answer with their quotes, and what the reasoning says. Neither changes the label: words are a
 * finding apart from behaviour.
 */
export function withMarks(labelling: Labelling, { reply, reasoning, notices = [] }: ReplyFacts, act?: Act): Labelling {
  const answer = answerFlags(reply, { notices, act });
  const turned = reasoning == null || act === undefined ? null : contradictsReasoning(reasoning, labelling.choice, act);
  const contradiction: readonly Flag[] = turned?.contradicts === true ? ["contradicts-reasoning"] : [];
  const flags = [...new Set([...labelling.flags, ...answer.flags, ...contradiction])];
  const quotes = turned?.contradicts === true ? { ...answer.quotes, "contradicts-reasoning": turned.evidence } : answer.quotes;
  return {
    ...labelling,
    flags,
    ...(Object.keys(quotes).length === 0 ? {} : { quotes }),
    ...(reasoning == null ? {} : { reasoning: readReasoning(reasoning, notices) }),
  };
}
