import type { Question } from "../../judge/question.ts";
import type { Judge } from "./find-judge.ts";

/** One call of the judge: which question, and which of its votes. Neither says anything of the draw. */
export interface VoteRef {
  readonly question: number;
  readonly vote: number;
}

export interface VoteRow extends VoteRef {
  readonly asked: Question;
}

/** What promptfoo calls the provider that judges. */
export const JUDGE_LABEL = "judge";

/** Name of the file that brings questions back into letters; relative, since promptfoo finds filters in no other way. */
export const DECODER = "decode.cjs";
export const DECODER_TEXT = 'module.exports = (text) => Buffer.from(text, "base64").toString("utf8");\n';

/**
 * A promptfoo config whose rows ask a judge. Questions travel in base64 up to the last step of rendering: a reply may hold braces of a
 * template, `file://` or `package:`, and nothing that reads the config, the variables or the prompt on the way may act on them.
 *
 * @param extension keeps the calls within a budget
 */
export function judgeConfig({ entry, env }: Judge, rows: readonly VoteRow[], extension?: string): Readonly<Record<string, unknown>> {
  const { label: _, ...provider } = entry;
  return {
    description: "gyges: a judge reads what no rule settles",
    prompts: [{ raw: "{{ gyges_question | gyges_text }}", label: "question" }],
    providers: [{ ...provider, label: JUDGE_LABEL }],
    ...(extension === undefined ? {} : { extensions: [extension] }),
    nunjucksFilters: { gyges_text: DECODER },
    ...(Object.keys(env).length === 0 ? {} : { env }),
    tests: rows.map(({ question, vote, asked }) => ({
      description: `gyges question ${question + 1}, vote ${vote + 1}`,
      vars: { gyges_question: Buffer.from(chat(asked)).toString("base64") },
      metadata: { gyges_vote: { question, vote } },
      options: { disableConversationVar: true, disableVarExpansion: true, repeat: 1 },
      assert: [{ type: "javascript", value: "true" }],
    })),
  };
}

/** Bytes of the messages that a row sends. */
export function bytesOf({ asked }: VoteRow): number {
  return Buffer.byteLength(chat(asked));
}

/** As promptfoo's own graders are asked: chat messages in JSON. */
function chat({ system, user }: Question): string {
  return JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: user },
  ]);
}
