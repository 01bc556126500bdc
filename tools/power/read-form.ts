import { FIELDS, type Field, type NumberField } from "./fields.ts";

/** What was asked, every value within its range. */
export interface Asked {
  readonly size: number;
  readonly margin: number;
  readonly scenarios: number;
  readonly wordings: number;
  /** Draws of a cell at each look, rising, the last of them the most. */
  readonly looks: readonly number[];
  /** Draws of a cell of a base that is there; null where it is drawn along with head. */
  readonly base: number | null;
  readonly v: number;
  readonly direction: "either" | "positive" | "negative";
  readonly strict: boolean;
  readonly confirm: "auto" | "always";
  readonly columns: number;
  readonly controls: number;
  readonly checks: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Dollars a million tokens; null where no price is given. */
  readonly price: { readonly in: number; readonly out: number } | null;
  readonly seconds: number;
  readonly concurrency: number;
}

/** Text by field, as it was typed. */
export type Typed = Readonly<Record<string, string>>;

/** Why fields cannot be used, by field; empty where all can. */
export type Problems = Readonly<Record<string, string>>;

/** @returns what was asked, or what is wrong with which field */
export function readForm(typed: Typed): { readonly asked: Asked } | { readonly problems: Problems } {
  const told = (id: string): string => (typed[id] ?? FIELDS.find((field) => field.id === id)?.initial ?? "").trim();
  const problems = Object.fromEntries(
    [...FIELDS.map((field): [string, string | null] => [field.id, problemOf(field, told)]), ["priceOut", halfPrice(told)] as const].filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );
  if (Object.keys(problems).length > 0) return { problems };
  const number = (id: string): number => Number(told(id));
  return {
    asked: {
      size: number("size"),
      margin: number("margin"),
      scenarios: number("scenarios"),
      wordings: number("wordings"),
      looks: [...looksOf(told("looks")).filter((look) => look < number("draws")), number("draws")],
      base: told("base") === "" ? null : number("base"),
      v: number("v"),
      direction: told("direction") === "positive" ? "positive" : told("direction") === "negative" ? "negative" : "either",
      strict: told("strict") === "yes",
      confirm: told("confirm") === "always" ? "always" : "auto",
      columns: number("columns"),
      controls: number("controls"),
      checks: number("checks"),
      tokensIn: number("tokensIn"),
      tokensOut: number("tokensOut"),
      price: told("priceIn") === "" ? null : { in: number("priceIn"), out: number("priceOut") },
      seconds: number("seconds"),
      concurrency: number("concurrency"),
    },
  };
}

function problemOf(field: Field, told: (id: string) => string): string | null {
  const text = told(field.id);
  switch (field.kind) {
    case "number":
      return numberProblem(field, text);
    case "choice":
      return Object.hasOwn(field.choices, text) ? null : `one of ${Object.keys(field.choices).join(", ")}`;
    case "looks":
  }
  return looksProblem(text);
}

function numberProblem({ optional, least, most, step }: NumberField, text: string): string | null {
  if (text === "" && optional === true) return null;
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  const isWhole = step % 1 !== 0 || Number.isInteger(value);
  if (value >= least && value <= most && isWhole) return null;
  return `a ${step % 1 === 0 ? "whole number" : "number"} from ${least} to ${most}${optional === true ? ", or nothing" : ""}`;
}

/** Looks and the memory they take are bounded: nobody looks more often than that. */
const MOST_LOOKS = 12;

function looksProblem(text: string): string | null {
  const looks = looksOf(text);
  const isRising = looks.every((look, index) => Number.isInteger(look) && look >= 2 && look <= 1000 && look > (looks[index - 1] ?? 0));
  return isRising && looks.length <= MOST_LOOKS ? null : `at most ${MOST_LOOKS} whole numbers from 2 on that rise, with commas between`;
}

function looksOf(text: string): readonly number[] {
  return text === "" ? [] : text.split(",").map((one) => (/^\s*\d+\s*$/.test(one) ? Number(one) : NaN));
}

function halfPrice(told: (id: string) => string): string | null {
  return (told("priceIn") === "") === (told("priceOut") === "") ? null : "both prices, or neither";
}
