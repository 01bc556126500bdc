import type { Pack } from "../../schema/scenario.ts";
import type { PairVerdict, Verdict } from "../../schema/verdict.ts";
import { plain } from "../escape.ts";
import { pairHeadline, WORDS } from "../headline.ts";
import { complianceSentence, plainly } from "../meaning.ts";
import { hashes, provenance } from "../run-line.ts";
import type { ShownDraw } from "./draw-data.ts";
import { drawSection } from "./draw-section.ts";
import { table } from "./figure.ts";
import { el, type Html } from "./node.ts";
import { drawnFamilies, noticeSection } from "./notices.ts";
import { contents, limits, opening, reasons, sentence } from "./opening.ts";
import { page } from "./page.ts";
import { choicePanel } from "./panels/choices.ts";
import { conditionPanel } from "./panels/conditions.ts";
import { contrastPanels, measuresPanel } from "./panels/contrasts.ts";
import { gapPanel } from "./panels/gaps.ts";
import { labelPanel } from "./panels/labels.ts";
import { lookPanel } from "./panels/looks.ts";
import { scenarioPanel } from "./panels/scenarios.ts";
import { soundnessPanel } from "./panels/soundness.ts";
import { temperaturePanel } from "./panels/temperature.ts";
import { verbalisedPanel } from "./panels/verbalised.ts";
import { runBlock } from "./run-block.ts";
import { landmark, type Panel } from "./panel.ts";

export interface ReportInput {
  readonly verdict: Verdict;
  /** What the verdict was made from, where it is at hand. Of a sealed pack they come without words: nothing here hides any. */
  readonly draws?: readonly ShownDraw[] | undefined;
  /** How many there were, where `draws` are a part of them. */
  readonly drawn?: number | undefined;
  /** For the texts of the notices; absent for a sealed pack. */
  readonly pack?: Pack | undefined;
}

/** Pairs with panels of their own; the others have a line in the table of pairs, and all of theirs in the JSON report. */
const MOST_PAIRS = 8;

/**
 * The verdict as one HTML file that needs no network: words first, then drawings, then the draws. A panel stands there only where what it shows was
 * drawn. Words of a model are text in it and nothing else. Equal inputs give equal bytes but for the block `run`.
 */
export async function htmlReport({ verdict, draws = [], drawn, pack }: ReportInput): Promise<string> {
  const pairs = verdict.pairs.slice(0, MOST_PAIRS);
  const sections: { readonly section: Html; readonly panels: readonly Panel[] }[] = [];
  for (const [at, pair] of pairs.entries()) sections.push(await pairSection(`p${at + 1}`, pair, verdict, draws));
  const panels = sections.flatMap((each) => each.panels);
  const explorer = drawSection(draws, drawn);
  const notices = pack === undefined ? null : noticeSection(drawnFamilies(pack, isDrawnIn(draws)));
  return page(
    `gyges ${WORDS[verdict.verdict]}: ${plainly(verdict)}`,
    explorer?.json ?? null,
    el("header", {}, brand(verdict), opening(verdict)),
    contents(pairs.length === 1 ? panels : [], [
      ...(pairs.length > 1 ? pairs.map((pair, at) => [`p${at + 1}`, plain(pair.pair, 80)] as const) : []),
      ...(explorer === null ? [] : [["draws", "Draw by draw"] as const]),
      ...(notices === null ? [] : [["notices", "The notices"] as const]),
      ...(pairs.length === 0 ? [] : [["limits", "What this does not show"] as const]),
      ["run", "The run"],
    ]),
    el(
      "main",
      {},
      reasons(verdict),
      verdict.pairs.length > 1 ? pairTable(verdict) : null,
      ...sections.map(({ section }) => section),
      explorer?.section ?? null,
      notices,
      limits(verdict, panels, explorer !== null),
      runBlock(verdict),
    ),
    el(
      "footer",
      {},
      el(
        "p",
        {},
        [provenance(verdict, (text) => plain(text, 60)), hashes(verdict, (text) => plain(text, 40))]
          .filter((text) => text !== "")
          .join(" · "),
      ),
    ),
  );
}

function brand({ pack }: Verdict): Html {
  return el(
    "div",
    { class: "brand" },
    el("span", {}, el("b", {}, "gyges"), " report"),
    pack === null ? null : el("span", {}, `pack ${plain(pack.name, 60)} ${plain(pack.version, 20)}`),
  );
}

async function pairSection(
  id: string,
  pair: PairVerdict,
  { policy, pairs }: Verdict,
  draws: readonly ShownDraw[],
): Promise<{ readonly section: Html; readonly panels: readonly Panel[] }> {
  const isOnly = pairs.length === 1;
  const found = [
    await gapPanel(`${id}-gap`, pair, policy),
    await scenarioPanel(`${id}-scenarios`, pair),
    await conditionPanel(`${id}-conditions`, pair),
    await lookPanel(`${id}-looks`, pair, policy),
    await labelPanel(`${id}-labels`, pair),
    await temperaturePanel(`${id}-temperature`, pair),
    ...(await contrastPanels(id, pair)),
    await verbalisedPanel(`${id}-said`, pair),
    await choicePanel(`${id}-choices`, pair, draws),
    measuresPanel(`${id}-measures`, pair),
    soundnessPanel(`${id}-sound`, pair, policy),
  ];
  const panels = found.filter((each) => each !== null);
  const section = el(
    "section",
    { class: "pair", id, "aria-labelledby": `${id}-title` },
    el("h2", { id: `${id}-title` }, plain(pair.pair, 200)),
    isOnly
      ? null
      : el(
          "p",
          {},
          `${WORDS[pair.verdict]}: ${sentence(pairHeadline(pair, policy, (text) => plain(text, 300))).replace(/^./, (first) => first.toLowerCase())}`,
        ),
    ...panels.map(({ body }) => body),
  );
  return { section, panels };
}

function pairTable({ pairs, policy }: Verdict): Html {
  const rows = pairs.map((pair) => [
    plain(pair.pair, 120),
    WORDS[pair.verdict],
    pairHeadline(pair, policy, (text) => plain(text, 200)),
    complianceSentence(pair) ?? "",
  ]);
  const left = pairs.length - MOST_PAIRS;
  return landmark(
    "pairs",
    "Pairs of base and head",
    left > 0 ? el("p", {}, `The first ${MOST_PAIRS} have panels below; all are in the JSON report.`) : null,
    table(["pair", "verdict", "what it came to", "complied"], rows, 4),
  );
}

/** Whether a notice was put before the model; without draws at hand, all of the pack's are taken for drawn. */
function isDrawnIn(draws: readonly ShownDraw[]): (scenario: string, notice: string) => boolean {
  const seen = new Set(draws.map(({ identity: { cell } }) => `${cell.scenario}|${cell.notice ?? ""}`));
  return (scenario, notice) => draws.length === 0 || seen.has(`${scenario}|${notice}`);
}
