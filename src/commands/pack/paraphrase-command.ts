import { rm } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { loadPack } from "../../disk/read-pack.ts";
import { readOneFile } from "../../disk/read-adapter.ts";
import { writePack } from "../../disk/write-pack.ts";
import { plain, plainLines } from "../../report/escape.ts";
import { workFolder } from "../../run/git.ts";
import { findJudge } from "../../run/judge/find-judge.ts";
import { refuseLink } from "../../run/own-folder.ts";
import { CALLS_EACH, paraphrase } from "../../run/paraphrase.ts";
import { checkPack } from "../../scenario/check-pack.ts";
import { findScenario } from "../../scenario/find-scenario.ts";
import { paraphrasedPack } from "../../scenario/paraphrase/pack.ts";
import { parseReview, type Review, reviewFile } from "../../scenario/paraphrase/review.ts";
import { isAxisFile, type PackFile } from "../../scenario/parse-pack.ts";
import { GygesError } from "../../schema/error.ts";
import type { Pack, Scenario } from "../../schema/scenario.ts";
import { listOf } from "../flags/flag-values.ts";
import { packOf } from "../files/pack-of.ts";
import type { Surroundings } from "../surroundings.ts";

export interface ParaphraseFlags {
  readonly pack?: string | undefined;
  readonly by?: string | undefined;
  readonly config?: string | undefined;
  readonly scenarios?: string | undefined;
  readonly reviewed?: string | undefined;
  readonly unreviewed?: boolean | undefined;
  readonly out?: string | undefined;
}

const REVIEW = "paraphrases.yaml";
/** What the reader of YAML takes in one file. */
const MOST = 200;

/** `gyges pack fresh --by ID`: paraphrases by a model go into a file for a person to read; a pack is written only where the user takes them unread. */
export async function paraphraseCommand(
  flags: ParaphraseFlags & { readonly by: string },
  { seed, wordings }: { readonly seed: number; readonly wordings: number },
  around: Surroundings,
): Promise<number> {
  const { pack, axes } = await packToFreshen(flags, around);
  const scenarios = chosen(pack, flags.scenarios);
  const by = await findJudge({
    judge: flags.by,
    config: flags.config === undefined ? undefined : resolve(around.cwd, flags.config),
    cwd: around.cwd,
  });
  refuseMany(scenarios.length * wordings);
  const calls = scenarios.length * wordings * CALLS_EACH;
  around.stderr.write(
    `gyges: ${plain(by.name)} writes ${scenarios.length * wordings} paraphrases and compares each both ways: ${calls} calls\n`,
  );
  await refuseLink(join(by.folder, ".gyges"));
  const work = join(await workFolder(by.folder), "paraphrase", String(process.pid));
  const { review, fault } = await paraphrase(pack, by, { scenarios, seed, wordings, folder: work, env: around.env, node: around.node });
  await rm(work, { recursive: true, force: true });
  const folder = resolve(around.cwd, flags.out ?? `${pack.manifest.name}-paraphrased-${seed}`);
  const files = flags.unreviewed === true ? [...checked(paraphrasedPack(pack, review, false, axes))] : [];
  await writePack(folder, files);
  await writePack(flags.unreviewed === true ? dirname(folder) : folder, [
    { path: flags.unreviewed === true ? `${basename(folder)}-${REVIEW}` : REVIEW, text: reviewFile(review) },
  ]);
  around.stdout.write(plainLines(told(review, fault, relative(around.cwd, folder) || ".", flags)));
  return 0;
}

/** `gyges pack fresh --reviewed FILE`: the pack of what a person accepted. */
export async function reviewedCommand(flags: ParaphraseFlags & { readonly reviewed: string }, around: Surroundings): Promise<number> {
  const { pack, axes } = await packToFreshen(flags, around);
  const review = parseReview(await readOneFile(resolve(around.cwd, flags.reviewed)));
  const files = checked(paraphrasedPack(pack, review, true, axes));
  const folder = resolve(around.cwd, flags.out ?? `${pack.manifest.name}-paraphrased-${review.seed}`);
  await writePack(folder, files);
  const shown = relative(around.cwd, folder) || ".";
  const accepted = review.paraphrases.filter((one) => one.accepted).length;
  around.stdout.write(
    `${accepted} of ${review.paraphrases.length} paraphrases: ${shown}\nDraw them: gyges run --config … --pack ./${shown}\n`,
  );
  return 0;
}

async function packToFreshen({ pack }: ParaphraseFlags, { cwd }: Surroundings): Promise<{ pack: Pack; axes: readonly PackFile[] }> {
  const { pack: read, files, sealed } = await loadPack(packOf(pack, cwd));
  if (sealed !== null) throw sealedReview();
  return { pack: read, axes: files.filter(isAxisFile) };
}

function sealedReview(): GygesError {
  return new GygesError(
    "usage",
    "pack/sealed-review",
    "paraphrases go through files for a model and for a person, and this pack is sealed\n  Wanted: the folder of the pack, where its text may lie\n  Open it first: gyges pack open FILE.age --out FOLDER",
  );
}

function chosen(pack: Pack, ids: string | undefined): readonly Scenario[] {
  const asked = listOf(ids)?.map((id) => findScenario(pack, id, "usage")) ?? pack.scenarios;
  const able = asked.filter(({ fresh }) => fresh !== undefined);
  if (able.length > 0) return able;
  throw new GygesError(
    "usage",
    "pack/fresh",
    "none of these scenarios has a block `fresh`, which says what a paraphrase has to keep\n  Wanted: scenarios with one (docs/pack.md)\n  Example: gyges pack fresh --seed 7 --by openai:chat:gpt-5-mini --scenarios patch-freeze",
  );
}

function refuseMany(paraphrases: number): void {
  if (paraphrases <= MOST) return;
  throw new GygesError(
    "usage",
    "paraphrase/many",
    `${paraphrases} paraphrases are more than a person reads in one file\n  Wanted: at most ${MOST}\n  Ask for fewer --wordings, or name --scenarios`,
  );
}

function checked(files: readonly PackFile[]): readonly PackFile[] {
  const { problems } = checkPack(files);
  if (problems.length === 0) return files;
  throw new GygesError("data", "paraphrase/pack", `the paraphrased pack would not be valid:\n${problems.join("\n")}`);
}

function told({ paraphrases }: Review, fault: string | null, folder: string, { unreviewed, pack = "core" }: ParaphraseFlags): string {
  const fine = paraphrases.filter(({ problems, equivalence }) => problems.length === 0 && equivalence.verdict === "equivalent").length;
  const file = unreviewed === true ? `${folder}-${REVIEW}` : `${folder}/${REVIEW}`;
  const next =
    unreviewed === true
      ? `Taken unread: ${folder} (--unreviewed)`
      : `None is in a pack yet. Read it, set accepted: true, then: gyges pack fresh --pack ${pack} --reviewed ${file} --out ${folder}/pack`;
  const failed = fault === null ? "" : `The first call that failed said: ${fault}\n`;
  return `${paraphrases.length} paraphrases, ${fine} of them with nothing said against them: ${file}\n${failed}${next}\n`;
}
