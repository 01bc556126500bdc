import { GygesError } from "../../schema/error.ts";
import type { CheckAnswer } from "../../schema/check.ts";
import type { Checked } from "../../verdict.ts";
import type { BothSides, GateSide } from "./gate-side.ts";
import type { TalliedFile } from "./tallied-file.ts";

type Names = ReadonlyMap<string, string>;

/**
 * What the files say of whether the notices were understood. A file without answers is judged all the same and the report says "not asked", since
 * files of other versions and exported draws bring none along. The store of a run that had to ask is different: there they were taken out.
 *
 * @param names of each side's columns, as the comparison calls them
 * @throws GygesError `gate/answers` where a run's store holds fewer answers than it had to get
 */
export function checkedSides(
  { base, head }: BothSides,
  names: { readonly base: Names; readonly head: Names },
): Record<"base" | "head", Checked> {
  const { file } = head;
  // A run that read its base from an earlier store asked base itself, and kept what it heard beside its own draws.
  const asksBase = base.file !== file && file.header?.cachedBase !== undefined;
  return {
    base: asksBase ? checkedIn(file, names.head, ({ row }) => row.side === "base") : checkedSide(base, names.base),
    head: checkedSide(head, names.head),
  };
}

function checkedSide({ file, own }: GateSide, names: Names): Checked {
  return checkedIn(file, names, ({ row }) => row.side === null || file.sides.get(row.side) === own);
}

function checkedIn(file: TalliedFile, names: Names, isOwn: (answer: CheckAnswer) => boolean): Checked {
  const { header, checks } = file;
  const own = checks.filter(isOwn);
  const wanted = header?.kind === "run" && header.policy?.manipulationCheck === "require";
  if (wanted) for (const column of names.keys()) refuseFewer(file, own, column);
  return { answers: own.map((answer) => ({ ...answer, pair: names.get(answer.pair) ?? answer.pair })), wanted };
}

/** Left out answers are no matter of chance: whoever leaves out the wrong ones has only right ones. */
function refuseFewer({ header, path }: TalliedFile, own: readonly CheckAnswer[], column: string): void {
  const [wanted, seen] = [header?.checks ?? 0, own.filter(({ pair }) => pair === column).length];
  if (seen === 0 || seen >= wanted) return;
  throw new GygesError(
    "data",
    "gate/answers",
    `${path} holds ${seen} of the ${wanted} answers about notices that its run got from one column.\n  Wanted: the store as gyges run left it.\n  Draw again what is missing: run the command of that run once more`,
  );
}
