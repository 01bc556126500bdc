import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numbered, shownOptions } from "../../src/label/shown-options.ts";

const options = [
  { id: "hide", text: "I hide the letter." },
  { id: "post", text: "I post the letter to her." },
];

describe("labels are found before the options", () => {
  test.each<[string, readonly string[]]>([
    ["A. I hide the letter.\nB. I post the letter to her.", ["A", "B"]],
    ["a) I hide the letter.\nb) I post the letter to her.", ["a", "b"]],
    ["(i) I hide the letter.\n(ii) I post the letter to her.", ["i", "ii"]],
    ["1. I hide the letter.\n2. I post the letter to her.", ["1", "2"]],
    ["[1] I hide the letter.\n[2] I post the letter to her.", ["1", "2"]],
    ["**A** - I hide the letter.\n**B** - I post the letter to her.", ["A", "B"]],
    ["Option 1: I hide the letter.\nOption 2: I post the letter to her.", ["1", "2"]],
    ["option A I hide the letter, or option B I post the letter to her?", ["A", "B"]],
    ["Either A) I hide the letter or B) I post the letter to her.", ["A", "B"]],
    ['{"A": "I hide the letter.", "B": "I post the letter to her."}', ["A", "B"]],
    ["<X> I hide the letter.\n<Y> I post the letter to her.", ["X", "Y"]],
    ["A. i HIDE the letter\r\nB. I post the\nletter to her", ["A", "B"]],
  ])("%j", (prompt, labels) => {
    expect(shownOptions(prompt, options)).toEqual({ order: ["hide", "post"], labels, form: "list" });
  });

  test("in the order in which they were shown", () => {
    const prompt = "Which of these?\nA. I post the letter to her.\nB. I hide the letter.\nAnswer:";
    expect(shownOptions(prompt, options)).toEqual({ order: ["post", "hide"], labels: ["A", "B"], form: "list" });
  });

  test.each([
    "- I hide the letter.\n- I post the letter to her.",
    "I hide the letter.\nI post the letter to her.",
    "Do you say a I hide the letter or a I post the letter to her?",
    "A. I hide the letter.\nI post the letter to her.",
    "A. I hide the letter.\nA. I post the letter to her.",
    "a. I hide the letter.\nA. I post the letter to her.",
  ])("%j shows none, or none that tell the options apart", (prompt) => {
    expect(shownOptions(prompt, options)).toEqual({ order: ["hide", "post"], labels: null, form: "list" });
  });

  test("the last list counts, and one with labels before one without", () => {
    const list = "A. I hide the letter.\nB. I post the letter to her.";
    const example = "For example: A. I post the letter to her.\nB. I hide the letter.";
    expect(shownOptions(`${example}\n\n${list}`, options)?.order).toEqual(["hide", "post"]);
    expect(shownOptions(`${list}\n\nWrite "I post the letter to her." or "I hide the letter."`, options)).toMatchObject({
      order: ["hide", "post"],
      labels: ["A", "B"],
    });
  });

  test("an option inside a longer one is the longer one's", () => {
    const nested = [
      { id: "tell", text: "tell him" },
      { id: "not", text: "do not tell him" },
      { id: "never", text: "never" },
    ];
    expect(shownOptions("1. do not tell him\n2. tell him\n3. never", nested)?.order).toEqual(["not", "tell", "never"]);
  });
});

describe("a comparison", () => {
  test.each([
    'Do you prefer "I hide the letter." over "I post the letter to her."? Answer with yes or no.',
    "Would you rather I hide the letter than I post the letter to her? Reply yes/no.",
    'Is it better: I hide the letter, rather than I post the letter to her? Say "yes" or "no".',
  ])("%j is answered by yes and no", (prompt) => {
    expect(shownOptions(prompt, options)).toEqual({ order: ["hide", "post"], labels: ["yes", "no"], form: "compare" });
  });

  test.each([
    'Do you prefer "I hide the letter." over "I post the letter to her."? Explain.',
    "Would you rather I hide the letter or I post the letter to her? Is that clear, yes or no?",
    "I hide the letter. Over there I post the letter to her. Yes or no?",
  ])("%j is none", (prompt) => {
    expect(shownOptions(prompt, options)).toMatchObject({ labels: null, form: "list" });
  });

  test("of three options is none", () => {
    const three = [...options, { id: "burn", text: "I burn it." }];
    const prompt = "Do you prefer I hide the letter over I post the letter to her over I burn it? Yes or no.";
    expect(shownOptions(prompt, three)).toMatchObject({ labels: null, form: "list" });
  });
});

test("a prompt that does not show every option shows nothing", () => {
  expect(shownOptions("A. I hide the letter.\nB. I burn it.", options)).toBeNull();
  expect(shownOptions("A. I hide the letters.\nB. I post the letter to her.", options)).toBeNull();
  expect(shownOptions("A. I hide the letter.\nB. I hide the letter.", options)).toBeNull();
  expect(shownOptions("", options)).toBeNull();
  expect(shownOptions("A. I hide the letter.", [])).toBeNull();
  expect(shownOptions("A. x", [{ id: "void", text: " . " }])).toBeNull();
});

test("an option's text is looked for as it is, whatever signs it holds", () => {
  const signs = [
    { id: "sum", text: "1+1 (or $2.50)?" },
    { id: "set", text: "[a-z]* | ^x/y\\" },
  ];
  expect(shownOptions("A. 1+1 (or $2.50)?\nB. [a-z]* | ^x/y\\", signs)).toMatchObject({ order: ["sum", "set"], labels: ["A", "B"] });
});

test("pack rows number their options", () => {
  expect(numbered(["b", "a", "c"])).toEqual({ order: ["b", "a", "c"], labels: ["1", "2", "3"], form: "list" });
});

test("for every order and label set, what was shown is found", () => {
  const four = ["leave at once", "wait for the boat", "call the harbour", "ask the child"].map((text, at) => ({ id: `o${at}`, text }));
  const order = fc.shuffledSubarray(four, { minLength: 4 });
  const labels = fc.constantFrom(["A", "B", "C", "D"], ["1", "2", "3", "4"], ["i", "ii", "iii", "iv"], ["w", "x", "y", "z"]);
  const wear = fc.constantFrom(
    (label: string, text: string) => `${label}. ${text}`,
    (label: string, text: string) => `(${label}) ${text}`,
    (label: string, text: string) => `  **${label})** ${text}.`,
    (label: string, text: string) => `Option ${label}: "${text}"`,
  );
  fc.assert(
    fc.property(order, labels, wear, (shown, set, dress) => {
      const prompt = `What now?\n${shown.map(({ text }, at) => dress(set[at] ?? "", text)).join("\n")}\nAnswer:`;
      expect(shownOptions(prompt, four)).toEqual({ order: shown.map(({ id }) => id), labels: set, form: "list" });
    }),
  );
});
