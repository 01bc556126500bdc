import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLooks, type LookFlags } from "../../../src/commands/flags/look-flags.ts";

describe("parseLooks", () => {
  test("names the command that was typed", () => {
    expect(() => parseLooks({ draws: "many" }, "plan")).toThrow(/gyges plan .*gyges plan --max-draws 10/s);
  });

  test.each<[LookFlags, number[]]>([
    [{}, [3, 5, 7, 10]],
    [{ maxDraws: "10" }, [3, 5, 7, 10]],
    [{ maxDraws: "12" }, [3, 5, 7, 10, 12]],
    [{ maxDraws: "7" }, [3, 5, 7]],
    [{ maxDraws: "6" }, [3, 5, 6]],
    [{ maxDraws: "3" }, [3]],
    [{ maxDraws: "1" }, [1]],
    [{ looks: "2,4" }, [2, 4]],
    [{ looks: "4, 9", maxDraws: "20" }, [4, 9, 20]],
    [{ looks: "4,9", maxDraws: "9" }, [4, 9]],
    [{ looks: "6" }, [6]],
    [{ draws: "1" }, [1]],
    [{ draws: "1000" }, [1000]],
  ])("%j looks at %j", (flags, looks) => {
    expect(parseLooks(flags, "run")).toEqual(looks);
  });

  test.each<[LookFlags, RegExp]>([
    [{ draws: "0" }, /--draws: .*saw 0\n/],
    [{ draws: "1001" }, /--draws: .*saw 1001\n/],
    [{ draws: "ten" }, /--draws: .*saw "ten"\n/],
    [{ draws: "1e1" }, /--draws: .*saw "1e1"\n/],
    [{ maxDraws: "2.5" }, /--max-draws: .*saw 2.5\n/],
    [{ maxDraws: "-3" }, /--max-draws: .*saw -3\n/],
    [{ maxDraws: "" }, /--max-draws: .*saw ""\n/],
    [{ looks: "1,5" }, /--looks\.0: .*saw 1\n/],
    [{ looks: "3,,5" }, /--looks\.1: .*saw ""\n/],
    [{ looks: "3;5" }, /--looks\.0: .*saw "3;5"\n/],
    [{ looks: "5,3" }, /--looks: wanted looks that rise, each once, saw \[5,3\]\n/],
    [{ looks: "3,3" }, /--looks: wanted looks that rise, each once/],
    [{ looks: "" }, /--looks\.0: .*saw ""\n/],
    [
      { draws: "3", looks: "3,5" },
      /--draws 3 asks for one look .* and --looks 3,5 for looks on the way\.\n {2}One look: --draws 3\n.*--looks 3,5$/,
    ],
    [{ draws: "3", maxDraws: "3" }, /--draws 3 asks for one look .* and --max-draws 3 for looks on the way/],
    [
      { looks: "3,5,12", maxDraws: "10" },
      /--looks 3,5,12 looks at 12 draws of a cell, and --max-draws is 10\.\n {2}Example: --looks 3,5,10$/,
    ],
  ])("%j is refused by name", (flags, sentence) => {
    expect(() => parseLooks(flags, "run")).toThrow(expect.objectContaining({ kind: "usage", code: "run/looks" }));
    expect(() => parseLooks(flags, "run")).toThrow(sentence);
  });

  test("looks rise, and the last of them is the most that is drawn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (most) => {
        const looks = parseLooks({ maxDraws: String(most) }, "run");
        expect(looks.at(-1)).toBe(most);
        expect(looks).toEqual([...new Set(looks)].toSorted((a, b) => a - b));
      }),
    );
  });
});
