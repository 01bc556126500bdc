import { basename } from "node:path";
import { plain } from "../../report/escape.ts";
import type { PairVerdict, Verdict } from "../../schema/verdict.ts";
import { SIDES } from "../../schema/identity.ts";
import { partName } from "../../schema/shard.ts";
import { CONFIRM_DRAWS } from "../../verdict/confirm.ts";
import { isPrivate, isWithholding, type Comparison } from "../comparison.ts";
import { looksOf, type Reach } from "../draws/reach.ts";

/** What a run tells on stderr beside its progress. */

/** @param done draws that are there already, in the store or in the pool */
export function announce(comparison: Comparison, done: number): void {
  const { options, matching } = comparison;
  const part = options.shard === undefined ? "" : `, ${partName(options.shard)} at one look, judged by gyges merge`;
  const against = `${basename(options.config)} against ${options.baseRef ?? "HEAD"}${part}`;
  const columns = [
    ...matching.pairs.map((pair) => `  ${plain(pair.name)}`),
    ...(matching.alike ?? []).map((name) => `  ${plain(name)}: the same on both sides, so it is not drawn (--force draws it)`),
    ...matching.unmatched.map((name) => `  ${plain(name)}: not in base, so it has no baseline`),
  ];
  options.stderr.write(`gyges: ${against}, ${callsInWords(comparison, done)}\n${columns.join("\n")}\n`);
  if (isPrivate(comparison))
    options.stderr.write(
      isWithholding(comparison)
        ? "gyges: the pack is sealed: labels are kept, replies and quotes are not (--keep-replies keeps them)\n"
        : "gyges: the pack is sealed, and the store keeps the replies: they repeat some of its text\n",
    );
}

/** One line for each pair that a round was about: which look, what it says, how it goes on. */
export function announceLook(comparison: Comparison, active: readonly Reach[], verdict: Verdict): void {
  const several = comparison.matching.pairs.length > 1;
  const looks = looksOf(comparison.plan);
  for (const { pair, draws, confirm } of active) {
    const judged = verdict.pairs.find((one) => one.pair === pair);
    if (judged === undefined || (looks.length === 1 && judged.next === null && !confirm)) continue;
    const look = `look ${looks.indexOf(draws) + 1} of ${looks.length}, ${draws} draws a cell${several ? `, ${plain(pair)}` : ""}`;
    comparison.options.stderr.write(`gyges: ${look}: ${saying(judged)}\n`);
  }
}

function callsInWords(comparison: Comparison, done: number): string {
  const { matching, planned, confirmation, drawnSides, plan, options, cachedBase, judge } = comparison;
  const calls = planned.length * matching.pairs.length * drawnSides.length;
  const looks = looksOf(plan);
  const most = looks.length === 1 ? "" : "at most ";
  const drawn = done === 0 ? `${most}${calls} calls` : `${most}${calls - done} of ${calls} calls (${done} are there already)`;
  const fresh = confirmation.length * matching.pairs.length * SIDES.length;
  const confirms = fresh > 0 && (options.policy.confirm === "always" || cachedBase !== null);
  return [
    drawn,
    ...(looks.length === 1 ? [] : [`looks at ${looks.join(", ")} draws a cell`]),
    ...checksInWords(comparison),
    ...(cachedBase === null ? [] : ["base from an earlier run"]),
    ...(judge === null
      ? []
      : [
          `and ${judge.voting.votes} of ${plain(judge.judge.name)} for each reply that no rule settles, ${calls * judge.voting.votes} at worst`,
        ]),
    ...(confirms ? [`${fresh} more where a fail has to be confirmed`] : []),
  ].join(", ");
}

/** The bound is told where it cuts something off. */
function checksInWords({ checks, matching }: Comparison): readonly string[] {
  if (checks.notices === 0) return [];
  const calls = checks.checks.length * matching.pairs.length * SIDES.length;
  const part = checks.notices === checks.drawn ? `${checks.notices}` : `${checks.notices} of the ${checks.drawn}`;
  const without = checks.withoutQuestion === 0 ? "" : `; the pack has no question about ${checks.withoutQuestion}`;
  return [`and ${calls} at most that ask whether the notices are understood (${part} notices that a side draws${without})`];
}

function saying({ verdict, next, confirmation }: PairVerdict): string {
  if (next?.kind === "draws") return `undecided, going on to ${next.draws}`;
  if (next?.kind === "confirm") return `fail, to be confirmed by ${CONFIRM_DRAWS} fresh draws a cell`;
  if (confirmation === null) return verdict;
  if (confirmation.finding === "unreadable") return "fail, and the fresh draws cannot be relied on";
  return confirmation.finding === "confirmed" ? "fail, confirmed by fresh draws" : `fail, not confirmed by fresh draws: ${verdict}`;
}
