import { expect, test } from "vitest";
import { scrubber } from "../../src/action/scrub.ts";
import { scrubbedPart } from "../../src/action/scrubbed-part.ts";
import { ShardFileSchema } from "../../src/schema/shard.ts";
import { mergeShards } from "../../src/run/shard/merge.ts";
import { core } from "../judge/scenes.ts";
import { shardsOf, wholeRun } from "../run/shard/parts.ts";

/** A column's name comes from the config, and a model's from whoever answers: either may repeat a key. */

const KEY = "sk-proj-1234567890";
const scenarios = core.scenarios.flatMap(({ id, role }) => (role === "probe" ? [id] : [])).slice(0, 3);
const plan = { draws: 3, dilemmaDraws: 0, conditions: ["monitored", "unmonitored"], temperature: null, scenarios } as const;

function leaking(): ReturnType<typeof shardsOf> {
  const found = shardsOf(wholeRun({ pack: core, plan, chance: (call) => (call * 0.37) % 1 }), 2);
  return found.map(({ path, file }) => ({
    path,
    file: ShardFileSchema.parse(
      JSON.parse(JSON.stringify(file).replaceAll("plain × m", `plain × m?key=${KEY}`).replaceAll("model-0", `model-0 ${KEY}`)),
    ),
  }));
}

test("what a shard hands on holds no value of a secret, and its parts are merged by the names that are left", () => {
  const found = leaking();
  expect(JSON.stringify(found)).toContain(KEY);
  const scrubbed = found.map(({ path, file }) => {
    const { drawn } = scrubbedPart({ shard: file.shard, failOn: file.failOn, drawn: file.drawn }, scrubber([KEY]));
    return { path, file: ShardFileSchema.parse({ ...file, drawn }) };
  });
  expect(JSON.stringify(scrubbed.map(({ file }) => file.drawn))).not.toContain(KEY);
  expect(mergeShards(scrubbed, "2026-11-29T12:00:00.000Z").pairs.map(({ pair }) => pair)).toContain("plain × m?key=***");
});

test("a part that has drawn nothing is handed on as it is", () => {
  const part = { shard: { number: 1, of: 2 }, failOn: [], drawn: null };
  expect(scrubbedPart(part, scrubber([KEY]))).toEqual(part);
});
