import { sumOrNull } from "../../estimate/bill.ts";
import { packOfOutline } from "../../scenario/outline.ts";
import { SHARD_REASON, type ShardDraws } from "../../schema/shard.ts";
import type { Reason, Verdict } from "../../schema/verdict.ts";
import { GYGES_VERSION } from "../../schema/version.ts";
import { judge } from "../../verdict.ts";
import { withheld } from "../../verdict/withheld.ts";
import { type AskedPair, servedSnapshots } from "../told/served-snapshots.ts";
import { repeatedInAll } from "../draws/repeated.ts";
import { type DrawnPart, joinedAnswers, joinedSide, refuseSharedReplies } from "./join-draws.ts";
import { type FoundShard, named, refusal } from "./refusal.ts";
import { partsOfOneRun } from "./same-run.ts";
import { wholeCommand } from "./whole-command.ts";

/**
 * The verdict on a run that was drawn in parts: that of one job which drew all of it, but for the block `run`.
 *
 * @param found the file of every part, in any order
 * @param at when it is judged
 * @throws GygesError `merge/…` of kind `data` where a part is missing, doubled, foreign or broken: then there is no verdict
 */
export function mergeShards(found: readonly FoundShard[], at: string): Verdict {
  const parts = partsOfOneRun(found);
  const run = runOf(parts, at);
  const ended = endedAlike(parts);
  if (ended !== null) return { ...ended, run };
  const { verdict, drawn } = drawnParts(parts)[0]!;
  const judged = judgeParts(drawnParts(parts), verdict, run);
  const snapshots = servedSnapshots(askedOf(drawn), judged.pairs);
  return withheld({
    ...judged,
    reasons: [...judged.reasons, ...union(parts.map(({ file }) => file.verdict.reasons.filter(({ code }) => code !== SHARD_REASON)))],
    findings: union([...parts.map(({ file }) => file.verdict.findings), snapshots]),
    run: { ...run, command: wholeCommand(run.command, drawn.plan.draws) },
  });
}

/** Which providers the columns ask for, by the columns' names. */
function askedOf({ pairs, providers }: Pick<ShardDraws, "pairs" | "providers">): AskedPair[] {
  return pairs.flatMap((pair, place) => {
    const ids = providers[place];
    return ids === undefined ? [] : [{ pair, ...ids }];
  });
}

type Drawn = DrawnPart & { readonly verdict: Verdict };

function judgeParts(parts: readonly Drawn[], { policy, pack: ref, unmatched }: Verdict, run: Verdict["run"]): Verdict {
  const { pack, full, labelCalibration } = parts[0]!.drawn;
  if (ref === null) throw refusal("torn", "the parts do not name their pack", "Run all shards again.");
  refuseSharedReplies(parts);
  return judge({
    base: joinedSide("base", parts),
    head: joinedSide("head", parts),
    pack: packOfOutline(pack, ref),
    policy,
    unmatched,
    cachedBase: false,
    checked: joinedAnswers(parts, ref),
    full,
    labelCalibration: labelCalibration ?? undefined,
    gyges: GYGES_VERSION,
    run,
  });
}

/** Where no part drew, all must have ended alike: their one verdict is that of the run. Null where all drew. */
function endedAlike(parts: readonly FoundShard[]): Verdict | null {
  const broken = parts.find(({ file }) => file.verdict.verdict === "error");
  if (broken !== undefined) {
    const why = broken.file.verdict.reasons.map(({ text }) => text).join("\n");
    throw refusal("broken-part", `${named(broken)} ended in an error: ${why}`, "Run that shard again, and then the merge.");
  }
  const [first] = parts;
  const other = parts.find(
    ({ file }) => saidOf(file.verdict) !== saidOf(first!.file.verdict) || (file.drawn === null) !== (first!.file.drawn === null),
  );
  if (other !== undefined) {
    throw refusal(
      "foreign",
      `${named(first!)} ended as ${first!.file.verdict.verdict}, and ${named(other)} otherwise`,
      "Merge the parts of one run.",
    );
  }
  return first!.file.drawn === null ? first!.file.verdict : null;
}

/** Verdict and reasons of a part that drew nothing; of others only that they drew. */
function saidOf({ verdict, reasons }: Verdict): string {
  return reasons.some(({ code }) => code === SHARD_REASON) ? SHARD_REASON : JSON.stringify([verdict, reasons]);
}

function drawnParts(parts: readonly FoundShard[]): readonly Drawn[] {
  return parts.flatMap(({ file: { shard, drawn, verdict } }) => (drawn === null ? [] : [{ shard, drawn, verdict }]));
}

/** Calls and money of all parts; the time of the one that took longest, since they run side by side. */
function runOf(parts: readonly FoundShard[], at: string): Verdict["run"] {
  const runs = parts.map(({ file }) => file.verdict.run);
  const seconds = runs.flatMap((run) => run.seconds ?? []);
  return {
    calls: sumOrNull(runs.map((run) => run.calls)),
    seconds: seconds.length === 0 ? null : Math.max(...seconds),
    cost: sumOrNull(runs.map((run) => run.cost)),
    tokens: sumOrNull(runs.map((run) => run.tokens)),
    at,
    command: runs[0]?.command ?? null,
    ...repeatedInAll(runs),
    baseline: null,
    ...(runs[0]?.commit === undefined ? {} : { commit: runs[0].commit }),
  };
}

function union(lists: readonly (readonly Reason[])[]): Reason[] {
  return [...new Map(lists.flat().map((reason) => [JSON.stringify([reason.code, reason.text]), reason])).values()];
}
