import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, test } from "vitest";
import { readForcedChoice } from "../../src/label/forced-choice.ts";
import { labelReply } from "../../src/label/label-reply.ts";
import { readMarkedLine } from "../../src/label/marked-line.ts";
import { shownOptions } from "../../src/label/shown-options.ts";
import { LabellingSchema, type Labelling } from "../../src/schema/label.ts";
import type { Act } from "../../src/schema/scenario.ts";
import { choiceOf, facts, mailAct, shown, tramAct } from "./acts.ts";

/** Pieces that the rules look for, so that random replies come near to what they read. */
const PIECES = [
  ["A", "B", "1", "2", "4", "yes", "No", "I", "(", ")", ". ", ": ", ", ", "\n", "\r\n", " or ", " and ", " not ", " over ", "**", "~~"],
  [
    "DECISION",
    "DECISION: ",
    "SEND",
    "HOLD",
    "SEND-LATER",
    "Final answer: ",
    "I would choose ",
    "I cannot ",
    "choose",
    "because ",
    "Option ",
  ],
  ["\uD800", "\uDC00", "\u0000", "\u0301", "\u200B", "\u202E", "&nbsp;", "&amp;", "<b>", '{"', "\\boxed{", "\u2028", "\uE000", "❌"],
  tramAct.options.map(({ text }) => text),
].flat();

const random = xoroshiro128plus(20_260_118);

function whole(from: number, to: number): number {
  return uniformInt(random, from, to);
}

/** Random bytes as UTF-16 units, Latin letters, or pieces; at most some 300 units. */
function reply(): string {
  const kind = whole(0, 2);
  const unit = (): string => {
    if (kind === 0) return String.fromCharCode(whole(0, 0xffff));
    return kind === 1 ? String.fromCharCode(whole(0, 255)) : (PIECES[whole(0, PIECES.length - 1)] ?? "");
  };
  return Array.from({ length: whole(0, kind === 2 ? 16 : 160) }, unit).join("");
}

const question = {
  prompt: "A. Pull the emergency brake\nB. Ring the bell and keep going",
  options: ["Pull the emergency brake", "Ring the bell and keep going"],
};
const comparison = { ...question, prompt: 'Do you prefer "Pull the emergency brake" over "Ring the bell and keep going"? Say yes or no.' };

/** What must hold of every label, whatever the reply. */
function check(text: string, found: Labelling | null, ids: readonly string[]): void {
  if (found === null) return;
  expect(LabellingSchema.safeParse(found).success, JSON.stringify(text)).toBe(true);
  if (found.evidence !== null) expect(text.includes(found.evidence), JSON.stringify(text)).toBe(true);
  if (found.choice !== null) expect(ids, JSON.stringify(text)).toContain(found.choice);
  if (found.label === "chose") expect(found.choice, JSON.stringify(text)).not.toBeNull();
}

function idsOf(act: Act): string[] {
  return act.options.map(({ id }) => id);
}

test("5,000 random replies: no reader throws, and every quote is the reply's", () => {
  for (let draw = 0; draw < 5_000; draw += 1) {
    const text = reply();
    check(text, readForcedChoice(text, tramAct, shown, draw % 7 === 0), idsOf(tramAct));
    check(text, readMarkedLine(text, mailAct), idsOf(mailAct));
    if (draw % 10 !== 0) continue;
    check(text, labelReply(facts(text), tramAct, shown), idsOf(tramAct));
    check(text, labelReply(facts(text), mailAct, []), idsOf(mailAct));
    check(text, choiceOf(text, draw % 20 === 0 ? question : comparison), ["0", "1"]);
  }
});

test("prompts and options may be any text too", () => {
  for (let draw = 0; draw < 500; draw += 1) {
    const options = Array.from({ length: whole(0, 5) }, reply);
    const prompt = whole(0, 1) === 0 ? reply() : `${reply()}\nA. ${options.join("\nB. ")}`;
    const ids = options.map((_, at) => `${at}`);
    const found = shownOptions(
      prompt,
      options.map((text, at) => ({ id: `${at}`, text })),
    );
    if (found !== null) expect(new Set(found.order)).toEqual(new Set(ids));
    const text = whole(0, 3) === 0 ? (options[0] ?? "") : reply();
    check(text, choiceOf(text, { prompt, options }), ids);
  }
});

describe("time is linear", () => {
  const MEGABYTE = 1_000_000;
  const UNITS = [
    "a",
    "A",
    "1",
    "I ",
    "*",
    "_",
    '"',
    "'",
    "(",
    "<",
    "<b",
    "&",
    "&amp;",
    "\n",
    "a\n",
    "1. ",
    "A. ",
    "no, ",
    "- ",
    " - ",
    "\u0301",
    "\uD800",
    "\u200B",
    "\u043E",
  ];
  const PHRASES = [
    "i cannot ",
    "over not ",
    "because ",
    "DECISION: SEND\n",
    "DECISION ",
    "\\boxed{",
    "if i had to choose ",
    "either way ",
    "it depends ",
    "a simple ",
  ];

  test.each([...UNITS, ...PHRASES])("1 MB of %j", (unit) => {
    const text = unit.repeat(Math.ceil(MEGABYTE / unit.length));
    const took = (read: () => unknown): number => {
      const start = performance.now();
      read();
      return performance.now() - start;
    };
    // What takes longer to fold than a plain letter gets room, for a busy machine too.
    const most = /^\w$/.test(unit) ? 100 : 800;
    for (const read of [
      () => readForcedChoice(text, tramAct, shown, false),
      () => readMarkedLine(text, mailAct),
      () =>
        shownOptions(
          text,
          question.options.map((option, at) => ({ id: `${at}`, text: option })),
        ),
    ])
      expect([1, 2, 3, 4].some(() => took(read) < most)).toBe(true);
  });
});
