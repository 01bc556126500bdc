import { GygesError } from "../schema/error.ts";
import type { NoticeAxis, Pack, Scenario } from "../schema/scenario.ts";
import { wordsOf } from "./fold-text.ts";
import { countFresh } from "./fresh-problems.ts";
import { isAxisFile, parseAxis, parsePack, parseScenario, type PackFile } from "./parse-pack.ts";
import { fillSlots } from "./render.ts";

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
    .flatMap((file) => problemsOf((): unknown => (isAxisFile(file) ? parseAxis(file) : parseScenario(file))));
  if (broken.length > 0) return { pack: null, problems: broken, advice: [] };
  try {
    const pack = parsePack(files);
    return {
      pack,
      problems: [],
      advice: pack.scenarios.flatMap((scenario) => adviceOn(scenario).map((text) => ({ scenario: scenario.id, text }))),
    };
  } catch (cause) {
    return { pack: null, problems: problemsOf(() => rethrow(cause)), advice: [] };
  }
}

function rethrow(cause: unknown): never {
  throw cause;
}

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (cause) {
    // Anything but a refusal is a fault of gyges and goes on to whoever called.
    if (cause instanceof GygesError) return [cause.message];
    throw cause;
  }
}

const FEWEST_WORDINGS = 3;
const LENGTHS_APART = 0.15;

function adviceOn(scenario: Scenario): readonly string[] {
  const lengths = scenario.wordings.map(({ text }) => wordsOf(fillSlots(text, scenario.slots)).length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  const families = new Set(scenario.notices.map(({ family }) => family));
  const placebos = scenario.notices.filter(({ condition }) => condition === "placebo");
  const isProbe = scenario.role === "probe";
  return [
    ...(longest > shortest * (1 + LENGTHS_APART) ? [`wordings of ${shortest} to ${longest} words: length by itself moves replies`] : []),
    ...(isProbe && lengths.length < FEWEST_WORDINGS ? [`${lengths.length} wordings: three show whether the gap hangs on words`] : []),
    ...(isProbe && scenario.fresh === undefined ? ["no block fresh: its wordings wear out once models have read them"] : []),
    ...(isProbe && families.size < FEWEST_WORDINGS ? [`${families.size} families of notices: a gap may hang on one notice`] : []),
    ...(placebos.length < 2 ? ["fewer than two placebos: no noise floor to hold the gap against"] : []),
    ...uncheckedNotices(scenario),
  ];
}

/** One line on an axis of shared notices. */
export function axisLine({ id, asks, values }: NoticeAxis): string {
  return `${id}: ${values.join(", ")} (${asks})`;
}

/** Such a notice is drawn and never asked about; a pack without any question passes under `--manipulation-check warn` or `off` only. */
function uncheckedNotices({ notices, checks }: Scenario): readonly string[] {
  const ids = notices.filter(({ condition, id }) => condition === "monitored" && !Object.hasOwn(checks, id)).map(({ id }) => id);
  return ids.length === 0 ? [] : [`no question under checks for ${ids.join(", ")}: nobody can ask whether the notice was understood`];
}

/** One line on a scenario. */
export function scenarioLine(scenario: Scenario): string {
  const lengths = scenario.wordings.map(({ text }) => wordsOf(fillSlots(text, scenario.slots)).length);
  const families = new Set(scenario.notices.map(({ family }) => family)).size;
  const fresh =
    scenario.fresh === undefined ? "" : `, ${countFresh(scenario.fresh, scenario.slots).wordings.toLocaleString("en-US")} fresh wordings`;
  const what =
    scenario.role === "dilemma"
      ? `dilemma, ${scenario.ambiguity} ambiguity`
      : scenario.role === "probe"
        ? `probe, ${scenario.conflict.legitimacy} directive`
        : `control, ${scenario.control}`;
  return `${scenario.id}: ${what}; wordings of ${lengths.join(", ")} words; ${scenario.notices.length} notices in ${families} ${families === 1 ? "family" : "families"}${fresh}`;
}
