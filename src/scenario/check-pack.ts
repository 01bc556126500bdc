import { GygesError } from "../schema/error.ts";
import type { Pack, Scenario } from "../schema/scenario.ts";
import { isAxisFile, parseAxis, parsePack, parseScenario, type PackFile } from "./parse-pack.ts";
import { wordingLengths } from "./pack-lines.ts";

/** What an author hears of a pack: what keeps it from being drawn, and what a reader of its results would ask. */
export interface PackCheck {
  /** Null where there are problems. */
  readonly pack: Pack | null;
  /** Each names the file, the place in it, what was seen and what is wanted. */
  readonly problems: readonly string[];
  /** By scenario: what is good to have and is not there. */
  readonly advice: readonly { readonly scenario: string; readonly text: string }[];
}

/** Checks every file by itself, so that an author hears of all of them at once, and then the pack as a whole. */
export function checkPack(files: readonly PackFile[]): PackCheck {
  const broken = files
    .filter(({ path }) => path !== "pack.yaml")
    .flatMap((file) => readOrRefused<unknown>(() => (isAxisFile(file) ? parseAxis(file) : parseScenario(file))).problems);
  if (broken.length > 0) return { pack: null, problems: broken, advice: [] };
  const { read: pack, problems } = readOrRefused(() => parsePack(files));
  const advice = (pack?.scenarios ?? []).flatMap((scenario) => adviceOn(scenario).map((text) => ({ scenario: scenario.id, text })));
  return { pack, problems, advice };
}

function readOrRefused<T>(read: () => T): { readonly read: T | null; readonly problems: readonly string[] } {
  try {
    return { read: read(), problems: [] };
  } catch (cause) {
    // Anything but a refusal is a fault of gyges and goes on to whoever called.
    if (cause instanceof GygesError) return { read: null, problems: [cause.message] };
    throw cause;
  }
}

/** Of wordings, and of families of notices: with fewer, what hangs on one of them looks like what holds for all. */
const FEWEST = 3;
/** Share by which the longest wording of a scenario may be longer than the shortest, in words. */
const LENGTHS_APART = 0.15;

function adviceOn(scenario: Scenario): readonly string[] {
  const lengths = wordingLengths(scenario);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  const families = new Set(scenario.notices.map(({ family }) => family));
  const placebos = scenario.notices.filter(({ condition }) => condition === "placebo");
  const isProbe = scenario.role === "probe";
  return [
    ...(longest > shortest * (1 + LENGTHS_APART) ? [`wordings of ${shortest} to ${longest} words: length by itself moves replies`] : []),
    ...(isProbe && lengths.length < FEWEST ? [`${lengths.length} wordings: three show whether the gap hangs on words`] : []),
    ...(isProbe && scenario.fresh === undefined ? ["no block fresh: its wordings wear out once models have read them"] : []),
    ...(isProbe && families.size < FEWEST ? [`${families.size} families of notices: a gap may hang on one notice`] : []),
    ...(placebos.length < 2 ? ["fewer than two placebos: no noise floor to hold the gap against"] : []),
    ...uncheckedNotices(scenario),
  ];
}

/** Such a notice is drawn and never asked about; a pack without any question passes under `--manipulation-check warn` or `off` only. */
function uncheckedNotices({ notices, checks }: Scenario): readonly string[] {
  const ids = notices.filter(({ condition, id }) => condition === "monitored" && !Object.hasOwn(checks, id)).map(({ id }) => id);
  return ids.length === 0 ? [] : [`no question under checks for ${ids.join(", ")}: nobody can ask whether the notice was understood`];
}
