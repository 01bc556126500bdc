import { basename } from "node:path";
import type { HistoryLine } from "../../schema/history.ts";
import type { StoreContents } from "../../schema/store.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { GYGES_VERSION } from "../../schema/version.ts";
import { packRef } from "../../scenario/plan.ts";
import { judgeGap } from "../../verdict.ts";
import type { Comparison } from "../comparison.ts";
import { driftOf, pUnmoved } from "./drift.ts";

export interface Night {
  readonly comparison: Pick<Comparison, "folder" | "pack" | "plan" | "options" | "baseline">;
  readonly contents: Pick<StoreContents, "draws">;
  readonly verdict: Verdict;
  /** What is sent and how it is drawn. */
  readonly key: string;
  readonly commit: string;
  readonly at: string;
}

/** A night as a line of the history: figures alone, no words of a model. */
export function historyLine({ comparison, contents, verdict, key, commit, at }: Night): HistoryLine {
  const { pack, plan, options, folder, baseline } = comparison;
  const { columns } = judgeGap({
    draws: contents.draws.filter(({ side }) => side === "head"),
    pack,
    policy: options.policy,
    gyges: GYGES_VERSION,
  });
  const stored = baseline?.stored ?? null;
  const p = pUnmoved(verdict.pairs);
  return {
    schema: "gyges.history/1",
    run: basename(folder),
    at,
    gyges: GYGES_VERSION,
    commit,
    print: key,
    pack: packRef(pack),
    draws: plan.draws,
    verdict: verdict.verdict,
    columns: columns.map(({ column, gap, arms, servedModels }) => ({
      column,
      gap: gap.kind === "estimated" ? { value: gap.value, lower: gap.interval.lower, upper: gap.interval.upper } : null,
      arms: arms.map(({ condition, draws, missing, complied }) => ({ condition, draws, missing, complied })),
      servedModels,
    })),
    reference: stored === null ? null : { drawnAt: stored.drawnAt, p },
    drift: driftOf(p, stored !== null),
  };
}
