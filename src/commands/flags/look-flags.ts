import * as z from "zod";
import { GygesError } from "../../schema/error.ts";
import { parseStrict } from "../../schema/parse.ts";
import { decimal, given, listOf } from "./flag-values.ts";

/** Flags that say how many draws a run makes, and after how many of them it looks. */

export interface LookFlags {
  /** One fixed look at this many draws of a cell. */
  readonly draws?: string | undefined;
  readonly maxDraws?: string | undefined;
  /** Draws of a cell at each look, separated by commas. */
  readonly looks?: string | undefined;
}

const DEFAULT_LOOKS: readonly number[] = [3, 5, 7, 10];

const count = z.int().min(1).max(1000);
const FlagsSchema = z.object({
  "--draws": count.optional(),
  "--max-draws": count.optional(),
  "--looks": z
    .array(z.int().min(2).max(1000))
    .min(1)
    .max(49)
    .refine((looks) => looks.every((look, index) => index === 0 || look > looks[index - 1]!), "wanted looks that rise, each once")
    .optional(),
});

/**
 * Draws of a cell at each look, the last of them the most that a run draws. `--looks` by itself ends at its last look; the usual looks,
 * and those of `--looks` beside `--max-draws`, are followed by one at all draws.
 *
 * @throws GygesError `run/looks` for a number that is none, and where the flags contradict one another
 */
export function parseLooks(flags: LookFlags, command: "run" | "plan"): readonly number[] {
  const named = given({
    "--draws": decimal(flags.draws),
    "--max-draws": decimal(flags.maxDraws),
    "--looks": listOf(flags.looks)?.map(decimal),
  });
  const {
    "--draws": draws,
    "--max-draws": maxDraws,
    "--looks": looks,
  } = parseStrict(FlagsSchema, named, {
    where: `gyges ${command}`,
    example: `gyges ${command} --max-draws 10 --looks 3,5,7,10`,
    code: "run/looks",
  });
  if (draws !== undefined) {
    refuseBesideDraws(draws, flags);
    return [draws];
  }
  const most = maxDraws ?? (looks ?? DEFAULT_LOOKS).at(-1)!;
  if (looks !== undefined) refuseBeyond(looks, most);
  return [...(looks ?? DEFAULT_LOOKS).filter((look) => look < most), most];
}

function refuseBesideDraws(draws: number, { maxDraws, looks }: LookFlags): void {
  const other = maxDraws !== undefined ? `--max-draws ${maxDraws}` : looks !== undefined ? `--looks ${looks}` : null;
  if (other === null) return;
  throw new GygesError(
    "usage",
    "run/looks",
    `--draws ${draws} asks for one look at exactly ${draws} draws of a cell, and ${other} for looks on the way.\n  One look: --draws ${draws}\n  Looks, the first that decides is the last: ${other}`,
  );
}

function refuseBeyond(looks: readonly number[], most: number): void {
  const last = looks.at(-1)!;
  if (last <= most) return;
  throw new GygesError(
    "usage",
    "run/looks",
    `--looks ${looks.join(",")} looks at ${last} draws of a cell, and --max-draws is ${most}.\n  Example: --looks ${[...looks.filter((look) => look < most), most].join(",")}`,
  );
}
