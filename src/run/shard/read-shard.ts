import { readFile, stat } from "node:fs/promises";
import { hashOfDraws } from "../../scenario/plan.ts";
import { describeError, type GygesError } from "../../schema/error.ts";
import { SIDES } from "../../schema/identity.ts";
import { parseStrict } from "../../schema/parse.ts";
import { type ShardColumn, type ShardDraws, ShardFileSchema } from "../../schema/shard.ts";
import { isReadable, keysOf } from "./column.ts";
import { type FoundShard, named, refusal } from "./refusal.ts";

/** A draw takes about thirty bytes, so that a million of them in one part are half of it. */
const MOST_BYTES = 1 << 26;

/**
 * Reads the file of one part, and believes nothing of it that can be counted.
 *
 * @param path of the file
 * @param shown how a person is told it
 * @throws GygesError `merge/torn` where it is cut off, changed, or no file of a shard
 */
export async function readShard(path: string, shown: string): Promise<FoundShard> {
  const file = parseStrict(ShardFileSchema, await json(path, shown), {
    where: `There is no verdict: ${shown}`,
    example: '{"schema": "gyges.shard/1", …}, as gyges run --shard 3/8 writes it',
    code: "merge/torn",
    kind: "data",
  });
  const found = { path: shown, file };
  if (file.drawn !== null) refuseOtherDraws(named(found), file.drawn);
  return found;
}

async function json(path: string, shown: string): Promise<unknown> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw new Error(`it has ${size} bytes, and at most ${MOST_BYTES} are read`);
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw torn(shown, `cannot be read: ${describeError(cause)}`);
  }
}

/** Its draws are those of its part, in each column of both sides: each once, and no other. */
function refuseOtherDraws(name: string, { pairs, part, columns, plan }: ShardDraws): void {
  if (plan.looks !== undefined) throw torn(name, "has a plan with several looks, which no shard draws");
  const wanted = pairs.flatMap((pair) => SIDES.map((side) => `${side} ${pair}`)).toSorted();
  const there = columns.map(({ side, pair }) => `${side} ${pair}`).toSorted();
  if (JSON.stringify(wanted) !== JSON.stringify(there)) throw torn(name, `does not hold both sides of ${JSON.stringify(pairs)}, each once`);
  for (const column of columns) refuseOtherColumn(name, column, part);
}

function refuseOtherColumn(name: string, column: ShardColumn, part: ShardDraws["part"]): void {
  const keys = keysOf(column);
  if (keys.length !== part.size || hashOfDraws(keys) !== part.id) {
    throw torn(
      name,
      `holds ${keys.length} draws of ${column.side} in ${JSON.stringify(column.pair)}, which are not the ${part.size} of its part`,
    );
  }
  const broken = column.cells.find((cell) => !isReadable(cell));
  if (broken !== undefined) throw torn(name, `holds a code of ${broken.cell.scenario} / ${broken.cell.wording} that no label has`);
}

function torn(name: string, seen: string): GygesError {
  const wanted = "Wanted: the file gyges-shard.json as the shard wrote it.";
  return refusal("torn", `${name} ${seen}`, wanted, "Run that shard again, and then the merge.");
}
