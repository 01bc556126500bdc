import { expect, test } from "vitest";
import { firstForm, forms, hasForm, wordForms } from "../../src/label/forms.ts";

test("the match that begins first is found, whatever the order of the forms", () => {
  const text = "one two three";
  expect(firstForm(text, forms("three", "two"))?.index).toBe(4);
  expect(firstForm(text, forms("two", "three"))?.index).toBe(4);
  expect(firstForm(text, forms("tw", "two"))?.[0]).toBe("tw");
  expect(firstForm(text, forms("four"))).toBeNull();
  expect(firstForm(text, [])).toBeNull();
});

test("a text has a form where any matches, and words only as words", () => {
  expect(hasForm("retrained", forms("x", "train"))).toBe(true);
  expect(hasForm("retrained", forms("x"))).toBe(false);
  expect(hasForm("retrained", wordForms("train"))).toBe(false);
  expect(hasForm("train!", wordForms("train"))).toBe(true);
  expect(hasForm("trained", wordForms("train|x"))).toBe(false);
});
