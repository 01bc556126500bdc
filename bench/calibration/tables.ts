import { type Design, designName, isByLabels } from "./design.ts";
import { fixedCalls } from "./promises.ts";
import type { Tallied } from "./simulate.ts";

/** The tables of docs/calibration.md, a heading and a table each. */
export function tables(all: readonly Tallied[]): readonly string[] {
  return SECTIONS.flatMap(({ title, text, belongs }) => {
    const own = all.filter(({ design }) => belongs(design));
    return own.length === 0 ? [] : [`## ${title}`, text, table(own)];
  });
}

interface Section {
  readonly title: string;
  readonly text: string;
  readonly belongs: (design: Design) => boolean;
}

const isCrossing = (design: Design): boolean =>
  isByLabels(design) &&
  design.looks === null &&
  isComplete(design) &&
  design.policy.margin === 0.1 &&
  design.policy.direction === "either" &&
  ["sharp", "typical", "diffuse", "edges"].includes(design.mix);
const isComplete = ({ missing, labelError }: Design): boolean => labelError === null && Object.values(missing).every((each) => each === 0);
const isAtMargin = ({ effect, policy }: Design): boolean =>
  (effect.kind === "sparse" || effect.kind === "diffuse") && effect.widening === policy.margin;
const isPullRequest = (design: Design): boolean => isByLabels(design) && design.scenarios === 24 && design.wordings === 2;

const SECTIONS: readonly Section[] = [
  {
    title: "An unchanged head, one look",
    text: "A fail is a false alarm. What passes neither way is inconclusive.",
    belongs: (design) => isCrossing(design) && design.effect.kind === "none",
  },
  {
    title: "A widening of exactly the margin, one look",
    text: "A pass is the error. Where the gap of base is 0, widening and gap of head are both at the margin, which is the worst point.",
    belongs: (design) => isCrossing(design) && isAtMargin(design),
  },
  {
    title: "The default of a pull request: 24 probes, 2 wordings, looks at 3, 5, 7, 10 draws",
    text: "Calls are those of both sides, with a cached base those of head.",
    belongs: isPullRequest,
  },
  {
    title: "Looks at 16, 30 and 60 scenarios",
    text: "Saved: calls against one look at 10 draws. Calls of confirmations are apart.",
    belongs: (design) => isByLabels(design) && design.looks !== null && isComplete(design) && !isPullRequest(design),
  },
  {
    title: "Margin .05",
    text: "How many draws a widening of .10 takes at half the margin, v = .07, one look.",
    belongs: ({ policy }) => policy.margin === 0.05,
  },
  {
    title: "Other changes: smaller and larger widenings, repair, reversal, halves, reshuffling",
    text: 'A reshuffling changes the gap of most packs a little though nothing widened on average; a fail there is a true change of this pack. `p < .05` is the share of runs in which "p that no cell changed" is below .05.',
    belongs: (design) =>
      isByLabels(design) &&
      design.looks === null &&
      ["to", "halves", "reshuffle", "sparse", "diffuse"].includes(design.effect.kind) &&
      isComplete(design) &&
      !isAtMargin(design) &&
      design.policy.margin === 0.1,
  },
  {
    title: "Missing draws",
    text: "Shares by arm: base monitored, base unmonitored, head monitored, head unmonitored.",
    belongs: (design) => isByLabels(design) && Object.values(design.missing).some((each) => each > 0),
  },
  {
    title: "Labels that err",
    text: "Sensitivity and specificity by arm. Equal errors shrink a gap, unequal ones make one: the mean error of the estimated widening is in points.",
    belongs: ({ labelError }) => labelError !== null,
  },
  {
    title: "Soft draws",
    text: "What a model writes before it decides moves its rate r to a Beta(c·r, c·(1-r)), and the draw is read by that chance: `soft c`. `told 2` says the odds squared, `told .5` their root: what the draws go on to do gives such chances away, and then labels are read. Variance: that of the widening as read, against the same draws read by labels.",
    belongs: ({ soft }) => soft !== undefined,
  },
  {
    title: "Seeds shared by all arms",
    text: "`seeds s`: in a share s of the draws the arms meet the same random number; 0 is a server that takes a seed and ignores it. Variance as above.",
    belongs: ({ shared, soft }) => shared !== undefined && soft === undefined,
  },
];

function table(rows: readonly Tallied[]): string {
  const isOtherwise = rows.some(({ saving }) => saving !== undefined);
  if (isOtherwise) return otherwiseTable(rows);
  const head = "| design | passes | fails | interval holds | mean calls | saved | confirming | estimate's bias | v |";
  return [head, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", ...rows.map(row)].join("\n");
}

function otherwiseTable(rows: readonly Tallied[]): string {
  const lines = rows.map(({ design, runs, pass, fail, covered, calls, saving }) => {
    const ratio = saving === undefined ? "" : (saving.asRead / saving.byLabels).toFixed(2);
    const shares = [share(pass, runs), share(fail, runs), design.looks === null ? share(covered, runs) : ""];
    return `| ${[nameOf(design), ...shares, (calls / runs).toFixed(0), ratio].join(" | ")} |`;
  });
  return [
    "| design | passes | fails | interval holds | mean calls | variance |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...lines,
  ].join("\n");
}

function row(tallied: Tallied): string {
  const { design, runs } = tallied;
  const calls = tallied.calls / runs;
  const cells = [
    nameOf(design),
    share(tallied.pass, runs),
    `${share(tallied.fail, runs)}${tallied.provisionalFails > tallied.fail ? ` (${share(tallied.provisionalFails, runs)} before confirmation)` : ""}`,
    design.looks === null ? share(tallied.covered, runs) : "",
    calls.toFixed(0),
    design.looks === null ? "" : `${(100 * (1 - calls / fixedCalls(design))).toFixed(0)} %`,
    tallied.confirmCalls === 0 ? "" : (tallied.confirmCalls / runs).toFixed(0),
    `${((100 * tallied.error) / runs).toFixed(1)}${design.effect.kind === "halves" ? `; p < .05: ${share(tallied.cellsChanged, runs)}` : ""}`,
    (tallied.variance / runs).toFixed(2),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A bar would end the cell. */
function nameOf(design: Design): string {
  return designName(design).replaceAll("|", "·");
}

/** A share of runs with its Monte-Carlo standard error, in percent. */
function share(count: number, runs: number): string {
  const value = count / runs;
  return `${(100 * value).toFixed(1)} ± ${(100 * Math.sqrt((value * (1 - value)) / runs)).toFixed(1)} %`;
}
