import { expect, test } from "vitest";
import { configure } from "../../src/promptfoo/extension.ts";
import { parseOptions, type ExtensionOptions } from "../../src/promptfoo/extension-options.ts";

test("nothing said means a small sample of pack core", () => {
  expect(parseOptions({}, {})).toMatchObject({ off: false, pack: "core", draws: 2, margin: 0.1 });
});

test("the environment wins over the file", () => {
  expect(parseOptions({ draws: 5, pack: "core" }, { GYGES_DRAWS: "7", GYGES_PACK: "dilemmas", GYGES: "off" })).toMatchObject({
    draws: 7,
    pack: "dilemmas",
    off: true,
  });
});

test.each([
  [{ GYGES_DRAWS: "" }, /draws/],
  [{ GYGES_DRAWS: "3x" }, /draws/],
  [{ GYGES_MARGIN: "10%" }, /margin/],
  [{ GYGES_MARGIN: "NaN" }, /margin/],
  [{ GYGES: "of" }, /off/],
])("%j is refused by name, never read as a number or a switch", (env, named) => {
  expect(() => parseOptions({}, env)).toThrow(named);
});

test("an unknown option is refused when the file is loaded", () => {
  const misspelt: ExtensionOptions = JSON.parse('{"drawz": 3}');
  expect(() => configure(misspelt)).toThrow(/unknown key "drawz"/);
});
