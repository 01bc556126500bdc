import type { LabelCalibration } from "../schema/label-calibration.ts";
import type { Meeting } from "../scenario/met-scenario.ts";
import type { Design } from "../scenario/plan-cells.ts";
import type { Condition } from "../schema/scenario.ts";
import type { ShardDraws, ShardRef } from "../schema/shard.ts";
import type { RunJudgeOptions } from "./judge/run-judge.ts";
import type { Policy, Verdict } from "../schema/verdict.ts";

/** What a run is asked, and what comes of it. */

export interface RunOptions {
  /** Absolute path of the promptfoo config in the working tree: the head. */
  readonly config: string;
  /** Absolute paths of further configs, which promptfoo would combine with the first. */
  readonly also?: readonly string[] | undefined;
  /** HEAD where absent, and then the working tree must differ from it. */
  readonly baseRef?: string | undefined;
  /** Draws of a probe cell at each planned look, rising: the first look that decides is the last. */
  readonly looks: readonly number[];
  /** Only this part of the plan is drawn, at one look, and whoever joins the parts judges; all of it where absent. */
  readonly shard?: ShardRef | undefined;
  /** Absolute path of the finished store of an earlier run: draws of one of its sides stand in for base, and only head is drawn. */
  readonly baseDraws?: string | undefined;
  /** Stored bases: whether one may stand in for base, and where they lie. Nothing is looked up or stored where absent. */
  readonly baseline?: BaselineOptions | undefined;
  /** A night: the committed config alone is drawn, and compared with its own draws of an earlier one. */
  readonly history?: HistoryOptions | undefined;
  /** Absolute paths of the stores of earlier jobs of this very comparison: their draws stand, and only the rest is drawn. */
  readonly pool?: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
  /** Which cells of the pack are drawn; `pr` where absent. */
  readonly design?: Design | undefined;
  /** Shared notices in place of the scenarios' own, and the form of the operator's order. */
  readonly meeting?: Meeting | undefined;
  /** Fresh wordings are drawn beside the pack's own; the seed is base's commit where it is null. */
  readonly publication?: { readonly seed: number | null } | undefined;
  /** Name of a shipped pack, or the absolute path of a folder or a sealed file. */
  readonly pack: string;
  readonly scenarios?: readonly string[] | undefined;
  readonly temperature: number | null;
  /** Believe providers that say how likely a draw was to comply. Whoever starts the run decides it, and no config. */
  readonly softDraws?: boolean | undefined;
  /** Ask for draws that are compared with each other with one seed. */
  readonly shareSeeds?: boolean | undefined;
  readonly policy: Policy;
  /** Also the measures that take long or interest few. */
  readonly full?: boolean | undefined;
  /** How well the labels agree with people: the gaps are shown as people would have labelled them, too. */
  readonly labelCalibration?: LabelCalibration | undefined;
  /** Who reads the replies that no rule settles; nobody where absent. */
  readonly judge?: RunJudgeOptions | undefined;
  /** What a judge's file on the command line is relative to; the config's folder where absent. */
  readonly cwd?: string | undefined;
  /** Keep the replies to a sealed pack, which repeat some of its text. */
  readonly keepReplies?: boolean | undefined;
  /** Draw although both sides resolve alike: an A/A check. */
  readonly force: boolean;
  readonly allColumns: boolean;
  readonly messageVar?: string | undefined;
  readonly maxConcurrency?: number | undefined;
  /** `base`: head's providers ask base's servers, since who typed this did not write the config. Each its own where absent. */
  readonly endpoints?: "base" | undefined;
  /** The run makes no call where it might make more than this. */
  readonly maxCalls?: number | undefined;
  /** The calls of this command cost no more than this, in US dollars. */
  readonly maxCost?: number | undefined;
  /** How the run was asked for, for the report. */
  readonly command: string | null;
  /** URL of the extension line, `file:///…/promptfoo.js:gyges`. */
  readonly extension: string;
  /** Environment of the child; the caller decides what it may see. */
  readonly env: NodeJS.ProcessEnv;
  /** Node to run promptfoo with; this process's own where absent. */
  readonly node?: string | undefined;
  /** Called where the project has no promptfoo of its own: the folder in whose node_modules there is one. */
  readonly bringPromptfoo?: (() => Promise<string>) | undefined;
  /** Aborted where the run is to stop at once: its draws are kept and its verdict is `error`, reason `interrupted`. */
  readonly cancelled?: AbortSignal | undefined;
  readonly stderr: NodeJS.WriteStream;
}

export interface BaselineOptions {
  /** True: a stored base is used where there is one; else both sides are drawn. Either way what was drawn is stored. */
  readonly reuse: boolean;
  /** Absolute folder of the stored bases. */
  readonly folder: string;
  /** An older one is drawn anew. */
  readonly maxAgeSeconds: number;
  /** Head's draws are stored too: after a push to the base branch they are the next base. */
  readonly keepHead: boolean;
}

export interface HistoryOptions {
  /** Absolute path of the history file. */
  readonly path: string;
  /** Absolute folder of the draws that nights are compared with. */
  readonly references: string;
  /** Tonight's draws become the reference, whatever they show. */
  readonly accept: boolean;
}

export interface RunOutcome {
  readonly verdict: Verdict;
  /** Folder of the run with store.jsonl, verdict.json, report.md and promptfoo.log; null where nothing was drawn. */
  readonly folder: string | null;
  /** What a shard hands on; absent for a whole run, and where nothing was drawn. */
  readonly drawn?: ShardDraws | undefined;
}
