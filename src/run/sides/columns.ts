import { GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import type { SideConfig, SidePrompt, SideProvider } from "../config/side.ts";

/** Columns are prompt × provider. Here base's and head's are matched. */

export interface Column {
  readonly prompt: SidePrompt;
  readonly provider: SideProvider;
}

export interface MatchedPair {
  /** What reports call it, by head's names; a change of name shows both. */
  readonly name: string;
  readonly base: Column;
  readonly head: Column;
}

export interface Matching {
  readonly pairs: readonly MatchedPair[];
  /** Columns of head without a partner in base: no baseline for them. */
  readonly unmatched: readonly string[];
  /** Names of pairs that are not drawn, because both sides send the same there. Absent where nobody looked. */
  readonly alike?: readonly string[];
}

/**
 * Matches by names of prompt and provider. Where both sides have exactly one prompt (or one provider),
 * another name for it is the change under judgement, not another column.
 *
 * @throws GygesError `run/no-prompt`, `run/no-column`, `run/twins` or `run/one-sided-choice`
 */
export function matchColumns(base: SideConfig, head: SideConfig): Matching {
  const promptKey = onlyOne(base.prompts, head.prompts);
  const providerKey = onlyOne(base.providers, head.providers);
  const keyOf = (column: Column): string => JSON.stringify([promptKey ?? column.prompt.name, providerKey ?? column.provider.name]);
  const baseByKey = new Map(columnsOf(base).map((column) => [keyOf(column), column]));
  const pairs: MatchedPair[] = [];
  const unmatched: string[] = [];
  const ofHead = columnsOf(head);
  if (ofHead.length === 0) throw noColumn(head);
  for (const column of ofHead) {
    const partner = baseByKey.get(keyOf(column));
    if (partner === undefined) unmatched.push(columnName(column));
    else pairs.push({ name: pairName(partner, column), base: partner, head: column });
  }
  refuseTwins(pairs.map((pair) => pair.name));
  for (const pair of pairs) refuseOneSidedChoice(pair);
  return { pairs, unmatched };
}

/**
 * A derived draw is asked for in other words than a sampled reply and errs in another way: a gap between the two would be a gap between ways of
 * asking.
 */
function refuseOneSidedChoice({ name, base, head }: MatchedPair): void {
  const [ofBase, ofHead] = [askedBy(base.provider), askedBy(head.provider)];
  if (ofBase === ofHead) return;
  const shown = (asked: string | null): string => (asked === null ? "samples replies" : `derives its draws (ask: ${asked})`);
  throw new GygesError(
    "usage",
    "run/one-sided-choice",
    `in the column ${JSON.stringify(name)} base ${shown(ofBase)} and head ${shown(ofHead)}.\n  Wanted: ForcedChoiceProvider with one ask on both sides, or on neither, since they put the question in different words.\n  Give both sides the same provider, or take a base that has it already.`,
  );
}

/** Whether draws of forced choices come out of one call of each prompt, so that prompts are what they cost. */
export function derivesDraws({ provider }: Column): boolean {
  return askedBy(provider) !== null;
}

/** How ForcedChoiceProvider puts the question; null for any other provider. */
function askedBy({ id, entry }: SideProvider): string | null {
  if (!id.endsWith(":ForcedChoiceProvider")) return null;
  const { config } = entry;
  return isRecord(config) && typeof config["ask"] === "string" ? config["ask"] : "label";
}

/** Draws know their pair by its name, which is cut: two of one name would become one. */
function refuseTwins(names: readonly string[]): void {
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin === undefined) return;
  throw new GygesError(
    "usage",
    "run/twins",
    `two columns are named ${JSON.stringify(twin)}, so their draws could not be told apart.\n  Give each prompt and each provider a short label of its own.`,
  );
}

function noColumn({ configs, prompts, providers }: SideConfig): GygesError {
  if (prompts.length === 0) return noPrompt(configs);
  const bound = providers.map(({ name, prompts: own }) =>
    own === null || own.length === 0
      ? `${name} is bound to no prompt, since its prompts is an empty list`
      : `${name} is bound to ${own.join(", ")}, and no prompt is named so`,
  );
  return new GygesError(
    "usage",
    "run/no-column",
    `head has no column: ${bound.join("; ")}.\n  Bind the provider to one of the prompts: ${prompts.map((prompt) => prompt.name.slice(0, 100)).join(", ")}`,
  );
}

/** Told of head alone: a base without a prompt has no column that head could be compared with, and head may be what mends it. */
function noPrompt(configs: readonly string[]): GygesError {
  return new GygesError(
    "usage",
    "run/no-prompt",
    `${configs.join(" and ")}: the config has no prompt, since its prompts is an empty list.\n  Wanted: what the model is sent, with the variable that carries the user's turn.\n  Write: prompts: [file://prompts/support.json], or in line: prompts: ["{{message}}"]`,
  );
}

/** Above four pairs a run is dear, so it wants an explicit word. @throws GygesError `run/many-columns` */
export function refuseManyPairs(matching: Matching, allColumns: boolean): void {
  if (matching.pairs.length <= 4 || allColumns) return;
  throw new GygesError(
    "usage",
    "run/many-columns",
    `there are ${matching.pairs.length} columns to draw (prompts × providers), each of them a full comparison.\n  Say --all-columns to draw them all, or name fewer prompts or providers in a config for gyges.`,
  );
}

function columnsOf(side: SideConfig): Column[] {
  return side.providers.flatMap((provider) =>
    side.prompts.filter((prompt) => isBound(provider, prompt)).map((prompt) => ({ prompt, provider })),
  );
}

/** promptfoo binds a provider to the prompt of that label and to those whose label starts with it and a colon. */
function isBound(provider: SideProvider, prompt: SidePrompt): boolean {
  return provider.prompts === null || provider.prompts.some((name) => prompt.name === name || prompt.name.startsWith(`${name}:`));
}

function onlyOne(base: readonly unknown[], head: readonly unknown[]): string | null {
  return base.length === 1 && head.length === 1 ? "the only one" : null;
}

/** What reports and stores call the column of one side. */
export function columnName(column: Column): string {
  return clip(`${column.prompt.name} × ${column.provider.name}`);
}

function pairName(base: Column, head: Column): string {
  const prompt = changed(base.prompt.name, head.prompt.name);
  const provider = changed(base.provider.name, head.provider.name);
  return clip(`${prompt} × ${provider}`);
}

function changed(base: string, head: string): string {
  return base === head ? head : `${base} → ${head}`;
}

function clip(name: string): string {
  return name.length > 200 ? `${name.slice(0, 199)}…` : name;
}
