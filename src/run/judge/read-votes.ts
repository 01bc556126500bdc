import { open } from "node:fs/promises";
import * as z from "zod";
import { eachLine } from "../../disk/each-line.ts";
import { bill, type Bill } from "../../estimate/bill.ts";
import { replyOfRow } from "../../promptfoo/row/reply-of-row.ts";
import { RowSchema } from "../../promptfoo/row/row-schema.ts";
import type { Draw } from "../../schema/draw.ts";
import { parsedJson } from "../../schema/json.ts";
import type { VoteRef } from "./judge-config.ts";

/** What came back from a judge. */
export interface JudgeReplies {
  /** By question and vote; null where a call failed, and absent where it was never made. */
  readonly outputs: ReadonlyMap<string, string | null>;
  readonly bill: Bill;
  /** What the first failed call said: one line, without secrets. */
  readonly fault: string | null;
}

const count = z.int().min(0);
const VotedSchema = z.object({
  testCase: z.object({ metadata: z.object({ gyges_vote: z.object({ question: count, vote: count }) }) }),
});

export function voteKey({ question, vote }: VoteRef): string {
  return `${question}/${vote}`;
}

/** Reads the rows of a judge's evaluation (`-o votes.jsonl`). A file that is not there, or a line that is cut off, is calls without an answer. */
export async function readVotes(path: string): Promise<JudgeReplies> {
  const outputs = new Map<string, string | null>();
  const paid: Paid[] = [];
  let fault: string | null = null;
  for (const line of await linesOf(path)) {
    const row = parsedJson(line);
    const voted = VotedSchema.safeParse(row);
    if (!voted.success) continue;
    const came = readRow(row);
    fault ??= came.fault;
    paid.push(came.paid);
    outputs.set(voteKey(voted.data.testCase.metadata.gyges_vote), came.output);
  }
  return { outputs, bill: bill(paid), fault };
}

type Paid = Pick<Draw, "cost" | "tokens">;

interface CameBack {
  readonly output: string | null;
  readonly fault: string | null;
  readonly paid: Paid;
}

const UNKNOWN = { cost: null, tokens: null };

function readRow(value: unknown): CameBack {
  const row = RowSchema.safeParse(value);
  if (!row.success) return { output: null, fault: "promptfoo wrote a row of another form", paid: UNKNOWN };
  const { output, fault, filtered } = replyOfRow(row.data);
  const { response } = row.data;
  const paid = {
    cost: response?.cost ?? null,
    tokens: response?.tokenUsage ?? null,
  };
  if (fault !== null) return { output: null, fault, paid };
  if (filtered !== null) return { output: null, fault: `the provider's filter stopped it (${filtered})`, paid };
  if (response?.cached === true) return { output: null, fault: "the answer came out of a cache, so it is no vote of its own", paid };
  return { output, fault: null, paid };
}

async function linesOf(path: string): Promise<readonly string[]> {
  const file = await open(path, "r").catch(() => null);
  if (file === null) return [];
  try {
    const lines: string[] = [];
    await eachLine(file, path, ({ text }) => void lines.push(text));
    return lines;
  } finally {
    await file.close();
  }
}
