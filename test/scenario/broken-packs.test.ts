import { expect, test } from "vitest";
import { readPackFiles } from "../../src/disk/read-pack.ts";
import { checkPack } from "../../src/scenario/check-pack.ts";
import { isAxisFile, type PackFile } from "../../src/scenario/parse-pack.ts";
import { Mutations } from "./mutations.ts";

/** Broken pack files as `gyges pack check` meets them. GYGES_FUZZ=10000 is the long form; the seed is fixed. */

const COUNT = Number(process.env["GYGES_FUZZ"] ?? 300);
const SEED = 20_261_128;
const MOST_CHARACTERS = 4_000;

const files = [...(await readPackFiles("core")), ...(await readPackFiles("dilemmas")).filter((file) => !isAxisFile(file))];
const manifest = files.find(({ path }) => path === "pack.yaml")!;
const scenario = files.find(({ path }) => path.endsWith("driving.yaml"))!;

/** The smallest pack that the mutant is a file of. */
function packWith(mutant: PackFile): readonly PackFile[] {
  if (mutant.path === "pack.yaml") return [mutant, scenario];
  return isAxisFile(mutant) ? [manifest, scenario, mutant] : [manifest, mutant];
}

/** What a message about a broken file has to have: the file, and for each fault the place, what is wanted and what was seen. */
function faultsOf(message: string, path: string): readonly string[] {
  const faults = message.split("\n").filter((line) => line.startsWith("  × "));
  return [
    ...(message.startsWith(`${path} is not valid\n`) || message.startsWith("pack ") ? [] : ["does not open with the file"]),
    ...(faults.length > 0 ? [] : ["names no fault"]),
    ...faults.flatMap((line) => (/\b(?:wanted|expected|unknown key)\b/i.test(line) ? [] : [`does not say what is wanted: ${line}`])),
    ...faults.flatMap((line) => (/\b(?:saw|received|unknown key)\b/.test(line) ? [] : [`does not say what was seen: ${line}`])),
    ...(/\n {2}Example:\n/.test(message) ? [] : ["shows no example"]),
    ...(/\n\s+at .+:\d+|\b(?:TypeError|RangeError|ZodError)\b|\[object Object\]/.test(message)
      ? ["holds a stack trace or an inner error"]
      : []),
    ...(message.length <= MOST_CHARACTERS ? [] : [`is ${message.length} characters long`]),
  ];
}

test(
  `each of ${COUNT} broken files gives a clear error, and none a crash`,
  () => {
    const mutations = new Mutations(SEED);
    let broken = 0;
    let sound = 0;
    while (broken < COUNT) {
      const file = mutations.pick(files);
      const mutant = { path: file.path, text: mutations.mutate(file.text) };
      // Anything but a refusal is thrown on, and fails here.
      const { problems } = checkPack(packWith(mutant));
      if (problems.length === 0) sound += 1;
      else broken += 1;
      for (const message of problems) {
        expect(faultsOf(message, mutant.path), `${message}\n\n${mutant.text.slice(0, 3_000)}`).toEqual([]);
      }
    }
    console.log(`${broken} broken files refused, ${sound} changes that leave a file sound`);
    // A generator that breaks nothing would run for ever, one that breaks all would hide what is let through.
    expect(sound).toBeGreaterThan(0);
  },
  Math.max(60_000, COUNT * 200),
);
