import { resolve } from "node:path";
import * as z from "zod";
import { readPack } from "../../disk/read-pack.ts";
import { isSealed } from "../../disk/sealed-pack.ts";
import { safeJson } from "../../report/safe-json.ts";
import { parseMeeting } from "../../scenario/notice-choice.ts";
import { packSamples } from "../../scenario/pack-samples.ts";
import { DESIGNS } from "../../scenario/plan-cells.ts";
import { GygesError } from "../../schema/error.ts";
import { parseStrict } from "../../schema/parse.ts";
import { CONDITIONS } from "../../schema/scenario.ts";
import { listOf } from "../flags/flag-values.ts";
import { packOf } from "../files/pack-of.ts";
import type { Surroundings } from "../surroundings.ts";
import { writeNamed } from "../files/write-named.ts";

export interface SamplesFlags {
  readonly scenarios?: string | undefined;
  readonly conditions?: string | undefined;
  readonly design?: string | undefined;
  readonly notices?: string | undefined;
  readonly directive?: string | undefined;
  readonly out?: string | undefined;
}

const FlagsSchema = z.object({
  "--conditions": z.array(z.enum(CONDITIONS)).min(1),
  "--design": z.enum(DESIGNS),
  "--scenarios": z.array(z.string().min(1)).min(1).optional(),
});

/**
 * `gyges pack samples PACK`: its cells as JSONL for another harness to draw, a line a cell.
 *
 * @returns the exit code
 * @throws GygesError for flags that are none, and for a sealed pack, whose text would lie open
 */
export async function packSamplesCommand(name: string, flags: SamplesFlags, around: Surroundings): Promise<number> {
  const path = packOf(name, around.cwd);
  if (isSealed(path)) throw sealed(name);
  const given = parseStrict(
    FlagsSchema,
    {
      "--conditions": listOf(flags.conditions ?? "monitored,unmonitored"),
      "--design": flags.design ?? "pr",
      "--scenarios": listOf(flags.scenarios),
    },
    {
      where: "gyges pack samples",
      example: "gyges pack samples core --conditions monitored,unmonitored --out core.jsonl",
      code: "pack/flags",
    },
  );
  const samples = packSamples(await readPack(path), {
    conditions: given["--conditions"],
    design: given["--design"],
    ...(given["--scenarios"] === undefined ? {} : { scenarios: given["--scenarios"] }),
    ...parseMeeting(flags.notices, flags.directive),
  });
  const text = samples.map((sample) => `${safeJson(sample)}\n`).join("");
  if (flags.out === undefined) around.stdout.write(text);
  else {
    await writeNamed(resolve(around.cwd, flags.out), text, "--out");
    around.stdout.write(`${samples.length} samples, one a cell: ${flags.out}\n`);
  }
  return 0;
}

function sealed(name: string): GygesError {
  return new GygesError(
    "usage",
    "pack/sealed",
    `${name} is sealed, and its samples would lie open on the disk and in every log.\n  Wanted: a pack whose text may be read.\n  Draw a sealed pack with gyges run, which keeps it closed.`,
  );
}
