import { isDeepStrictEqual } from "node:util";
import type { GygesError } from "../../schema/error.ts";
import type { ShardDraws, ShardFile } from "../../schema/shard.ts";
import { GYGES_VERSION } from "../../schema/version.ts";
import { type FoundShard, named, refusal } from "./refusal.ts";

/**
 * The parts in their order, if they are those of one run: each there once, of the same comparison, by this version.
 *
 * @throws GygesError `merge/version`, `merge/foreign`, `merge/doubled` or `merge/missing`, which names the part
 */
export function partsOfOneRun(found: readonly FoundShard[]): readonly FoundShard[] {
  const [first] = found;
  if (first === undefined) throw refusal("missing", "no part of a run was given", "Wanted: the file gyges-shard.json of every part.");
  for (const one of found) refuseOtherVersion(one);
  for (const one of found) refuseForeign(one, first);
  const { of } = first.file.shard;
  const byNumber = Map.groupBy(found, ({ file }) => file.shard.number);
  for (const same of byNumber.values()) refuseDoubled(same);
  const missing = Array.from({ length: of }, (_, place) => place + 1).filter((number) => !byNumber.has(number));
  if (missing.length > 0) throw lacking(missing, of, found);
  return found.toSorted((one, other) => one.file.shard.number - other.file.shard.number);
}

function refuseOtherVersion(one: FoundShard): void {
  const { gyges } = one.file;
  if (gyges === GYGES_VERSION) return;
  const remedy = "Use one version of gyges in all jobs, and run the shards again.";
  throw refusal("version", `${named(one)} is of gyges ${gyges}, and the merge is gyges ${GYGES_VERSION}`, remedy);
}

/** What all parts of a run have alike, and how much of it a sentence shows. */
const OF_THE_RUN: readonly (readonly [what: string, of: (file: ShardFile) => unknown])[] = [
  ["number of parts", ({ shard }) => shard.of],
  ["pack", ({ verdict: { pack } }) => pack && `${pack.name} ${pack.version} (${pack.hash.slice(0, 19)})`],
  ["policy", ({ verdict }) => verdict.policy],
  ["columns without a base", ({ verdict }) => verdict.unmatched],
  ["commit", ({ verdict }) => verdict.run.commit?.slice(0, 12)],
];

const OF_THE_DRAWS: readonly (readonly [what: string, of: (drawn: ShardDraws) => unknown])[] = [
  ["prompts, providers or settings", ({ fingerprint, sides }) => [fingerprint, sides.base, sides.head].map((hash) => hash.slice(0, 12))],
  ["plan", ({ plan }) => `${plan.id} (${plan.size} draws a side)`],
  ["columns", ({ pairs, providers }) => [pairs, providers]],
  ["labeller", ({ labeller }) => labeller],
  ["questions about the notices", ({ questions }) => questions],
  ["--full", ({ full }) => full],
  ["calibration of the labels", ({ labelCalibration }) => labelCalibration],
  ["what the pack holds", ({ pack }) => pack],
];

function refuseForeign(one: FoundShard, first: FoundShard): void {
  const [drawn, other] = [one.file.drawn, first.file.drawn];
  const parts = [
    ...OF_THE_RUN.map(([what, of]) => [what, of(first.file), of(one.file)] as const),
    ...(drawn === null || other === null ? [] : OF_THE_DRAWS.map(([what, of]) => [what, of(other), of(drawn)] as const)),
  ];
  // Of a part that broke off nothing else can be relied on.
  if ([one, first].some(({ file }) => file.verdict.verdict === "error")) parts.splice(1);
  const lines = parts.flatMap(([what, wanted, seen]) =>
    isDeepStrictEqual(wanted, seen) ? [] : [`× ${what}: ${shown(wanted)} there, ${shown(seen)} here`],
  );
  if (lines.length === 0) return;
  throw refusal("foreign", `${named(one)} is not of the run that ${named(first)} is of`, ...lines, "Merge the parts of one run.");
}

function refuseDoubled([one, other]: readonly FoundShard[]): void {
  if (one === undefined || other === undefined) return;
  throw refusal("doubled", `${named(one)} is there a second time: ${other.path}`, "Give each part once, and none of an earlier attempt.");
}

function lacking(missing: readonly number[], of: number, found: readonly FoundShard[]): GygesError {
  const which = missing.length === 1 ? `part ${missing[0]} of ${of} is` : `parts ${missing.join(", ")} of ${of} are`;
  return refusal(
    "missing",
    `${which} missing (seen: ${found.map(({ path }) => path).join(", ")})`,
    "Run that shard again, or see in its job why it wrote no gyges-shard.json, and then the merge.",
    "A verdict on a part of the draws would be a choice among them.",
  );
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
