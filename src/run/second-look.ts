import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readStore } from "../disk/store.ts";
import { GygesError } from "../schema/error.ts";
import type { PlanRef } from "../schema/identity.ts";
import type { Judged, StoreContents, StoreHeader } from "../schema/store.ts";
import type { Policy } from "../schema/verdict.ts";
import type { Comparison } from "./comparison.ts";
import { looksOf } from "./draws/reach.ts";

/** What was drawn by a plan and judged by a policy stays so: another choice afterwards would be a choice among verdicts. */

/**
 * What an earlier run of this comparison left; null where there is none, or it was killed before its first record.
 *
 * @throws GygesError `run/second-look` where it has another plan, or another base
 */
export async function earlierStore(comparison: Comparison): Promise<StoreContents | null> {
  const before = await readIfThere(comparison.store);
  if (before === null) return null;
  const { header, draws, judged } = before;
  const seen = judged === null ? `holds ${draws.length} draws` : `was judged ${judged.verdict}`;
  if (header.plan.id !== comparison.plan.id) {
    const [had, asked] = [flagsOf(header.plan), flagsOf(comparison.plan)];
    throw secondLook(comparison, `${seen} by the plan ${had}, and ${asked} is asked now`, `Go on with the plan it has: ${had}`);
  }
  if (header.cachedBase !== comparison.cachedBase?.hash) {
    const had = header.cachedBase === undefined ? "with a base that it drew itself" : "on the draws of another base";
    const asked =
      comparison.cachedBase === null ? "a base of its own is asked for" : `--base-draws ${comparison.options.baseDraws} is asked for`;
    throw secondLook(comparison, `${seen} ${had}, and ${asked} now`, baseAgain(header));
  }
  refuseOtherPolicy(comparison, { verdict: judged?.verdict ?? null, policy: judged?.policy ?? header.policy });
  return before;
}

/** What a store was judged by, or is to be. */
interface HeldTo {
  readonly verdict: Judged["verdict"] | null;
  readonly policy?: Policy | undefined;
}

/** The policy that is asked now, and where the draws lie. */
export type PolicyAsked = Pick<Comparison, "folder" | "sides" | "cachedBase"> & { readonly options: { readonly policy: Policy } };

/** @throws GygesError `run/other-policy`. Old stores that name no policy cannot be held to it. */
export function refuseOtherPolicy({ options, folder, sides, cachedBase }: PolicyAsked, { verdict, policy }: HeldTo): void {
  if (policy === undefined || isDeepStrictEqual(policy, options.policy)) return;
  const store = join(relative(sides.head.folder, folder), "store.jsonl");
  const byHand = ["To look at the draws by hand, with any policy:", `  gyges gate ${store} ${store}`];
  throw otherPolicy([
    `this comparison ${verdict === null ? "was begun" : `was judged ${verdict}`} by another policy (${inWords(policy)}), and ${inWords(options.policy)} is asked now.`,
    "A policy that is chosen after draws were seen would raise the error rates that the verdict states.",
    "Run again with the policy it has.",
    ...(cachedBase === null ? byHand : []),
  ]);
}

/** Draws beyond the look that decides were drawn because another policy did not decide there. */
export function refuseBeyond(comparison: Comparison, beyond: number): void {
  if (beyond === 0) return;
  throw otherPolicy([
    `this comparison holds ${beyond} ${beyond === 1 ? "draw" : "draws"} beyond the look that decides by ${inWords(comparison.options.policy)}: they were drawn for another policy.`,
    "A policy that is chosen between looks would raise the error rates that the verdict states.",
    `Run again with the policy that it began with, or begin anew: delete ${comparison.folder}`,
  ]);
}

/** A plan as the flags that ask for it. */
function flagsOf(plan: PlanRef): string {
  const looks = looksOf(plan);
  return looks.length === 1 ? `--draws ${looks[0]}` : `--looks ${looks.join(",")}`;
}

async function readIfThere(store: string): Promise<StoreContents | null> {
  if (!existsSync(store)) return null;
  try {
    return await readStore(store);
  } catch (cause) {
    if (cause instanceof GygesError && cause.code === "store/empty") return null;
    throw cause;
  }
}

function secondLook({ folder }: Comparison, seen: string, remedy: string): GygesError {
  const why = "A second judgement on other draws would raise the error rates that the verdict states.";
  return new GygesError(
    "usage",
    "run/second-look",
    `this comparison ${seen}.\n  ${why}\n  ${remedy}\n  Or give its draws up and begin anew: delete ${folder}`,
  );
}

function baseAgain({ cachedBase }: StoreHeader): string {
  return cachedBase === undefined
    ? "Go on with the base it has: leave --base-draws out"
    : "Go on with the base it has: give the same file to --base-draws, or say --baseline auto again where that chose it";
}

function otherPolicy(lines: readonly string[]): GygesError {
  return new GygesError("usage", "run/other-policy", lines.join("\n  "));
}

function inWords({ margin, direction, strict, maxMissing, missing, confirm, manipulationCheck }: Policy): string {
  const rest = [
    ...(strict ? ["--strict"] : []),
    ...(confirm === "auto" ? [] : [`--confirm ${confirm}`]),
    ...(manipulationCheck === "require" ? [] : [`--manipulation-check ${manipulationCheck}`]),
  ];
  return [`--margin ${margin} --direction ${direction} --max-missing ${maxMissing} --missing ${missing}`, ...rest].join(" ");
}
