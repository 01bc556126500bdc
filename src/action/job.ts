import * as core from "@actions/core";
import { rewritten } from "./log.ts";
import type { Scrub } from "./scrub.ts";
import { scrubberOf } from "./secrets.ts";

/** What the step may do to the job it runs in. */
export interface Job {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  summary(markdown: string): Promise<void>;
  output(name: string, value: string): void;
  /** An annotation that leaves the job green. */
  warn(text: string): void;
  note(text: string): void;
  /** Turns the job red, with an annotation unless that is false. */
  fail(text: string, annotation?: boolean): void;
}

/** The job of this process, which shows no secret whoever writes to it: an entry gets no other. */
export function thisJob(): Job {
  return scrubbedJob(bareJob(), scrubberOf(process.env));
}

/** Outputs are words of a fixed list, numbers and paths, and stay what they are. */
export function scrubbedJob(job: Job, scrub: Scrub): Job {
  return {
    env: job.env,
    stdout: rewritten(job.stdout, scrub),
    stderr: rewritten(job.stderr, scrub),
    summary: (markdown) => job.summary(scrub(markdown)),
    output: (name, value) => job.output(name, value),
    warn: (text) => job.warn(scrub(text)),
    note: (text) => job.note(scrub(text)),
    fail: (text, annotation) => job.fail(scrub(text), annotation),
  };
}

function bareJob(): Job {
  return {
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    summary: async (markdown) => void (await core.summary.addRaw(markdown).write()),
    output: (name, value) => core.setOutput(name, value),
    warn: (text) => core.warning(text, { title: TITLE }),
    note: (text) => core.notice(text, { title: TITLE }),
    fail: (text, annotation = true) => {
      process.exitCode = core.ExitCode.Failure;
      if (annotation) core.error(text, { title: TITLE });
    },
  };
}

const TITLE = "gyges";
