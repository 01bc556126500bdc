import { dirname, join, resolve } from "node:path";
import type { HistoryOptions, RunOptions } from "../../run/run-options.ts";
import { GygesError } from "../../schema/error.ts";
import type { BaselineFlags, BaseSource } from "./baseline-flags.ts";

/** Flags of a night: the committed config against its own draws of an earlier night. */
export interface HistoryFlags extends BaselineFlags {
  readonly history?: string | undefined;
  readonly accept?: boolean | undefined;
  readonly baseRef?: string | undefined;
}

type NightOptions = Pick<RunOptions, "looks" | "policy" | "baseline"> & { readonly history: HistoryOptions };

/**
 * What `--history` makes of a run: one look at all draws, no confirmation (fresh draws of base would be tonight's too), and draws that are stored as a fresh base
 * for pull requests.
 *
 * @param config absolute
 * @returns null where no night is asked for
 * @throws GygesError `history/flags`
 */
export function nightOptions(
  flags: HistoryFlags,
  { looks, policy, baseline }: Pick<RunOptions, "looks" | "policy"> & Pick<BaseSource, "baseline">,
  config: string,
  cwd: string,
): NightOptions | null {
  if (flags.history === undefined) {
    if (flags.accept === true) throw contradiction("--accept makes tonight's draws the reference of --history, which is not there");
    return null;
  }
  const other = flags.baseRef !== undefined ? "--base-ref" : flags.baseDraws !== undefined ? "--base-draws" : null;
  if (other !== null)
    throw contradiction(`--history compares the committed config with its own earlier draws, and ${other} names another base`);
  if (flags.baseline !== undefined && flags.baseline !== "rerun")
    throw contradiction(
      `--history compares the committed config with its own earlier draws, and --baseline ${flags.baseline} names another base`,
    );
  const folder = baseline?.folder ?? join(dirname(config), ".gyges", "baselines");
  return {
    looks: looks.slice(-1),
    policy: { ...policy, confirm: "auto" },
    baseline: { reuse: false, folder, maxAgeSeconds: 0, keepHead: true },
    history: { path: resolve(cwd, flags.history), references: join(folder, "nights"), accept: flags.accept === true },
  };
}

function contradiction(seen: string): GygesError {
  return new GygesError(
    "usage",
    "history/flags",
    `${seen}.\n  A night:  gyges run --config promptfooconfig.yaml --history .gyges/history.jsonl\n  A change: gyges run --config promptfooconfig.yaml --base-ref origin/main`,
  );
}
