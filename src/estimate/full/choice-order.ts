import type { Side } from "../../schema/identity.ts";
import type { Measure } from "../../schema/measures.ts";
import type { Pack } from "../../schema/scenario.ts";
import { type ChoiceConsistency, choiceConsistency, type OrderCounts } from "../../stats/choice-consistency.ts";
import { notEstimable, type NotEstimable } from "../../stats/estimable.ts";
import { drawsOf } from "../../stats/stratum.ts";
import { eachSide } from "../both.ts";
import { choiceOf, orderOf } from "../draw-code.ts";
import { type About, counted, measureOf, noValue, pointValue } from "../measure.ts";
import type { Measured } from "../measured.ts";
import { meanOfMeans } from "../proportions.ts";
import type { CellTally } from "../tally.ts";
import { optionIds } from "./options.ts";

/**
 * Does the content of an option decide a dilemma, or its place in the list? Read cell by cell over the orders in which the options were shown,
 * cells averaged inside their scenario, all conditions together: the order is the same in each. Draws that chose no option are left out, and cells
 * shown in one order only cannot say.
 */
export function choiceOrder({ pack, sides }: Pick<Measured, "pack" | "sides">): readonly Measure[] {
  return eachSide(sides).flatMap(([side, { cells }]) => {
    const dilemmas = [...cells.values()].filter(({ cell }) => cell.role === "dilemma").toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const read = dilemmas.map((each) => readCell(pack, each));
    return MEASURES.map(({ part, ...about }) => orderMeasure(about, side, read, part));
  });
}

type Part = (found: ChoiceConsistency) => { readonly kind: "estimated"; readonly value: number } | NotEstimable;

const MEASURES: readonly (About & { readonly part: Part })[] = [
  {
    id: "choice-order/consistency",
    name: "two orders of the options give the same choice",
    unit: "probability",
    part: ({ value }) => ({ kind: "estimated", value }),
  },
  {
    id: "choice-order/within-order",
    name: "one order of the options gives the same choice twice",
    unit: "probability",
    note: "What sampling alone leaves of agreement. Where it is far above that of two orders, the order decides.",
    part: ({ withinOrder }) => withinOrder,
  },
  {
    id: "choice-order/kappa",
    name: "agreement of two orders beyond a uniform pick",
    unit: "kappa",
    part: ({ kappa }) => ({ kind: "estimated", value: kappa }),
  },
  {
    id: "choice-order/position-bias",
    name: "the first place is chosen more often than its share",
    unit: "difference of rates",
    part: ({ positionBias }) => positionBias,
  },
];

interface ReadCell {
  readonly scenario: string;
  readonly draws: number;
  readonly found: ChoiceConsistency | NotEstimable;
}

const FROM = "choices of the dilemmas by the order in which the options were shown";

function orderMeasure(about: About, side: Side, cells: readonly ReadCell[], part: Part): Measure {
  if (cells.length === 0) return measureOf(about, side, noValue("no dilemma was drawn", 0), FROM);
  const read = cells.map(({ found, ...cell }) => ({ ...cell, found: found.kind === "estimated" ? part(found) : found }));
  const values = read.flatMap(({ scenario, draws, found }) =>
    found.kind === "estimated" ? [{ group: scenario, value: found.value, draws }] : [],
  );
  const from = `${FROM}; ${values.length} of ${counted(cells.length, "cell")}, the mean over scenarios`;
  if (values.length === 0) {
    const [why = ""] = read.flatMap(({ found }) => (found.kind === "not-estimable" ? [found.reason] : []));
    return measureOf(about, side, noValue(`no cell can say; in the first one, ${why}`, drawsOf(read.map((each) => each.draws))), from);
  }
  const size = { draws: drawsOf(values.map((each) => each.draws)), scenarios: new Set(values.map(({ group }) => group)).size };
  return measureOf(about, side, pointValue(meanOfMeans(values), "an unbiased estimate whose own spread is not estimated", size), from);
}

function readCell(pack: Pack, cell: CellTally): ReadCell {
  const orders = ordersOf(cell, optionIds(pack, cell.cell.scenario));
  const draws = drawsOf(orders.map(({ counts }) => drawsOf(counts)));
  const found = orders.length === 0 ? notEstimable("no draw chose an option") : choiceConsistency(orders);
  return { scenario: cell.cell.scenario, draws, found };
}

/** An order that does not show each option of the pack once says nothing of its slots. */
function ordersOf({ codes, choices, orders }: CellTally, options: readonly string[]): readonly OrderCounts[] {
  const chosen = codes.flatMap((code) => {
    const [choice, order] = [choices[choiceOf(code)], orders[orderOf(code)]];
    return choice === undefined || order === undefined ? [] : [{ choice, order }];
  });
  return [...Map.groupBy(chosen, ({ order }) => order)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([order, picks]) => ({ shown: order.split("|"), picks: picks.map(({ choice }) => choice) }))
    .filter(({ shown }) => shown.toSorted().join("|") === options.toSorted().join("|"))
    .map(({ shown, picks }) => ({
      counts: options.map((option) => picks.filter((choice) => choice === option).length),
      slots: options.map((option) => shown.indexOf(option)),
    }));
}
