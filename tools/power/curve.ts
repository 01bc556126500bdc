import { percent, size } from "../../src/report/words.ts";
import type { Point } from "./answer.ts";
import { drawn, made } from "./svg.ts";

/** What comes of a run, by how much the gap really widened: three shares that make 100 %, one above the other. */

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: (by: number) => number;
  readonly y: (share: number) => number;
  readonly widest: number;
}

const LEFT = 44;
const RIGHT = 12;
const TOP = 22;
const BOTTOM = 40;

/** @param asked the widening of the question @param margin of the rule */
export function curve(points: readonly Point[], asked: number, margin: number): readonly Node[] {
  return [
    made("h2", { id: "curve-title" }, "By how much the gap really widened"),
    made("div", { class: "wide" }, drawing(points, asked, margin, 680, 320)),
    made("div", { class: "narrow" }, drawing(points, asked, margin, 350, 280)),
    inFigures(points),
  ];
}

function drawing(points: readonly Point[], asked: number, margin: number, width: number, height: number): SVGElement {
  const widest = points.at(-1)?.by ?? 1;
  const frame: Frame = {
    width,
    height,
    widest,
    x: (by) => LEFT + ((width - LEFT - RIGHT) * by) / widest,
    y: (share) => height - BOTTOM - (height - TOP - BOTTOM) * share,
  };
  return drawn(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": "Shares of runs that pass, are inconclusive and fail; the figures are in the table below",
    },
    ...axes(frame),
    area(
      points,
      frame,
      "pass",
      () => 0,
      ({ pass }) => pass,
    ),
    area(
      points,
      frame,
      "inconclusive",
      ({ pass }) => pass,
      ({ pass, inconclusive }) => pass + inconclusive,
    ),
    area(
      points,
      frame,
      "fail",
      ({ fail }) => 1 - fail,
      () => 1,
    ),
    edge(points, frame, "pass", ({ pass }) => pass),
    edge(points, frame, "fail", ({ fail }) => 1 - fail),
    ...upright(frame, margin, `margin ${size(margin)}`, "rule"),
    ...upright(frame, asked, `asked ${size(asked)}`, "rule asked"),
    ...names(points, frame, [asked, margin]),
  );
}

type Height = (point: Point) => number;

function path(points: readonly Point[], { x, y }: Frame, height: Height): string {
  return points.map((point) => `${x(point.by).toFixed(1)},${y(height(point)).toFixed(1)}`).join(" L");
}

function area(points: readonly Point[], frame: Frame, kind: string, from: Height, to: Height): SVGElement {
  return drawn("path", { class: `fill area ${kind}`, d: `M${path(points, frame, to)} L${path(points.toReversed(), frame, from)} Z` });
}

function edge(points: readonly Point[], frame: Frame, kind: string, height: Height): SVGElement {
  return drawn("path", { class: `edge ${kind}`, d: `M${path(points, frame, height)}` });
}

function axes({ x, y, width, height, widest }: Frame): readonly SVGElement[] {
  const step = widest <= 0.4 ? 0.05 : widest <= 0.8 ? 0.1 : 0.2;
  const marks = Array.from({ length: Math.floor(widest / step + 1e-9) + 1 }, (_, index) => index * step);
  const shown = width < 500 && marks.length > 6 ? marks.filter((_, index) => index % 2 === 0) : marks;
  return [
    ...[0, 0.2, 0.5, 0.8, 1].flatMap((share) => [
      drawn("line", { class: share === 0 ? "axis" : "grid", x1: LEFT, x2: width - RIGHT, y1: y(share), y2: y(share) }),
      drawn("text", { x: LEFT - 7, y: y(share) + 4, "text-anchor": "end" }, `${Math.round(share * 100)}\u00a0%`),
    ]),
    ...shown.map((by) => drawn("text", { x: x(by), y: height - BOTTOM + 17, "text-anchor": "middle" }, by.toFixed(2))),
    drawn(
      "text",
      { x: (LEFT + width - RIGHT) / 2, y: height - 6, "text-anchor": "middle" },
      "widening of the gap, from a base without one",
    ),
  ];
}

function upright({ x, y, width }: Frame, at: number, text: string, kind: string): readonly SVGElement[] {
  const isLate = x(at) > width * 0.8;
  return [
    drawn("line", { class: kind, x1: x(at), x2: x(at), y1: y(0), y2: TOP - 4 }),
    drawn(
      "text",
      { class: kind.replace("rule", "told"), x: x(at) + (isLate ? -4 : 4), y: TOP - 9, "text-anchor": isLate ? "end" : "start" },
      text,
    ),
  ];
}

/** Each share is named where it is large and no upright line runs through the word, if there is room for one. */
function names(points: readonly Point[], { x, y, width }: Frame, lines: readonly number[]): readonly SVGElement[] {
  const places: readonly (readonly ["pass" | "inconclusive" | "fail", number, Height])[] = [
    ["pass", 16, ({ pass }) => pass / 2],
    ["inconclusive", 42, ({ pass, inconclusive }) => pass + inconclusive / 2],
    ["fail", 14, ({ fail }) => 1 - fail / 2],
  ];
  return places.flatMap(([kind, half, height]) => {
    const weight = points.reduce((total, point) => total + point[kind], 0);
    const centre = points.reduce((total, point) => total + point[kind] * x(point.by), 0) / Math.max(weight, 1e-9);
    const isClear = ({ by }: Point): boolean =>
      x(by) - half > LEFT + 2 && x(by) + half < width - RIGHT && lines.every((line) => Math.abs(x(line) - x(by)) > half + 3);
    const worth = (point: Point): number => point[kind] - Math.abs(x(point.by) - centre) / (2 * width);
    const best = points.filter(isClear).toSorted((one, other) => worth(other) - worth(one))[0];
    if (best === undefined || best[kind] < 0.1) return [];
    return [drawn("text", { class: `name ${kind}`, x: x(best.by), y: y(height(best)) + 4, "text-anchor": "middle" }, kind)];
  });
}

function inFigures(points: readonly Point[]): HTMLElement {
  const cell = (text: string): HTMLElement => made("td", { class: "number" }, text);
  const rows = points
    .filter((_, index) => index % 3 === 0)
    .map(({ by, pass, inconclusive, fail }) =>
      made("tr", {}, made("th", { scope: "row" }, by.toFixed(2)), cell(percent(pass)), cell(percent(inconclusive)), cell(percent(fail))),
    );
  const heads = ["widening", "pass", "inconclusive", "fail"].map((text, place) =>
    made("th", { scope: "col", ...(place === 0 ? {} : { class: "number" }) }, text),
  );
  return made(
    "details",
    {},
    made("summary", {}, "In figures"),
    made("div", { class: "folded scrolls" }, made("table", {}, made("thead", {}, made("tr", {}, ...heads)), made("tbody", {}, ...rows))),
  );
}
