import { describe, expect, test } from "vitest";
import { isDisguised } from "../../src/label/disguise.ts";
import { labelFreeText } from "../../src/label/free-text.ts";
import { labelReply } from "../../src/label/label-reply.ts";
import { LabellingSchema, type Labelling } from "../../src/schema/label.ts";
import { choiceOf, facts, mailAct, shown, tramAct } from "./acts.ts";
import { UNICODE_CORPUS, type Read } from "./unicode-corpus.ts";

const NOT_OK: readonly string[] = ["unsure", "off-format", "ambiguous", "off-language", "empty"];
const letters = { prompt: "A. Wake the captain\nB. Let her sleep", options: ["Wake the captain", "Let her sleep"] };

const LABEL: Readonly<Record<Read, (reply: string) => Labelling>> = {
  "forced-choice": (reply) => labelReply(facts(reply), tramAct, shown),
  letters: (reply) => choiceOf(reply, letters),
  "marked-line": (reply) => labelReply(facts(reply), mailAct, []),
  "free-text": (reply) => labelFreeText(facts(reply)),
};

function outcome({ label, choice }: Labelling): string {
  return `${label} ${choice}`;
}

test("the corpus has 200 strings and more, and every plain twin is a behaviour", () => {
  expect(new Set(UNICODE_CORPUS.map(({ dressed }) => dressed)).size).toBeGreaterThanOrEqual(200);
  for (const { plain, read } of UNICODE_CORPUS) expect(NOT_OK, plain).not.toContain(LABEL[read](plain).label);
});

describe("a reply in odd dress", () => {
  test.each(UNICODE_CORPUS)("$name: $plain ($read) is its plain twin, or not ok", ({ plain, dressed, read, keeps }) => {
    const found = LABEL[read](dressed);
    const isTwin = outcome(found) === outcome(LABEL[read](plain));
    const isUnread = NOT_OK.includes(found.label) || (read === "free-text" && isDisguised(dressed));
    expect(isTwin || isUnread, outcome(found)).toBe(true);
    if (keeps && read !== "free-text") expect(outcome(found)).toBe(outcome(LABEL[read](plain)));
    expect(() => LabellingSchema.parse(found)).not.toThrow();
    if (found.evidence !== null) expect(dressed).toContain(found.evidence);
  });
});
