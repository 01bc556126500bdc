import type { Command } from "commander";

/** Options of `gyges run` that say where base comes from, and what the run may cost. */
export function withBase(command: Command): Command {
  return command
    .option("--base-ref <ref>", "commit to compare with; HEAD where absent and the working tree differs from it")
    .option("--baseline <source>", "where base comes from: rerun, auto (a stored base, if there is one) or file:<store> (default: rerun)")
    .option("--baseline-dir <folder>", "where stored bases lie, and drawn ones are stored (default: .gyges/baselines beside the config)")
    .option("--baseline-max-age <age>", "an older stored base is drawn anew: 90m, 24h, 7d (default: 24h)")
    .option("--keep-head", "store head's draws too: after a push to the base branch they are the next base")
    .option(
      "--base-draws <store>",
      "finished store of an earlier run that drew this base: only head is drawn; the same as --baseline file:<store>",
    )
    .option("--history <file>", "a night: draw what is committed, compare it with an earlier night, and add a line to this file")
    .option("--accept", "with --history: tonight's draws are the reference from now on")
    .option("--max-calls <n>", "make no call where the run might take more than this, confirmation and judge included")
    .option(
      "--max-cost <usd>",
      "spend no more than this many dollars, repeats and calls that break off included; stops with what it would take to finish",
    );
}
