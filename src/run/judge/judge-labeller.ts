import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { QUESTION_VERSION } from "../../judge/question.ts";
import type { Voting } from "../../judge/votes.ts";
import { hashText } from "../sides/fingerprint.ts";
import type { Judge } from "./find-judge.ts";

/**
 * What draws are labelled by once a judge has read what the rules could not settle: `rules/4+judge/0a1b2c3d`. The hash is of the
 * provider with its settings and files, of the question's version, and of how votes are counted: another judge is another labeller.
 *
 * @param rules version of the rules
 */
export async function judgeLabeller(rules: string, judge: Judge, { votes, threshold }: Voting): Promise<string> {
  const files = await Promise.all(
    judge.files.map(async (path) => [relative(judge.folder, path), hashText(await readFile(path).catch(() => ""))] as const),
  );
  // Paths of one machine would make one judge two.
  const entry = JSON.stringify(judge.entry).replaceAll(JSON.stringify(judge.folder).slice(1, -1), ".");
  return `${rules}+judge/${hashText(JSON.stringify([entry, files, QUESTION_VERSION, votes, threshold])).slice(0, 8)}`;
}
