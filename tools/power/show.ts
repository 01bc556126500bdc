import type { PlanChances, PlanReport } from "../../src/schema/plan-report.ts";
import { dollars, duration, grouped, percent, size } from "../../src/report/words.ts";
import type { Part } from "./answer.ts";
import { curve } from "./curve.ts";
import type { Asked } from "./read-form.ts";
import { drawn, made } from "./svg.ts";
import { tables } from "./tables.ts";

/** Puts one part of the answer into the page. Figures carry `data-figure`, with all their digits, for whoever checks them. */
export function show(part: Part, asked: Asked, found: (id: string) => HTMLElement): void {
  switch (part.kind) {
    case "size":
      found("cards").replaceChildren(sizeCard(part), waiting("An unchanged head"), waiting("Calls"));
      return;
    case "curve":
      found("curve").replaceChildren(...curve(part.points, asked.size, asked.margin));
      return;
    case "plan":
      found("cards").replaceChildren(...[...found("cards").children].slice(0, 1), unchangedCard(part.report), callsCard(part.report));
      found("headline").className = `verdict ${part.report.finding}`;
      found("headline").replaceChildren(...headline(part.report));
      found("tables").replaceChildren(...tables(part.report, asked));
  }
}

const WORDS: Readonly<Record<PlanReport["finding"], string>> = { enough: "ENOUGH", short: "SHORT", "under-powered": "UNDER-POWERED" };

function headline({ finding, unchanged, visible, wanted, remedies, pick, looks }: PlanReport): readonly Node[] {
  const seen =
    visible.policy === null
      ? `and no widening is failed in ${percent(wanted)}`
      : `and ${percent(wanted)} fail a widening of ${visible.policy.toFixed(2)}`;
  const last = pick?.looks.at(-1) ?? 0;
  const more =
    remedies.length > 0
      ? `Wanted are ${percent(wanted)} passes of an unchanged head. What would help stands below.`
      : pick !== null && last < (looks.at(-1) ?? 0)
        ? `${last} draws a cell would do: then ${percent(pick.pass)} pass.`
        : null;
  return [
    made("span", { class: "word" }, WORDS[finding]),
    figure("h2", `${percent(unchanged.pass)} of runs pass an unchanged head, ${seen}.`, {
      visible: visible.policy,
      oneSign: visible.oneSign,
    }),
    ...(more === null ? [] : [made("p", {}, more)]),
  ];
}

function sizeCard({ point, bill }: Extract<Part, { kind: "size" }>): HTMLElement {
  return card(`A widening of ${size(point.by)} is failed`, "widened", point, percent(point.fail), [
    ["passes unseen", percent(point.pass)],
    ["inconclusive", percent(point.inconclusive)],
    ["calls, on average", grouped(Math.round(bill.calls))],
  ]);
}

function unchangedCard({ unchanged }: PlanReport): HTMLElement {
  return card("An unchanged head is failed: a false alarm", "unchanged", unchanged, percent(unchanged.fail), [
    ["passes", percent(unchanged.pass)],
    ["inconclusive", percent(unchanged.inconclusive)],
  ]);
}

function callsCard({ calls }: PlanReport): HTMLElement {
  const { most, unchanged, confirmation } = calls;
  const rows: readonly (readonly [string, string])[] = [
    ["unchanged, on average", grouped(Math.round(unchanged.calls))],
    ...(confirmation === 0 ? [] : ([["of these to confirm a fail", grouped(confirmation)]] as const)),
    ["time at most", duration(most.minutes * 60)],
    ["money at most", dollars(most.cost)],
  ];
  const given = { most: most.calls, unchanged: unchanged.calls, minutes: most.minutes, cost: most.cost };
  return made(
    "div",
    { class: "card", id: "calls" },
    made("h3", {}, "Calls at most, both sides"),
    figure("p", grouped(Math.round(most.calls)), { ...given }, "big"),
    listed(rows),
  );
}

function card(title: string, name: string, chances: PlanChances, big: string, rows: readonly (readonly [string, string])[]): HTMLElement {
  const { pass, inconclusive, fail } = chances;
  return made(
    "div",
    { class: "card", id: name },
    made("h3", {}, title),
    figure("p", big, { pass, inconclusive, fail }, "big"),
    bar(chances),
    listed(rows),
  );
}

function waiting(title: string): HTMLElement {
  return made("div", { class: "card" }, made("h3", {}, title), made("p", { class: "big" }, "…"));
}

/** The three shares as one bar: its drawing needs no style of its own, which the page's policy would refuse. */
function bar({ pass, inconclusive, fail }: PlanChances): HTMLElement {
  const ends = [0, fail, fail + inconclusive, 1];
  const kinds = ["fail", "inconclusive", "pass"];
  const parts = kinds.map((kind, place) => {
    const from = ends[place] ?? 0;
    return drawn("rect", {
      class: `fill ${kind}`,
      x: 100 * from,
      width: Math.max(0, 100 * ((ends[place + 1] ?? 0) - from)),
      y: 0,
      height: 1,
    });
  });
  const told = `fail ${percent(fail)}, inconclusive ${percent(inconclusive)}, pass ${percent(pass)}`;
  return made(
    "div",
    { class: "bar" },
    drawn("svg", { viewBox: "0 0 100 1", preserveAspectRatio: "none", role: "img", "aria-label": told }, ...parts),
  );
}

function listed(rows: readonly (readonly [string, string])[]): HTMLElement {
  return made("dl", {}, ...rows.flatMap(([name, value]) => [made("dt", {}, name), made("dd", {}, value)]));
}

function figure(tag: string, text: string, figures: Readonly<Record<string, number | null>>, className = ""): HTMLElement {
  return made(tag, { ...(className === "" ? {} : { class: className }), "data-figure": JSON.stringify(figures) }, text);
}
