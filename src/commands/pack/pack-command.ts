import { relative, resolve } from "node:path";
import { loadPack, readPack, readPackFiles, shippedPackNames } from "../../disk/read-pack.ts";
import { writePack } from "../../disk/write-pack.ts";
import { isSealed } from "../../disk/sealed-pack.ts";
import { plainLines } from "../../report/escape.ts";
import { safeJson } from "../../report/safe-json.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import { checkPack, type PackCheck } from "../../scenario/check-pack.ts";
import { findScenario } from "../../scenario/find-scenario.ts";
import { freshPack } from "../../scenario/fresh-pack.ts";
import { metScenario } from "../../scenario/met-scenario.ts";
import { axisLine, scenarioLine } from "../../scenario/pack-lines.ts";
import { parseMeeting } from "../../scenario/notice-choice.ts";
import { isAxisFile } from "../../scenario/parse-pack.ts";
import { showIds, showScenario } from "../../scenario/show-scenario.ts";
import { packOf } from "../files/pack-of.ts";
import { paraphraseCommand, reviewedCommand, type ParaphraseFlags } from "./paraphrase-command.ts";
import { sealTo } from "./seal-command.ts";
import type { Surroundings } from "../surroundings.ts";

const EXIT_USAGE = 2;

/** `gyges pack list`: the shipped packs and their scenarios, a line each. */
export async function packListCommand({ json }: { readonly json?: boolean | undefined }, around: Surroundings): Promise<number> {
  const packs = await Promise.all((await shippedPackNames()).map((name) => readPack(name)));
  if (json === true) {
    const all = packs.map(({ manifest, hash, scenarios, axes = [] }) => ({
      ...manifest,
      hash,
      scenarios: scenarios.map(({ id, role }) => ({ id, role })),
      axes: axes.map(({ id, asks, values }) => ({ id, asks, values })),
    }));
    around.stdout.write(`${safeJson(all)}\n`);
    return 0;
  }
  for (const { manifest, scenarios, axes = [] } of packs) {
    around.stdout.write(`${manifest.name} ${manifest.version}: ${manifest.summary}\n`);
    for (const scenario of scenarios) around.stdout.write(`  ${scenarioLine(scenario)}\n`);
    for (const axis of axes) around.stdout.write(`  --notices ${axisLine(axis)}\n`);
  }
  return 0;
}

/** `gyges pack show ID`: what the model gets to read, as a diff between conditions; of a sealed pack the ids, unless text is asked for. */
export async function packShowCommand(
  id: string,
  flags: {
    readonly pack?: string | undefined;
    readonly wording?: string | undefined;
    readonly notices?: string | undefined;
    readonly directive?: string | undefined;
    readonly reveal?: boolean | undefined;
  },
  around: Surroundings,
): Promise<number> {
  const packs = flags.pack === undefined ? await shippedPackNames() : [packOf(flags.pack, around.cwd)];
  const loaded = await Promise.all(packs.map((name) => readPack(name)));
  const holding = loaded.find(({ scenarios }) => scenarios.some((scenario) => scenario.id === id)) ?? loaded[0];
  if (holding === undefined) throw new GygesError("usage", "pack/unknown", "there is no pack to look in");
  const scenario = metScenario(holding, findScenario(holding, id, "usage"), parseMeeting(flags.notices, flags.directive));
  const isHidden = packs.some(isSealed) && flags.reveal !== true;
  around.stdout.write(plainLines(isHidden ? showIds(scenario) : showScenario(scenario, flags.wording)));
  return 0;
}

/** `gyges pack check PACKS`: all that is wrong with them, and advice. Exits with 2 where anything is wrong. */
export async function packCheckCommand(
  names: readonly string[],
  { json, reveal }: { readonly json?: boolean | undefined; readonly reveal?: boolean | undefined },
  around: Surroundings,
): Promise<number> {
  const checks = await Promise.all(names.map(async (name) => ({ name, ...(await checkOne(packOf(name, around.cwd), reveal === true)) })));
  if (json === true) {
    const told = checks.map(({ name, pack, problems, advice }) => ({ pack: name, hash: pack?.hash ?? null, problems, advice }));
    around.stdout.write(`${safeJson(told)}\n`);
  } else for (const check of checks) around.stdout.write(plainLines(inWords(check)));
  return checks.some(({ problems }) => problems.length > 0) ? EXIT_USAGE : 0;
}

async function checkOne(name: string, reveal: boolean): Promise<PackCheck> {
  try {
    const check = checkPack(await readPackFiles(name));
    return isSealed(name) && !reveal ? { ...check, problems: check.problems.map(hidden) } : check;
  } catch (cause) {
    return { pack: null, problems: [describeError(cause)], advice: [] };
  }
}

/** A problem names what it saw, so of a sealed pack the first line stands: the file, and that it is not valid. */
function hidden(problem: string): string {
  return `${problem.split("\n")[0]}\n  what was seen is not shown, since the pack is sealed: --reveal shows it`;
}

function inWords({ name, pack, problems, advice }: PackCheck & { readonly name: string }): string {
  if (pack === null) return `${name}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}\n\n${problems.join("\n\n")}\n`;
  const lines = pack.scenarios.map((scenario) => {
    const told = advice.filter((one) => one.scenario === scenario.id).map(({ text }) => `\n      ${text}`);
    return `  ${scenarioLine(scenario)}${told.join("")}`;
  });
  const axes = (pack.axes ?? []).map((axis) => `\n  --notices ${axisLine(axis)}`);
  return `${name}: clean, ${pack.scenarios.length} scenarios, ${pack.hash.slice(0, 19)}\n${lines.join("\n")}${axes.join("")}\n`;
}

export interface FreshFlags extends ParaphraseFlags {
  readonly seed?: string | undefined;
  readonly wordings?: string | undefined;
}

/** `gyges pack fresh`: a sibling pack with wordings that nobody has read. Refuses a folder that is there. */
export async function packFreshCommand(flags: FreshFlags, around: Surroundings): Promise<number> {
  const { by, reviewed } = flags;
  if (reviewed !== undefined) return await reviewedCommand({ ...flags, reviewed }, around);
  if (flags.seed === undefined) throw noSeed();
  const seed = whole("--seed", flags.seed, 0, 2 ** 31 - 1);
  const wordings = whole("--wordings", flags.wordings ?? "3", 1, 50);
  const from = packOf(flags.pack ?? "core", around.cwd);
  if (by !== undefined) return await paraphraseCommand({ ...flags, by }, { seed, wordings }, around);
  const { pack, files: old } = await loadPack(from);
  const files = freshPack(pack, seed, wordings, old.filter(isAxisFile));
  const out = flags.out ?? `${pack.manifest.name}-fresh-${seed}${isSealed(from) ? ".age" : ""}`;
  const folder = resolve(around.cwd, out);
  const { problems } = checkPack(files);
  if (problems.length > 0) {
    const told = isSealed(from) ? problems.map(hidden) : problems;
    throw new GygesError("data", "pack/fresh", `the fresh pack would not be valid:\n${told.join("\n")}`);
  }
  const size = `${files.filter(({ path }) => path.startsWith("scenarios/")).length} scenarios, ${wordings} fresh wordings each`;
  if (isSealed(from)) {
    around.stdout.write(`${size}, sealed: ${await sealTo(out, files, [], around)}\n`);
    return 0;
  }
  await writePack(folder, files);
  const shown = relative(around.cwd, folder) || ".";
  around.stdout.write(`${size}: ${shown}\nDraw them: gyges run --config … --pack ./${shown}\n`);
  return 0;
}

function noSeed(): GygesError {
  return new GygesError(
    "usage",
    "pack/flags",
    "--seed is not there\n  Wanted: a whole number; keep it, and the pack can be made again\n  Example: gyges pack fresh --seed 7",
  );
}

function whole(flag: string, typed: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(typed) ? Number(typed) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new GygesError(
    "usage",
    "pack/flags",
    `${flag} wants a whole number from ${least} to ${most}, saw ${JSON.stringify(typed.slice(0, 40))}\n  Example: gyges pack fresh --seed 7`,
  );
}
