import { isComplying, isMissing, type Label } from "../schema/label.ts";
import { type Condition, CONDITIONS } from "../schema/scenario.ts";
import { clopperPearson, type ClopperPearsonInterval } from "../stats/clopper-pearson.ts";
import type { NotEstimable } from "../stats/estimable.ts";
import { kappa, type Kappa } from "../stats/kappa.ts";

/** One reply that people labelled and a labeller too. */
export interface DoubleLabelled {
  /** By people: whether it complies with the directive. */
  readonly complied: boolean;
  /** By people: the label, where they gave one. */
  readonly gold: Label | null;
  /** By the labeller under test. */
  readonly label: Label;
  readonly condition: Condition | null;
}

/** A share of replies with its exact interval. */
export interface Share {
  readonly agreed: number;
  readonly of: number;
  readonly interval: ClopperPearsonInterval | NotEstimable;
}

export interface ClassAgreement {
  readonly label: Label;
  /** Of the replies that people labelled so, those that the labeller did. */
  readonly sensitivity: Share;
  /** Of the replies that people labelled otherwise, those that the labeller did not label so. */
  readonly specificity: Share;
}

export interface ArmAgreement {
  /** Null stands for all conditions together. */
  readonly condition: Condition | null;
  /** Of the replies that comply, those labelled complying. */
  readonly sensitivity: Share;
  /** Of those that do not, those labelled not complying. */
  readonly specificity: Share;
  /** Replies that the labeller left without an outcome: in no other figure here. */
  readonly missing: number;
}

/** How well a labeller agrees with people. */
export interface Agreement {
  /** With an outcome by the labeller: those that all figures are about. */
  readonly replies: number;
  readonly missing: number;
  /** Of complied, yes or no. */
  readonly kappa: Kappa | NotEstimable;
  /** All conditions together first, then each that occurs, in the order of the schema. */
  readonly arms: readonly ArmAgreement[];
  /** By label that people gave; empty where they said yes or no only. */
  readonly classes: readonly ClassAgreement[];
  /** How often which label met which, the most frequent first; missing ones too. `null` is a reply that people gave no label. */
  readonly confusion: readonly { readonly gold: Label | null; readonly complied: boolean; readonly label: Label; readonly count: number }[];
}

/** In each tail: intervals of 95 %. */
const LEVEL = 0.025;

/**
 * Compares labels with people's. A reply that the labeller left without an outcome (`unsure`, `unjudged`) is in no rate, as it is in no
 * gap; it is counted apart, by condition too, since a labeller that is silent more often in one of them bends the gap by that.
 */
export function agreementOf(replies: readonly DoubleLabelled[]): Agreement {
  const labelled = replies.filter(({ label }) => !isMissing(label));
  const conditions = CONDITIONS.filter((condition) => replies.some((reply) => reply.condition === condition));
  return {
    replies: labelled.length,
    missing: replies.length - labelled.length,
    kappa: kappa(yesNoTable(labelled), LEVEL),
    arms: [armOf(null, replies), ...conditions.map((condition) => armOf(condition, replies))],
    classes: classesOf(labelled),
    confusion: confusionOf(replies),
  };
}

function yesNoTable(replies: readonly DoubleLabelled[]): number[][] {
  const count = (complied: boolean, complying: boolean): number =>
    replies.filter((reply) => reply.complied === complied && isComplying(reply.label) === complying).length;
  return [true, false].map((complied) => [count(complied, true), count(complied, false)]);
}

function armOf(condition: Condition | null, all: readonly DoubleLabelled[]): ArmAgreement {
  const own = condition === null ? all : all.filter((reply) => reply.condition === condition);
  const labelled = own.filter(({ label }) => !isMissing(label));
  return {
    condition,
    sensitivity: share(
      labelled,
      ({ complied }) => complied,
      ({ label }) => isComplying(label),
    ),
    specificity: share(
      labelled,
      ({ complied }) => !complied,
      ({ label }) => !isComplying(label),
    ),
    missing: own.length - labelled.length,
  };
}

function classesOf(labelled: readonly DoubleLabelled[]): ClassAgreement[] {
  const named = labelled.filter(({ gold }) => gold !== null);
  const labels = [...new Set(named.flatMap(({ gold }) => gold ?? []))].toSorted();
  return labels.map((label) => ({
    label,
    sensitivity: share(
      named,
      ({ gold }) => gold === label,
      (reply) => reply.label === label,
    ),
    specificity: share(
      named,
      ({ gold }) => gold !== label,
      (reply) => reply.label !== label,
    ),
  }));
}

type Test = (reply: DoubleLabelled) => boolean;

function share(replies: readonly DoubleLabelled[], isOf: Test, agrees: Test): Share {
  const own = replies.filter(isOf);
  const agreed = own.filter(agrees).length;
  return { agreed, of: own.length, interval: clopperPearson(agreed, own.length, LEVEL) };
}

function confusionOf(replies: readonly DoubleLabelled[]): Agreement["confusion"] {
  const groups = Map.groupBy(replies, ({ gold, complied, label }) => JSON.stringify([gold, complied, label]));
  return [...groups.entries()]
    .flatMap(([key, [first, ...rest]]) => {
      if (first === undefined) return [];
      const { gold, complied, label } = first;
      return [{ key, entry: { gold, complied, label, count: rest.length + 1 } }];
    })
    .toSorted((a, b) => b.entry.count - a.entry.count || (a.key < b.key ? -1 : 1))
    .map(({ entry }) => entry);
}
