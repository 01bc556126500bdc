import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { labelShift, type LabelCounts } from "../../src/stats/label-shift.ts";

const arm = (counts: readonly number[], missing = 0): LabelCounts => ({ counts, missing });

describe("labelShift", () => {
  test("replies that are all alike take 16 draws an arm for .20", () => {
    // The upper bound is z²/(n + z²): .2036 at 15 draws, .1936 at 16.
    expect(labelShift([arm([15]), arm([15])], 0.2)).toMatchObject({ distance: 0, finding: "open", drawsToSettle: 16 });
    expect(labelShift([arm([16]), arm([16])], 0.2)).toMatchObject({ distance: 0, lower: 0, finding: "within", drawsToSettle: null });
  });

  test("the distance is the share of replies that would have to move, the largest over pairs", () => {
    expect(labelShift([arm([5, 5, 0]), arm([5, 3, 2]), arm([2, 3, 5])], 0.1)).toMatchObject({ distance: 0.5 });
  });

  test("looks at labels taken together: many small moves that add up are a move", () => {
    const [before, after] = [arm([25, 25, 25, 25, 0, 0, 0, 0]), arm([0, 0, 0, 0, 25, 25, 25, 25])];
    expect(labelShift([before, after], 0.2)).toMatchObject({ distance: 1, finding: "beyond" });
  });

  test("missing draws count for the worse, so that they cannot buy a within", () => {
    expect(labelShift([arm([20]), arm([20])], 0.2)).toMatchObject({ finding: "within" });
    expect(labelShift([arm([20]), arm([17], 3)], 0.2)).toMatchObject({ finding: "open" });
  });

  test("one arm, or an arm without outcomes, is not estimable", () => {
    expect(labelShift([arm([5])], 0.2).kind).toBe("not-estimable");
    expect(labelShift([arm([5]), arm([0], 5)], 0.2).kind).toBe("not-estimable");
  });

  test("wrong claims are as rare as said: within at the margin, beyond where nothing moved", () => {
    const rng = xoroshiro128plus(20261123);
    const uniform = (): number => uniformFloat64(rng);
    const drawn = (draws: number, first: number): LabelCounts => {
      const moved = Array.from({ length: draws }, () => (uniform() < first ? 0 : 1)).filter((one) => one === 1).length;
      return arm([draws - moved, moved]);
    };
    const runs = 400;
    const share = (finding: string, one: () => readonly LabelCounts[]): number =>
      Array.from({ length: runs }, () => labelShift(one(), 0.2)).filter((found) => found.kind === "estimated" && found.finding === finding)
        .length / runs;
    // True distance .20 = the margin: nominal .025, four standard errors of it are .031.
    expect(share("within", () => [drawn(200, 0.5), drawn(200, 0.3)])).toBeLessThan(0.025 + 0.031);
    // No difference at all among three arms: at most .05 by Bonferroni, and the margin makes it rarer.
    expect(share("beyond", () => [drawn(20, 0.5), drawn(20, 0.5), drawn(20, 0.5)])).toBeLessThan(0.05);
  });
});
