import { resolve } from "node:path";
import { acceptanceOf, calibrationOf, type Acceptance } from "../../judge/acceptance.ts";
import { agreementOf, type Agreement, type DoubleLabelled } from "../../judge/agreement.ts";
import { situationOf, situationOfPrompt } from "../../judge/situation.ts";
import type { JudgedReply } from "../../judge/votes.ts";
import { isSettled, isUnsettled } from "../../judge/unsettled.ts";
import { labelFreeText } from "../../label/free-text.ts";
import { LABELLER } from "../../label/label-reply.ts";
import { scenarioOfCell } from "../../scenario/met-scenario.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import type { LabelCalibration } from "../../schema/label-calibration.ts";
import type { Labelling } from "../../schema/label.ts";
import type { Condition, Pack } from "../../schema/scenario.ts";
import type { ToJudge } from "../../run/judge/judge-replies.ts";
import { askJudge, type JudgeAsked, type JudgeWork } from "./ask-judge.ts";
import { readGold, type Gold, type GoldReply } from "./gold.ts";
import { matchGold } from "./match-gold.ts";
import { readDraws } from "../files/read-draws.ts";
import { relabelled } from "./relabel.ts";

export interface LabelOptions {
  /** Store, results file or exported draws; absent where the lines of `gold` bring their replies along. */
  readonly file?: string | undefined;
  readonly pack?: string | undefined;
  /** Absent: the rules alone. */
  readonly judge?: JudgeAsked | undefined;
  /** Ask the judge about every valid reply, not only about those that no rule settles. */
  readonly all?: boolean | undefined;
  readonly gold?: string | undefined;
  /** Take a judge's labels for gating though it is below the bar. */
  readonly insist?: boolean | undefined;
}

/** How well labels agree with people's. */
export interface Measured {
  /** Of the labels as they gate: the rules', with the judge's where one was asked. */
  readonly labels: Agreement;
  /** Of the judge by itself, on the replies that it was asked about; null without one. */
  readonly judge: Agreement | null;
  /** What the judge does not reach; null without one. */
  readonly acceptance: Acceptance | null;
  /** Lines of gold that name no draw, and those on which people could not tell. */
  readonly unmatched: number;
  readonly open: number;
  /** Null where people read no reply, or replies of one kind only. */
  readonly calibration: LabelCalibration | null;
}

export interface LabelResult {
  readonly labeller: string;
  /** With their new labels, in the order of the file; empty for lines that bring their replies along. */
  readonly draws: readonly Draw[];
  /** Condition, label before and label now of each reply; what has no label before is null. */
  readonly labels: readonly { readonly condition: Condition | null; readonly before: Labelling | null; readonly now: Labelling }[];
  readonly judge: JudgeWork | null;
  readonly measured: Measured | null;
}

/**
 * `gyges label FILE`: labels every reply of a file anew by the present rules, has a judge read what they cannot settle, and measures the
 * labels against people's.
 *
 * @throws GygesError for files, gold lines or a judge that cannot be used
 */
export async function label(options: LabelOptions, cwd: string): Promise<LabelResult> {
  const gold = options.gold === undefined ? null : await readGold(resolve(cwd, options.gold));
  const read = options.file === undefined ? null : await readDraws(resolve(cwd, options.file), options.pack);
  if (read?.hasText === false) throw noText(read.path);
  refuseMixed(read !== null, gold);
  const items = read === null ? (gold?.replies ?? []).map(itemOfReply) : read.draws.map((draw) => itemOfDraw(draw, read.pack));
  const judged = options.judge === undefined ? null : await judgeItems(items, options.judge, options.all === true);
  const now = items.map(({ rule }, place) => judged?.byPlace.get(place)?.labelling ?? rule);
  const labeller = judged?.work.labeller ?? LABELLER;
  return {
    labeller,
    draws: items.flatMap(({ draw }, place) => (draw === null ? [] : [{ ...draw, labelling: now[place]!, labeller }])),
    labels: items.map(({ condition, before }, place) => ({ condition, before, now: now[place]! })),
    judge: judged?.work ?? null,
    measured: gold === null ? null : measure(items, now, judged, gold, { labeller, insist: options.insist === true }),
  };
}

/** One reply on its way. */
interface Item extends ToJudge {
  readonly draw: Draw | null;
  readonly condition: Condition | null;
  readonly before: Labelling | null;
}

function itemOfDraw(draw: Draw, pack: Pack): Item {
  if (draw.withheld === true) throw noReplies();
  const scenario = scenarioOfCell(pack, draw.identity.cell);
  return {
    draw,
    reply: draw.reply,
    rule: relabelled(draw, scenario).labelling,
    situation: situationOf(scenario, draw.identity.cell.wording),
    condition: draw.identity.cell.condition,
    before: draw.labelling,
  };
}

function itemOfReply({ prompt, reply, finishReason, notices, condition }: GoldReply): Item {
  return {
    draw: null,
    reply,
    rule: labelFreeText({ reply, prompt, finishReason, notices, filtered: null, fault: null }),
    situation: situationOfPrompt(prompt, notices),
    condition,
    before: null,
  };
}

interface Judged {
  readonly work: JudgeWork;
  /** By place of the item; those that the judge was not asked about are absent. */
  readonly byPlace: ReadonlyMap<number, JudgedReply>;
}

async function judgeItems(items: readonly Item[], judge: JudgeAsked, all: boolean): Promise<Judged> {
  const places = items.flatMap(({ rule }, place) => (isUnsettled(rule.label) || (all && isSettled(rule)) ? [place] : []));
  const { replies, work } = await askJudge(
    judge,
    places.map((place) => items[place]!),
    items.length,
  );
  return { work, byPlace: new Map(replies.map((reply, index) => [places[index]!, reply])) };
}

function measure(
  items: readonly Item[],
  now: readonly Labelling[],
  judged: Judged | null,
  gold: Gold,
  { labeller, insist }: { readonly labeller: string; readonly insist: boolean },
): Measured {
  const { matched, unmatched } = matchedGold(items, gold);
  const both: DoubleLabelled[] = [];
  const byJudge: DoubleLabelled[] = [];
  for (const [place, told] of matched) {
    both.push({ ...told, label: now[place]!.label });
    const asked = judged?.byPlace.get(place);
    if (asked !== undefined) byJudge.push({ ...told, label: asked.judge?.label ?? "unjudged" });
  }
  const labels = agreementOf(both);
  const judge = judged === null ? null : agreementOf(byJudge);
  const acceptance = judge === null ? null : acceptanceOf(judge);
  const bar = acceptance === null ? null : { ...acceptance, insisted: insist && !acceptance.met };
  return { labels, judge, acceptance, unmatched, open: gold.open, calibration: calibrationOf(labels, labeller, bar) };
}

function matchedGold(items: readonly Item[], gold: Gold): ReturnType<typeof matchGold> {
  if (gold.replies.length === 0)
    return matchGold(
      gold,
      items.flatMap(({ draw }) => draw ?? []),
    );
  return {
    matched: new Map(gold.replies.map(({ complied, gold: told, condition }, place) => [place, { complied, gold: told, condition }])),
    unmatched: 0,
  };
}

function noText(path: string): GygesError {
  return new GygesError(
    "data",
    "label/no-text",
    `${path} holds draws of scenarios that gyges has no text of, with the labels that came with them.\n  Wanted: replies to a pack.\n  Label them where they were drawn, or make a pack of the scenarios: docs/pack.md`,
  );
}

function noReplies(): GygesError {
  return new GygesError(
    "data",
    "label/withheld",
    "the draws are of a sealed pack and their replies were not kept, so there is nothing to label anew.\n  Wanted: a store that keeps them.\n  Draw it with gyges run … --keep-replies, on a machine that may hold the text.",
  );
}

function refuseMixed(hasFile: boolean, gold: Gold | null): void {
  const [keyed, plain] = [gold?.draws.length ?? 0, gold?.replies.length ?? 0];
  if (hasFile && plain === 0) return;
  if (!hasFile && plain > 0 && keyed === 0) return;
  const seen = hasFile
    ? `${plain} lines of --gold bring their reply along, and a file of draws is given too`
    : gold === null
      ? "no file of draws is given"
      : `${keyed} lines of --gold name draws, and no file of draws is given`;
  throw new GygesError(
    "usage",
    "label/file",
    `${seen}.\n  Wanted: a file of draws, and with it gold lines that name its draws; or gold lines with replies of their own, and no file.\n  gyges label .gyges/runs/…/store.jsonl --gold gold.jsonl\n  gyges label --gold replies.jsonl`,
  );
}
