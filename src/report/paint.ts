import type { VerdictKind } from "../schema/verdict.ts";

/** Colour for a terminal, or none: each function gives its text back as it was where colour is off. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly verdict: (kind: VerdictKind, text: string) => string;
}

const HUE: Readonly<Record<VerdictKind, number>> = {
  pass: 32,
  unchanged: 32,
  fail: 31,
  error: 31,
  inconclusive: 33,
  "no-baseline": 33,
  skipped: 36,
};

export function paint(color: boolean): Paint {
  const wrap = (codes: string) => (text: string) => (color ? `\u001B[${codes}m${text}\u001B[0m` : text);
  return {
    strong: wrap("1"),
    faint: wrap("2"),
    verdict: (kind, text) => wrap(`1;${HUE[kind]}`)(text),
  };
}

/** A part of a block under its heading. */
export function titled(brush: Paint, title: string, body: string): string {
  return `${brush.strong(title)}\n${body}`;
}
