import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { type Design, isByLabels } from "./design.ts";
import type { Tallied } from "./simulate.ts";

export interface Plot {
  readonly file: string;
  readonly title: string;
  readonly svg: string;
}

/** The plots of docs/calibration.md, as SVG made without a browser. */
export async function plots(all: readonly Tallied[]): Promise<readonly Plot[]> {
  const drawn = SPECS.map(({ file, title, spec }) => ({ file, title, spec: spec(all) }));
  return Promise.all(drawn.map(async ({ file, title, spec }) => ({ file, title, svg: await toSvg(spec) })));
}

async function toSvg(spec: TopLevelSpec): Promise<string> {
  const view = new View(parse(compile(spec).spec), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

interface Point {
  readonly rates: string;
  readonly scenarios: number;
  readonly draws: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const isComplete = ({ missing, labelError }: Design): boolean => labelError === null && Object.values(missing).every((each) => each === 0);
const isCrossing = (design: Design): boolean =>
  isByLabels(design) &&
  design.looks === null &&
  design.wordings === 1 &&
  design.cachedBase === 0 &&
  isComplete(design) &&
  design.policy.margin === 0.1;
const SHAPES: readonly string[] = ["sharp", "typical", "diffuse", "edges"];

function points(all: readonly Tallied[], belongs: (design: Design) => boolean, of: (tallied: Tallied) => number): readonly Point[] {
  const own = all.filter(({ design }) => isCrossing(design) && SHAPES.includes(design.mix) && belongs(design));
  return own.map((tallied) => {
    const { design, runs } = tallied;
    const share = of(tallied) / runs;
    const error = Math.sqrt((share * (1 - share)) / runs);
    return {
      rates: design.mix,
      scenarios: design.scenarios,
      draws: String(design.draws),
      share: 100 * share,
      low: 100 * Math.max(0, share - 2 * error),
      high: 100 * Math.min(1, share + 2 * error),
    };
  });
}

const SPECS: readonly { readonly file: string; readonly title: string; readonly spec: (all: readonly Tallied[]) => TopLevelSpec }[] = [
  {
    file: "false-pass.svg",
    title: "A widening of exactly the margin passes: share of runs, ± 2 Monte-Carlo errors, gap of base 0",
    spec: (all) =>
      panels(
        points(
          all,
          (design) => design.effect.kind === "diffuse" && design.effect.widening === 0.1 && design.baseGap === 0,
          ({ pass }) => pass,
        ),
        "passes, %",
        [6],
        [0, 12],
      ),
  },
  {
    file: "false-fail.svg",
    title: "An unchanged head is failed: share of runs, ± 2 Monte-Carlo errors",
    spec: (all) =>
      panels(
        points(
          all,
          ({ effect }) => effect.kind === "none",
          ({ fail }) => fail,
        ),
        "fails, %",
        [5],
        [0, 6],
      ),
  },
  {
    file: "coverage.svg",
    title: "The 90 % interval of the widening holds the true one: share of runs, ± 2 Monte-Carlo errors, unchanged head",
    spec: (all) =>
      panels(
        points(
          all,
          ({ effect }) => effect.kind === "none",
          ({ covered }) => covered,
        ),
        "interval holds, %",
        [88, 94],
        [84, 100],
      ),
  },
  {
    file: "unchanged-passes.svg",
    title: "An unchanged head passes: share of runs, one look",
    spec: (all) =>
      panels(
        points(
          all,
          ({ effect }) => effect.kind === "none",
          ({ pass }) => pass,
        ),
        "passes, %",
        [80],
        [0, 100],
      ),
  },
];

function panels(values: readonly Point[], axis: string, limits: readonly number[], domain: readonly [number, number]): TopLevelSpec {
  const sort = ["3", "5", "10", "20"];
  const scenarios = { field: "scenarios", type: "ordinal" as const, title: "scenarios" };
  const color = { field: "draws", type: "nominal" as const, title: "draws", sort };
  const offset = { field: "draws", sort };
  return {
    data: { values: [...values] },
    facet: { column: { field: "rates", title: null, sort: [...SHAPES] } },
    spec: {
      width: 170,
      height: 180,
      layer: [
        ...limits.map((limit) => ({
          mark: { type: "rule" as const, strokeDash: [4, 3], color: "#888" },
          encoding: { y: { datum: limit } },
        })),
        {
          mark: { type: "rule", clip: true },
          encoding: {
            x: scenarios,
            xOffset: offset,
            y: { field: "low", type: "quantitative", title: axis, scale: { domain: [...domain] } },
            y2: { field: "high" },
            color,
          },
        },
        {
          mark: { type: "point", filled: true, size: 40, clip: true },
          encoding: { x: scenarios, xOffset: offset, y: { field: "share", type: "quantitative" }, color },
        },
      ],
    },
    config: { background: "white", font: "sans-serif" },
  };
}
