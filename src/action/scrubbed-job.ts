import type { Job } from "./job.ts";
import { rewritten } from "./log.ts";
import type { Scrub } from "./scrub.ts";

/** A job that shows no secret, whoever writes to it. Outputs are words of a fixed list, numbers and paths, and stay what they are. */
export function scrubbedJob(job: Job, scrub: Scrub): Job {
  return {
    env: job.env,
    stdout: rewritten(job.stdout, scrub),
    stderr: rewritten(job.stderr, scrub),
    summary: (markdown) => job.summary(scrub(markdown)),
    output: (name, value) => job.output(name, value),
    warn: (text) => job.warn(scrub(text)),
    note: (text) => job.note(scrub(text)),
    fail: (text) => job.fail(scrub(text)),
  };
}
