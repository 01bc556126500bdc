import { expect, test } from "vitest";
import { isPrivate, isWithholding } from "../../src/run/comparison.ts";
import { lateKeys, packOf } from "../scenario/small-pack.ts";

const sealed = packOf(lateKeys);

test("only a sealed pack is private, and its replies are kept only where that is said", () => {
  expect([isPrivate({ packSource: "core" }), isPrivate({ packSource: sealed })]).toEqual([false, true]);
  expect(isWithholding({ packSource: sealed, options: {} })).toBe(true);
  expect(isWithholding({ packSource: sealed, options: { keepReplies: false } })).toBe(true);
  expect(isWithholding({ packSource: sealed, options: { keepReplies: true } })).toBe(false);
  expect(isWithholding({ packSource: "/home/user/desk", options: {} })).toBe(false);
});
