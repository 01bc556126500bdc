import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import type { Side } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import { matchPairs } from "./match-pairs.ts";
import { UNNAMED_RUN } from "../promptfoo/read-results.ts";
import type { DrawFile } from "./read-draws.ts";

/** What two files say about one comparison, once nothing in them contradicts it. */
export interface GateInputs {
  readonly base: readonly Draw[];
  readonly head: readonly Draw[];
  readonly pack: Pack;
  /** Columns of head that base does not have. */
  readonly unmatched: readonly string[];
}

/**
 * Takes each side's draws out of its file and refuses whatever carries no verdict: an unfinished run, swapped or absent sides, a part of a plan,
 * two plans, two packs, two labellers, nothing but faults. Throws a `data` error `gate/…` that names the file and the remedy.
 */
export function gateInputs(baseFile: DrawFile, headFile: DrawFile): GateInputs {
  for (const file of [baseFile, headFile]) if (!file.finished) throw unfinished(file);
  if (baseFile.pack.hash !== headFile.pack.hash) throw packsDiffer(baseFile, headFile);
  const base = drawsOfSide(baseFile, "base");
  const head = drawsOfSide(headFile, "head");
  refuseOneRun(baseFile, headFile);
  refusePartOfPlan(base, baseFile);
  refusePartOfPlan(head, headFile);
  refuseDifference(
    base,
    head,
    "plan",
    (draw) => `${draw.identity.plan.id} (${draw.identity.plan.size} draws)`,
    "Draw both with the same pack, scenarios, draws and conditions.",
  );
  refuseDifference(base, head, "labeller", (draw) => draw.labeller, "Draw both sides with one version of gyges.");
  refuseOnlyFaults(base, baseFile);
  refuseOnlyFaults(head, headFile);
  return { ...matchPairs(base, head), pack: baseFile.pack };
}

/** A file of `gyges run` holds both sides and gives the one asked for; under plain `promptfoo eval` rows name none and take the file's place. */
function drawsOfSide({ draws, path }: DrawFile, side: Side): readonly Draw[] {
  const named = draws.filter((draw) => draw.side !== null);
  if (named.length === 0) return draws.map((draw) => ({ ...draw, side }));
  if (named.length < draws.length) throw halfNamed(path, draws.length - named.length, draws.length);
  const own = named.filter((draw) => draw.side === side);
  if (own.length > 0) return own;
  const other = side === "base" ? "head" : "base";
  throw new GygesError(
    "data",
    "gate/sides",
    `${path} is given as ${side}, and all its draws are of side ${other}.\n  Wanted: draws of ${side}.\n  If the two files are swapped, type them the other way round: gyges gate BASE HEAD`,
  );
}

/** Rows of plain `promptfoo eval` name no side, so one evaluation given twice would be compared with itself. */
function refuseOneRun(base: DrawFile, head: DrawFile): void {
  if ([...base.draws, ...head.draws].some((draw) => draw.side !== null)) return;
  const marks = new Set(base.draws.flatMap(marksOf));
  const twice = head.draws.flatMap(marksOf).find((mark) => marks.has(mark));
  if (twice === undefined) return;
  throw new GygesError(
    "data",
    "gate/one-run",
    `${base.path} and ${head.path} hold draws of one evaluation (${twice}).\n  Wanted: two evaluations, one of the base and one of the head.\n  Evaluate the head by itself: npx promptfoo eval -o head.json`,
  );
}

/** What no other evaluation has: its id, and the ids that the provider gave its replies. */
function marksOf({ run, responseId }: Draw): string[] {
  return [...(run === UNNAMED_RUN ? [] : [run]), ...(responseId === null ? [] : [responseId])];
}

function refusePartOfPlan(draws: readonly Draw[], { path }: DrawFile): void {
  const plans = new Set(draws.map((draw) => draw.identity.plan.id));
  if (plans.size > 1) {
    throw new GygesError(
      "data",
      "gate/plans",
      `${path} mixes draws of ${plans.size} plans.\n  Wanted: the draws of one run.\n  An evaluation was resumed after its pack or options changed: run it anew.`,
    );
  }
  for (const [pair, own] of Map.groupBy(draws, (draw) => draw.pair)) {
    const planned = own[0]?.identity.plan.size ?? 0;
    if (own.length === planned) continue;
    throw new GygesError(
      "data",
      "gate/incomplete",
      `${path} holds ${own.length} of ${planned} planned draws of ${pair}.\n  Wanted: every planned draw, those without a reply included.\n  The run was cut off or filtered: run it to its end.`,
    );
  }
}

function refuseDifference(base: readonly Draw[], head: readonly Draw[], what: string, of: (draw: Draw) => string, remedy: string): void {
  const seen = [...new Set([...base, ...head].map(of))];
  if (seen.length === 1) return;
  throw new GygesError(
    "data",
    `gate/${what}s-differ`,
    `base and head differ in their ${what}: ${seen.slice(0, 4).join(" and ")}.\n  Wanted: one for both.\n  ${remedy}`,
  );
}

function refuseOnlyFaults(draws: readonly Draw[], { path }: DrawFile): void {
  if (draws.some((draw) => draw.labelling.label !== "transport")) return;
  throw new GygesError(
    "data",
    "gate/only-faults",
    `${path}: none of ${draws.length} calls got a reply. The first one says: ${draws[0]?.fault ?? "nothing"}\n  Wanted: replies to judge.\n  Look at the key, the model's name and the network, then run again.`,
  );
}

function unfinished({ path }: DrawFile): GygesError {
  return new GygesError(
    "data",
    "gate/unfinished",
    `${path} is the store of a run that was stopped before its end.\n  Wanted: a finished run.\n  Run the same command again: it goes on where it stopped.`,
  );
}

function packsDiffer(base: DrawFile, head: DrawFile): GygesError {
  const name = ({ path, pack }: DrawFile): string =>
    `${path} is of ${pack.manifest.name} ${pack.manifest.version} (${pack.hash.slice(0, 19)})`;
  return new GygesError(
    "data",
    "gate/packs-differ",
    `${name(base)}, ${name(head)}.\n  Wanted: one pack for both sides.\n  Draw the older side again.`,
  );
}

function halfNamed(path: string, without: number, all: number): GygesError {
  return new GygesError(
    "data",
    "gate/sides",
    `${path}: ${without} of ${all} draws name no side, the others do.\n  Wanted: draws of one run.\n  Two files were joined: give each by itself.`,
  );
}
