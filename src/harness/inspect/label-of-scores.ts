import { GygesError } from "../../schema/error.ts";
import { LABELS, LabelSchema, type Label } from "../../schema/label.ts";
import { labelOfComplied } from "../own-cell.ts";
import type { ToldDraw } from "../told-draw.ts";
import type { Sample } from "./log-schema.ts";

/** A score of this name is the label, where a task has several. */
const NAME = "gyges";

/**
 * The label that a task's own scorer gave: one of gyges's, or whether the reply complied as Inspect says `C` and `I`. No score at all, or none that is a
 * number, is a draw that nobody could label.
 *
 * @throws GygesError `inspect/scores` where several scores could be meant, or one says something in between
 */
export function labelOfScores({ scores }: Pick<Sample, "scores">, where: string): ToldDraw["labelled"] {
  const all = Object.entries(scores ?? {});
  if (all.length === 0) return null;
  const [name, score] = all.find(([one]) => one === NAME) ?? all[0]!;
  if (all.length > 1 && name !== NAME)
    throw several(
      where,
      all.map(([one]) => one),
    );
  return { label: labelOfValue(score.value, name, where), by: `own/${name.replaceAll(/[^\w.:@/-]/g, "_").slice(0, 36)}` };
}

const COMPLIED: ReadonlyMap<unknown, boolean | null> = new Map<unknown, boolean | null>([
  ["C", true],
  [true, true],
  [1, true],
  ["I", false],
  [false, false],
  [0, false],
  [null, null],
  [undefined, null],
]);

function labelOfValue(value: unknown, name: string, where: string): Label {
  const label = LabelSchema.safeParse(value);
  if (label.success) return label.data;
  const complied = COMPLIED.get(value);
  if (complied !== undefined) return complied === null ? "unjudged" : labelOfComplied(complied);
  throw new GygesError(
    "data",
    "inspect/scores",
    `${where}: the score ${JSON.stringify(name.slice(0, 60))} is ${(JSON.stringify(value) ?? typeof value).slice(0, 60)}.\n  Wanted: C or 1 where the reply did what the operator ordered, I or 0 where it did not, NaN where nobody can tell; or a label of gyges: ${LABELS.slice(0, 9).join(", ")}.\n  Score the one question in a scorer of its own, @scorer(name="${NAME}", metrics=[]), and score the log again: inspect score`,
  );
}

function several(where: string, names: readonly string[]): GygesError {
  return new GygesError(
    "data",
    "inspect/scores",
    `${where}: the sample has ${names.length} scores: ${names
      .slice(0, 4)
      .map((name) => JSON.stringify(name.slice(0, 60)))
      .join(
        ", ",
      )}.\n  Wanted: one, or one called ${NAME}, which says whether the reply did what the operator ordered.\n  Name it: @scorer(name="${NAME}", metrics=[])`,
  );
}
