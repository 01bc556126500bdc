import { dirname, resolve } from "node:path";
import { judgeRun } from "../commands/run.ts";
import type { ShardPart } from "../commands/shard-file.ts";
import { parseShard } from "../commands/shard-flag.ts";
import { commitOf, repositoryRoot } from "../run/git.ts";
import type { Verdict } from "../schema/verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";
import { bringPromptfoo, sayWhoseVersion } from "./bring-promptfoo.ts";
import { readTrigger, type Trigger } from "./event.ts";
import { commandLine, runFlags } from "./flags.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { logStream } from "./log.ts";
import { nodeOnPath } from "./node-path.ts";
import { ofCause } from "./of-cause.ts";
import { admit } from "./trust/admit.ts";
import { environmentOf } from "./trust/child.ts";
import { groundOf } from "./trust/ground.ts";
import { whoseHead } from "./trust/whose-head.ts";
import { withFindings } from "./trust/withhold.ts";

/** What became of the change. */
export interface Judged {
  readonly verdict: Verdict;
  /** Those that held: base's where the pull request has others. */
  readonly inputs: Inputs;
  /** Green whatever `fail-on` names. */
  readonly isFinal: boolean;
  /** Where the draws lie; null where there are none. */
  readonly store: string | null;
  /** What a shard hands on; null for a whole run. */
  readonly part: ShardPart | null;
}

/** From the event to the verdict: may it run, what is its base, whose inputs hold; then the run. */
export async function judgeChange(job: Job, own: Inputs, folder: string, cancelled: AbortSignal): Promise<Judged> {
  const trigger = await whoseHead(await readTrigger(job.env), folder, job.env);
  const admission = await admit(trigger, own, job.env, folder);
  const undrawn = { inputs: own, isFinal: false, store: null, part: partOf(own) };
  if (admission.kind === "skip") {
    const { reason, isFinal } = admission;
    return {
      ...undrawn,
      verdict: withoutPairs("skipped", reason),
      isFinal,
      part: isFinal ? partOf({ ...own, "fail-on": [] }) : undrawn.part,
    };
  }
  const ground = await groundOf({ trigger, own, env: job.env, root: await repositoryRoot(folder), folder });
  if (ground === null) return { ...undrawn, verdict: withoutPairs("no-baseline", firstPush(trigger)) };
  const { base, inputs, findings } = ground;
  const env = environmentOf(job.env, inputs, { keyless: admission.keyless, ofBase: ground.env });
  const { verdict, ...kept } = await drawn({ job, inputs, base, folder, env, cancelled }).catch((cause: unknown) => ({
    verdict: ofCause(cause),
    store: null,
    part: partOf(inputs),
  }));
  return { verdict: withFindings(verdict, findings), inputs, isFinal: false, ...kept };
}

/** What a shard hands on that has drawn nothing yet; null for a whole run. */
export function partOf(inputs: Pick<Inputs, "shard" | "fail-on">): ShardPart | null {
  const shard = parseShard(inputs.shard);
  return shard === undefined ? null : { shard, drawn: null, failOn: inputs["fail-on"] };
}

interface Drawing {
  readonly job: Job;
  readonly inputs: Inputs;
  readonly base: string;
  readonly folder: string;
  /** Of promptfoo. */
  readonly env: NodeJS.ProcessEnv;
  readonly cancelled: AbortSignal;
}

async function drawn({ job, inputs, base, folder, env, cancelled }: Drawing): Promise<Pick<Judged, "verdict" | "store" | "part">> {
  const stderr = logStream(job.stderr);
  const bringing = {
    version: inputs["promptfoo-version"],
    folder: dirname(resolve(folder, inputs.config)),
    env: job.env,
    cancelled,
    say: (line: string): void => void stderr.write(`gyges: ${line}\n`),
  };
  await sayWhoseVersion(bringing);
  const { verdict, store, part } = await judgeRun(runFlags(inputs, base), {
    cwd: folder,
    env,
    stdout: logStream(job.stdout),
    stderr,
    command: commandLine(inputs, base),
    node: await nodeOnPath(env, folder),
    bringPromptfoo: () => bringPromptfoo(bringing),
    cancelled,
  });
  const commit = await commitOf(await repositoryRoot(folder), "HEAD");
  return { verdict: { ...verdict, run: { ...verdict.run, commit } }, store, part };
}

function firstPush({ event }: Trigger): string {
  return `Nothing came before this ${event}, so there is nothing to compare with yet.\n  To compare with another commit:\n    with:\n      base-ref: origin/main`;
}
