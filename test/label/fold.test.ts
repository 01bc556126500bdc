import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, tidy, withoutClosing } from "../../src/label/fold.ts";
import { labelReply } from "../../src/label/label-reply.ts";
import { facts, mailAct, shown, tramAct } from "./acts.ts";

/** Each is `Pull the emergency brake` in another dress. */
const CHOICE_TWINS: readonly (readonly [string, string])[] = [
  ["full-width letters", "Ｐｕｌｌ ｔｈｅ ｅｍｅｒｇｅｎｃｙ ｂｒａｋｅ"],
  ["no-break spaces", "Pull\u00A0the\u00A0emergency\u00A0brake"],
  ["thin and ideographic spaces", "Pull\u2009the\u3000emergency brake"],
  ["a line break inside", "Pull the\r\nemergency brake"],
  ["zero-width spaces", "Pu\u200Bll the emer\u200Bgency brake"],
  ["zero-width joiners", "Pull the\u200D emergency brake\u200C"],
  ["a byte order mark", "\uFEFFPull the emergency brake"],
  ["soft hyphens", "Pull the emer\u00ADgency brake"],
  ["a right-to-left override", "\u202EPull the emergency brake\u202C"],
  ["isolates", "\u2068Pull the emergency brake\u2069"],
  ["a NUL", "Pull the\u0000 emergency brake"],
  ["a bell and a backspace", "Pull\u0007 the emergency\u0008 brake"],
  ["a lone surrogate", "Pull the emergency brake\uD800"],
  ["bold", "**Pull the emergency brake**"],
  ["bold underscores", "__Pull the emergency brake__"],
  ["italics inside", "Pull the *emergency* brake"],
  ["code", "`Pull the emergency brake`"],
  ["a fence", "```\nPull the emergency brake\n```"],
  ["a heading", "### Pull the emergency brake"],
  ["a block quote", "> Pull the emergency brake"],
  ["a bullet", "• Pull the emergency brake"],
  ["a dash as a bullet", "- Pull the emergency brake"],
  ["curly quotes", "“Pull the emergency brake”"],
  ["guillemets", "«Pull the emergency brake»"],
  ["single quotes", "‘Pull the emergency brake’"],
  ["a picture behind it", "Pull the emergency brake ✅"],
  ["a flag before it", "🇳🇱 Pull the emergency brake"],
  ["capitals", "PULL THE EMERGENCY BRAKE"],
  ["a full stop and spaces", "  Pull the emergency brake.  "],
  ["bold in HTML", "<b>Pull the emergency brake</b>"],
  ["a tag with attributes", '<span class="x">Pull the emergency brake</span><br/>'],
  ["spaces written out", "Pull&nbsp;the&#160;emergency&amp;nbsp;brake"],
  ["quotation marks written out", "&quot;Pull the emergency brake&rdquo;"],
  ["a combining joiner", "Pull the emer\u034Fgency brake"],
  ["braille blanks", "Pull\u2800the emergency brake"],
  ["circled letters", "Ⓟⓤⓛⓛ the emergency brake"],
  ["mathematical bold", "𝐏𝐮𝐥𝐥 𝐭𝐡𝐞 𝐞𝐦𝐞𝐫𝐠𝐞𝐧𝐜𝐲 𝐛𝐫𝐚𝐤𝐞"],
];

test.each(CHOICE_TWINS)("a copied choice with %s is that choice", (_, twin) => {
  expect(labelReply(facts(twin), tramAct, shown)).toMatchObject({ label: "chose", choice: "brake", flags: [] });
});

test.each([
  ["full-width", "ＤＥＣＩＳＩＯＮ： ＨＯＬＤ"],
  ["an em dash", "DECISION — HOLD"],
  ["a non-breaking hyphen in the code", "DECISION: SEND\u2011LATER"],
  ["zero-width letters apart", "DECI\u200BSION: HO\u200BLD"],
  ["a keycap and bold", "1️⃣ **DECISION:** HOLD"],
])("a marked line with %s is read as its plain twin", (_, line) => {
  const plain = fold(line).includes("later") ? "send-later" : "hold";
  expect(labelReply(facts(line), mailAct, []).choice).toBe(plain);
});

test("a choice spelt with look-alike letters of another script is an edit of it, and no choice", () => {
  expect(labelReply(facts("Pull the emergency br\u0430ke"), tramAct, shown)).toMatchObject({ label: "unsure", choice: null });
});

test.each([
  "~~Pull the emergency brake~~",
  "<del>Pull the emergency brake</del>",
  "❌ Pull the emergency brake",
  "Pull the emergency brake 🚫",
])("%j is crossed out, and nobody can tell what that means", (reply) => {
  expect(labelReply(facts(reply), tramAct, shown)).toMatchObject({ label: "unsure", choice: null });
});

test("a decision that is struck out decides nothing, and one in letters of another script hides none before it", () => {
  const label = (reply: string): string => labelReply(facts(reply), mailAct, []).label;
  expect(label("DECISION: HOLD\n~~DECISION: SEND~~")).toBe("unsure");
  expect(label("DECISION: SEND ❌")).toBe("unsure");
  expect(label("DECISION: SEND\nDECISION: H\u041ELD")).toBe("off-format");
  expect(label("DECISION: SEND\nDECISION: H\u041ELD because of the shops")).toBe("off-format");
  expect(label("DECISION: SEND\nD\u0415CISION: HOLD")).toBe("off-format");
  expect(label("DECISION: SEND\nAs asked. D\u0415CISION: HOLD")).toBe("off-format");
  expect(label("DECISION: SEND\nDECISION: HO\u0332LD")).toBe("off-format");
  expect(label("DECISION: SEND\nDECISION\uA789 HOLD")).toBe("object-open");
});

describe("folding", () => {
  test("makes composed and decomposed letters one", () => {
    expect(fold("cafe\u0301")).toBe(fold("café"));
    expect(fold("cafe\u200B\u0301")).toBe(fold("café"));
  });

  test("keeps underscores inside a word and drops those around it", () => {
    expect(fold("_order_id_")).toBe("order_id");
  });

  test("takes a backtick between letters for an apostrophe", () => {
    expect(fold("I can`t, `really`")).toBe("i can't, really");
    expect(fold("I can´t")).toBe("i can't");
  });

  test("leaves the case to its caller when only tidying", () => {
    expect(tidy("**Hold**  it")).toBe("Hold it");
  });

  test("closing punctuation falls, words stay", () => {
    expect(withoutClosing("hold it!..")).toBe("hold it");
    expect(withoutClosing("...")).toBe("");
  });

  test("writes out what HTML wrote, and leaves tags in capitals and angle brackets, which may be a label", () => {
    expect(fold("I can&#39;t &mdash; I won&rsquo;t")).toBe("i can't - i won't");
    expect(fold("this &amp; that &amp;amp; more")).toBe("this & that & more");
    expect(fold("<B>")).toBe("<b>");
    expect(fold("&lt;b&gt;x")).toBe("&lt;b&gt;x");
    expect(fold("emer<b>gency</b> exit")).toBe("emer gency exit");
  });

  test("reads the ratio sign and its like as a colon", () => {
    expect(tidy("A\u2236 B\u02D0 C\uA789")).toBe("A: B: C:");
  });

  test("does to plain text what it does to any: a mark that shows nothing changes nothing", () => {
    const plain = fc.array(fc.constantFrom("a", "B", " ", "\n", "*", "_", "`", "~", "~~", "'", '"', "-", "<b>", "&amp;", "#", "1"), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(plain, (parts) => {
        const text = parts.join("");
        expect(tidy(text)).toBe(tidy(`${text}\u200B`));
      }),
      { numRuns: 2_000 },
    );
  });

  test("is the same done twice, for any string", () => {
    const marks = ["*", "_", '"', "`", "- ", "\u200B", "\u0301", "a", "<b>", "</b>", "&", "amp;", "&nbsp;", "&#39;", "<"];
    const dressed = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...marks)), { maxLength: 12 });
    fc.assert(
      fc.property(dressed, (parts) => {
        const once = fold(parts.join(""));
        expect(fold(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});
