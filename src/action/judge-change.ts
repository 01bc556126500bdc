import { dirname, resolve } from "node:path";
import { judgeRun } from "../commands/run.ts";
import type { ShardPart } from "../commands/files/shard-file.ts";
import { parseShard } from "../commands/flags/shard-flag.ts";
import { commitOf, repositoryRoot } from "../run/git.ts";
import type { Verdict } from "../schema/verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";
import { baseFlags } from "./base-flags.ts";
import { bringPromptfoo, sayWhoseVersion } from "./bring-promptfoo.ts";
import { readTrigger, type Trigger } from "./event.ts";
import { commandLine, runFlags } from "./flags.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { logStream } from "./log.ts";
import { nodeOnPath } from "./node-path.ts";
import { ofCause } from "./of-cause.ts";
import { verdictOfJob } from "./remedies.ts";
import { withOwnHome } from "./own-home.ts";
import { admit } from "./trust/admit.ts";
import { environmentOf } from "./trust/child.ts";
import type { Event } from "./trust/policy.ts";
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
  const { keyless } = admission;
  if (own.history !== undefined) {
    const env = await withOwnHome(environmentOf(job.env, own, { keyless, ofBase: {} }), job.env);
    // A night has no base commit: what is committed is compared with its own draws of an earlier night.
    return await orError({ job, inputs: own, base: null, event: trigger.event, folder, env, cancelled });
  }
  const ground = await groundOf({ trigger, own, env: job.env, root: await repositoryRoot(folder), folder });
  if (ground === null) return { ...undrawn, verdict: withoutPairs("no-baseline", firstPush(trigger)) };
  const { base, inputs, findings } = ground;
  const env = await withOwnHome(environmentOf(job.env, inputs, { keyless, ofBase: ground.env }), job.env);
  const judged = await orError({ job, inputs, base, event: trigger.event, folder, env, cancelled });
  return { ...judged, verdict: withFindings(judged.verdict, findings) };
}

/** What goes wrong from here on still has the findings to tell, and the inputs that held. */
async function orError(drawing: Drawing): Promise<Judged> {
  const { inputs } = drawing;
  const broken = (cause: unknown): Pick<Judged, "verdict" | "store" | "part"> => ({
    verdict: ofCause(cause),
    store: null,
    part: partOf(inputs),
  });
  return { inputs, isFinal: false, ...(await drawn(drawing).catch(broken)) };
}

/** What a shard hands on that has drawn nothing yet; null for a whole run. */
export function partOf(inputs: Pick<Inputs, "shard" | "fail-on">): ShardPart | null {
  const shard = parseShard(inputs.shard);
  return shard === undefined ? null : { shard, drawn: null, failOn: inputs["fail-on"] };
}

interface Drawing {
  readonly job: Job;
  readonly inputs: Inputs;
  /** Commit to compare with; null for a night. */
  readonly base: string | null;
  readonly event: Event;
  readonly folder: string;
  /** Of promptfoo. */
  readonly env: NodeJS.ProcessEnv;
  readonly cancelled: AbortSignal;
}

async function drawn({ job, inputs, base, event, folder, env, cancelled }: Drawing): Promise<Pick<Judged, "verdict" | "store" | "part">> {
  const from = await baseFlags(inputs, event, folder);
  const stderr = logStream(job.stderr);
  const bringing = {
    version: inputs["promptfoo-version"],
    where: inputs["working-directory"],
    folder: dirname(resolve(folder, inputs.config[0])),
    env: job.env,
    cancelled,
    say: (line: string): void => void stderr.write(`gyges: ${line}\n`),
  };
  await sayWhoseVersion(bringing);
  const flags = { ...runFlags(inputs, base), ...from };
  const {
    verdict: told,
    store,
    part,
  } = await judgeRun(flags, {
    cwd: folder,
    env,
    stdout: logStream(job.stdout),
    stderr,
    command: commandLine(inputs, base),
    node: await nodeOnPath(env, folder),
    bringPromptfoo: () => bringPromptfoo(bringing),
    cancelled,
  });
  const verdict = verdictOfJob(told);
  const commit = await commitOf(await repositoryRoot(folder), "HEAD");
  return { verdict: { ...verdict, run: { ...verdict.run, commit } }, store, part };
}

function firstPush({ event }: Trigger): string {
  return `Nothing came before this ${event}, so there is nothing to compare with yet.\n  To compare with another commit:\n    with:\n      base-ref: origin/main`;
}
