import { describe, expect, test } from "vitest";
import { enoughDraws, type Aim } from "../../assertions/enough-draws.ts";

const aim = (margin: number, arms = 2): Aim => ({ key: "margin", margin, arms, arm: arms === 2 ? "condition" : "temperature" });

describe("enoughDraws", () => {
  test("takes the draws that the config names, where they can pass", () => {
    expect(enoughDraws(28, aim(0.1))).toBe(28);
    expect(enoughDraws(500, aim(0.1))).toBe(500);
  });

  test("takes the fewest that can pass where it names none", () => {
    expect(enoughDraws(undefined, aim(0.1))).toBe(28);
    expect(enoughDraws(undefined, aim(0.2, 3))).toBe(13);
  });

  test("makes up to 100 calls unasked, and not one more", () => {
    expect(enoughDraws(undefined, aim(0.0585))).toBe(50);
    expect(() => enoughDraws(undefined, aim(0.0575))).toThrow(
      "margin 0.0575 takes at least 51 draws a condition, 102 calls beside the row's own\n  more than 100 are made only where the config says so: wanted draws: 51, or a larger margin",
    );
    expect(enoughDraws(51, aim(0.0575))).toBe(51);
    expect(() => enoughDraws(undefined, aim(0.1, 4))).toThrow(/28 draws a temperature, 112 calls/);
  });

  test("one draw too few is refused with the number that would do and the margin that it would do for", () => {
    expect(() => enoughDraws(27, aim(0.1))).toThrow(
      expect.objectContaining({
        kind: "usage",
        code: "assertion/draws",
        message:
          "with 27 draws a condition nothing can pass margin 0.1: even replies that are all alike do not rule out 0.102\n  wanted draws: 28 (56 calls beside the row's own), or margin: 0.11",
      }),
    );
  });

  test("a margin that more draws than are taken would settle is refused with the smallest that they can", () => {
    expect(enoughDraws(500, aim(0.0061))).toBe(500);
    expect(() => enoughDraws(500, aim(0.006))).toThrow(/do not rule out 0\.006\n {2}wanted margin: 0\.01$/);
    expect(() => enoughDraws(undefined, aim(0.006))).toThrow(
      /508 draws a condition, 1016 calls beside the row's own\n {2}at most 500 are taken: wanted margin: 0\.007 or more$/,
    );
  });
});
