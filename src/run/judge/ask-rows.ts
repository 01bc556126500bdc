import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { RunBudget } from "../../money/run-budget.ts";
import { GygesError } from "../../schema/error.ts";
import { CHILD_DEFAULTS, CHILD_ENVIRONMENT } from "../child/child-environment.ts";
import { findPromptfoo, type Promptfoo } from "../child/find-promptfoo.ts";
import { evalArguments, writeConfig } from "../child/own-evaluation.ts";
import { runChild, type ChildEnd } from "../child/spawn.ts";
import type { Judge } from "./find-judge.ts";
import { DECODER, DECODER_TEXT, judgeConfig, type VoteRow } from "./judge-config.ts";
import { readVotes, type JudgeReplies } from "./read-votes.ts";

export interface AskOptions {
  /** Folder for the generated config, the answers and promptfoo's output; made if it is not there. */
  readonly folder: string;
  /** Working folder of promptfoo; that of the judge's config where absent. */
  readonly cwd?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly maxConcurrency?: number | undefined;
  /** Node for promptfoo, where it is not this process's own. */
  readonly node?: string | undefined;
  /** The one that `cwd` resolves where absent. */
  readonly promptfoo?: Promptfoo | undefined;
  readonly cancelled?: AbortSignal | undefined;
  /** What the calls may cost, and the extension that keeps them to it. */
  readonly within?: { readonly budget: RunBudget; readonly extension: string } | undefined;
  /** What messages call the provider; `the judge` where absent. */
  readonly who?: string | undefined;
}

/**
 * Has the user's promptfoo make one call of a provider for each row, caches off.
 *
 * @throws GygesError `judge/no-answer` where not one call was answered, `judge/interrupted`, `judge/budget`
 */
export async function askRows(judge: Judge, rows: readonly VoteRow[], options: AskOptions): Promise<JudgeReplies> {
  const { folder, within } = options;
  const files = { config: join(folder, "judge.yaml"), votes: join(folder, VOTES), log: join(folder, "judge.log") };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, DECODER), DECODER_TEXT);
  // An answer of an earlier call must not pass for one of these.
  await writeFile(files.votes, "", { mode: 0o600 });
  await writeConfig(files.config, judgeConfig(judge, rows, within?.extension));
  const purse = within === undefined ? null : await (await import("../money/judge-purse.ts")).judgePurse(within.budget, rows, folder);
  const cwd = options.cwd ?? judge.folder;
  const promptfoo = options.promptfoo ?? (await findPromptfoo(cwd));
  const end = await runChild({
    script: promptfoo.script,
    args: [...evalArguments(files.config, options.maxConcurrency), "-o", files.votes],
    cwd,
    env: { ...CHILD_DEFAULTS, ...options.env, ...CHILD_ENVIRONMENT, ...purse?.env },
    log: files.log,
    node: options.node,
    endsWithParent: true,
    cancelled: options.cancelled,
    onTick: () => undefined,
  });
  // What it read is not kept where calls were kept back: half of the votes are no label.
  await purse?.settle();
  const came = await readVotes(files.votes);
  refuseSilence(options.who ?? "the judge", judge, rows.length, came, end, relative(cwd, files.log));
  return came;
}

/** Name of the file that promptfoo writes each answer to as it comes. */
export const VOTES = "votes.jsonl";

function refuseSilence(
  who: string,
  judge: Judge,
  calls: number,
  { outputs, fault }: JudgeReplies,
  { code, interrupted }: ChildEnd,
  log: string,
): void {
  if (interrupted)
    throw new GygesError("data", "judge/interrupted", `${who} was interrupted, and nothing was kept. Run the same command again.`);
  if ([...outputs.values()].some((output) => output !== null)) return;
  const said = fault ?? (code === 0 ? "promptfoo ended early, as it does where a key is refused" : `promptfoo ended with code ${code}`);
  throw new GygesError(
    "data",
    "judge/no-answer",
    `${who} ${judge.name} answered none of ${calls} calls: ${said}.\n  Check its name, its key and the network. The output of promptfoo: ${log}`,
  );
}
