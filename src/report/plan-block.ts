import type { PlanBill, PlanChances, PlanReport, PlanSource } from "../schema/plan-report.ts";
import { plain } from "./escape.ts";
import { paint, titled } from "./paint.ts";
import { remedyLines } from "./plan-remedies.ts";
import { usableWidth, type TerminalOptions } from "./terminal.ts";
import { textTable, wrapped } from "./text-table.ts";
import { dollars, duration, grouped, listed, percent, plural, signed, size } from "./words.ts";

/** The plan of a run for a terminal or a CI log: the first line says whether it is worth its calls. No trailing newline. */
export function planBlock(report: PlanReport, options: TerminalOptions): string {
  const width = usableWidth(options);
  const brush = paint(options.color);
  const parts = [
    [brush.strong(wrapped(headline(report), width, "  ")), ...remedyLines(report, width)].join("\n"),
    facts(report, width),
    titled(brush, "What it costs", `${textTable(costs(report))}${priceText(report.perCall, width)}`),
    titled(brush, "What it sees", textTable(sight(report), "left")),
    titled(brush, `Other numbers of draws, margin ${size(report.policy.margin)}`, textTable(budgets(report))),
    titled(brush, `Other margins, up to ${lastOf(report.looks)} draws`, textTable(margins(report))),
    wrapped(limits(report), width),
  ];
  return parts.join("\n\n");
}

function headline({ finding, wanted, unchanged, visible, looks }: PlanReport): string {
  const most = `${looks.length === 1 ? "" : "up to "}${lastOf(looks)} draws`;
  const passing = (runs: string): string => `${percent(unchanged.pass)} of ${runs} pass an unchanged model`;
  if (finding === "under-powered") return `UNDER-POWERED: ${passing(`runs of ${most}`)}`;
  if (finding === "short") return `SHORT OF ${percent(wanted)}: ${passing(`runs of ${most}`)}`;
  const seen =
    visible.policy === null ? "and no widening fails so many" : `${percent(wanted)} fail a widening of ${hundredths(visible.policy)}`;
  return `PLAN: ${passing("runs")}, ${seen}`;
}

/** What the run is, one line or more a fact. */
function facts(report: PlanReport, width: number): string {
  const { pack, side, columns, policy, variance, perCall } = report;
  const { margin, direction, strict, confirm } = policy;
  const more = [...(strict ? ["strict"] : []), ...(confirm === "always" ? ["every fail confirmed"] : [])];
  const rows = [
    ["pack", `${pack.name} ${pack.version}: ${side.scenarios} probes × ${shortened(side.wordings)} wordings, ${side.cells} cells a side`],
    ...columns.map((column, index) => [index === 0 ? "columns" : "", column]),
    ["draws", drawsText(report)],
    ["judged by", [`margin ${size(margin)}`, `direction ${direction}`, ...more].join(", ")],
    ["mean p(1-p)", varianceText(variance)],
    ["a call", callText(perCall)],
  ];
  const indent = " ".repeat(NAMES + 2);
  return rows
    .map(([name = "", text = ""]) => `  ${name.padEnd(NAMES)}${wrapped(plain(text), width - NAMES - 2).replaceAll("\n", `\n${indent}`)}`)
    .join("\n");
}

/** Columns that the names of the facts take. */
const NAMES = 13;

function drawsText({ looks, cachedBase }: PlanReport): string {
  const base = cachedBase === null ? "base drawn along with head" : `a base of ${cachedBase} draws a cell that is there`;
  const at = looks.length === 1 ? `one look, at ${lastOf(looks)} draws a cell` : `looks at ${looks.join(", ")} draws a cell`;
  return `${at}; ${base}`;
}

function varianceText({ value, source, store, cells, servedModels }: PlanReport["variance"]): string {
  if (source !== "store" || store === null)
    return `${value.toFixed(2)}, assumed (the median of 17 models): there is no earlier run to learn it from`;
  const models = servedModels.length === 0 ? "" : ` of ${listed(servedModels)}`;
  return `${value.toFixed(3)}, from ${plural(cells ?? 0, "cell")} in ${store}${models}`;
}

function callText({ promptTokens, replyTokens, seconds, concurrency }: PlanReport["perCall"]): string {
  const from = (part: { readonly source: string }): string => (part.source === "flag" ? "" : ` (${SOURCES[part.source] ?? part.source})`);
  return [
    `${Math.round(promptTokens.value)} tokens in${from(promptTokens)}`,
    `${Math.round(replyTokens.value)} out${from(replyTokens)}`,
    `${duration(seconds.value)}${from(seconds)}`,
    `${concurrency.value} at a time`,
  ].join(", ");
}

const SOURCES: Readonly<Record<string, string>> = { store: "measured", estimate: "estimated", assumed: "assumed" };

function costs({ calls, side, columns, cachedBase, widened, checks, judge }: PlanReport): string[][] {
  const once = side.callsOnce * columns.length * (cachedBase === null ? 2 : 1);
  const row = (name: string, bill: PlanBill): string[] => [
    name,
    grouped(Math.round(bill.calls)),
    grouped(Math.round(bill.tokens)),
    bill.cost === null ? "unknown" : dollars(bill.cost),
    duration(bill.minutes * 60),
  ];
  return [
    ["", "calls", "tokens", "money", "time"],
    row("at most", calls.most),
    row("unchanged, on average", calls.unchanged),
    row(`widened by ${size(widened.by)}, on average`, calls.widened),
    ...(once === 0 ? [] : [["of these for controls", grouped(once), "", "", ""]]),
    ...(checks.calls === 0 ? [] : [[checkedNotices(checks), grouped(checks.calls), "", "", ""]]),
    ...(judge === null ? [] : [[`besides, a judge ${judge.votes} × a reply`, grouped(judge.most), "", "", ""]]),
    ...(calls.confirmation === 0 ? [] : [["at most to confirm a fail", grouped(calls.confirmation), "", "", ""]]),
  ];
}

/** Where the money comes from; how to learn it where it is not known. */
function priceText({ cost }: PlanReport["perCall"], width: number): string {
  const text =
    cost === null
      ? "The price is not known: give inputCost and outputCost, in dollars a token, in the provider's config, or --price-in and --price-out, in dollars a million."
      : `A call at ${callPrice(cost.value)}, ${PRICED[cost.source]}.`;
  return `\n${wrapped(text, width - 2)
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n")}`;
}

const PRICED: Readonly<Record<PlanSource, string>> = {
  flag: "by the price that was typed",
  config: "by the price in the config",
  store: "as the earlier run paid",
  estimate: "estimated",
  assumed: "assumed",
};

/** Two digits that count. */
function callPrice(value: number): string {
  return value === 0 || value >= 1 ? dollars(value) : `$${Number(value.toPrecision(2))}`;
}

function checkedNotices({ notices, drawn }: PlanReport["checks"]): string {
  return `to ask about ${notices === drawn ? "" : `${notices} of `}${drawn} notices`;
}

function sight({ unchangedByGap, widened, visible, wanted, policy }: PlanReport): string[][] {
  const one = policy.direction === "either" ? [["one sign only", smallest(visible.oneSign)]] : [];
  return [
    ...unchangedByGap.map(({ baseGap, ...chances }) => [unchangedName(baseGap, unchangedByGap.length), inWords(chances)]),
    [`widened by ${size(widened.by)}`, inWords(widened)],
    [`smallest seen in ${percent(wanted)}`, smallest(visible.policy)],
    ...one,
  ];
}

function unchangedName(baseGap: number, gaps: number): string {
  if (gaps === 1) return "unchanged";
  return baseGap === 0 ? "unchanged, no gap" : `unchanged, a gap of ${signed(baseGap)}`;
}

function inWords({ pass, fail, inconclusive }: PlanChances): string {
  return `pass ${percent(pass)}, fail ${percent(fail)}, inconclusive ${percent(inconclusive)}`;
}

function smallest(visible: number | null): string {
  return visible === null ? "none" : `a widening of ${hundredths(visible)}`;
}

function budgets({ budgets: rows }: PlanReport): string[][] {
  return [
    ["up to", "looks", "calls at most", "calls, unchanged", "passes", "smallest seen"],
    ...rows.map(({ looks, most, unchanged, pass, visible }) => [
      `${lastOf(looks)} draws`,
      looks.join(","),
      grouped(most),
      grouped(Math.round(unchanged)),
      percent(pass),
      visible === null ? "none" : hundredths(visible),
    ]),
  ];
}

function margins({ margins: rows }: PlanReport): string[][] {
  return [
    ["margin", "calls, unchanged", "passes", "smallest seen"],
    ...rows.map(({ margin, unchanged, pass, visible }) => [
      size(margin),
      grouped(Math.round(unchanged)),
      percent(pass),
      visible === null ? "none" : hundredths(visible),
    ]),
  ];
}

function limits({ simulation, unchangedByGap }: PlanReport): string {
  const gap = unchangedByGap.length > 1 ? " An unchanged model is told at the less favourable base gap where only one figure stands." : "";
  return `Chances come from ${grouped(simulation.runs)} simulated runs, with a standard error of at most ${percent(simulation.error)}. No draw is missing in them, and a widening is one from a base without a gap.${gap}`;
}

/** A widening that simulation found: no more digits than it is good for. */
function hundredths(value: number): string {
  return value.toFixed(2);
}

function shortened(value: number): string {
  return String(Number(value.toFixed(1)));
}

function lastOf(looks: readonly number[]): number {
  return looks.at(-1) ?? 0;
}
