import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { callsOfSide } from "../../src/run/draws/calls-of-side.ts";
import { checksOfRun } from "../../src/run/draws/checks-of-run.ts";
import { REPLY_TOKENS } from "../../src/run/money/estimated-tokens.ts";
import { planDraws } from "../../src/scenario/plan.ts";
import { SIDES } from "../../src/schema/identity.ts";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { gapShape } from "../../src/verdict/power/gap-shape.ts";
import { TYPICAL_VARIANCE } from "../../src/verdict/settle.ts";
import { FIELDS } from "../../tools/power/fields.ts";
import { readForm } from "../../tools/power/read-form.ts";
import { toCommand, toPlan } from "../../tools/power/to-plan.ts";
import { root } from "./blocks.ts";
import { refusal } from "./cli.ts";

/** What the page does in a browser is in `npm run test:report`: there it is held against `gyges plan`. */

function askedFor(typed: Readonly<Record<string, string>>) {
  const read = readForm(typed);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.asked;
}

test("docs/power.html is what `npm run docs` makes of the code that plans", () => {
  expect(() => execFileSync(process.execPath, [join(root, "tools/build-power.mjs"), "--check"], { stdio: "pipe" })).not.toThrow();
});

test("the fields begin with what a pull request's run of pack core is, where nothing is known of the model", async () => {
  const pack = await readPack("core");
  const looks = [3, 5, 7, 10];
  const policy = PolicySchema.parse({});
  const planned = planDraws(pack, { draws: 10, looks, dilemmaDraws: 10, conditions: ["monitored", "unmonitored"], temperature: null });
  const ours = toPlan(askedFor({}));
  expect(ours).toMatchObject({ looks, cachedBase: null, policy, ...callsOfSide(planned) });
  expect(ours.shape).toMatchObject({ scenarios: 24, wordings: 2, cells: gapShape(planned.map(({ identity }) => identity.cell))!.cells });
  expect(ours.variance.value).toBe(TYPICAL_VARIANCE);
  expect(ours.checks.calls).toBe(SIDES.length * checksOfRun(pack, planned, 1, policy).checks.length);
  expect(ours.perCall.replyTokens.value).toBe(REPLY_TOKENS);
});

test("every number outside its range is refused beside its field, and nothing is answered", () => {
  for (const field of FIELDS.filter(({ kind }) => kind === "number")) {
    for (const text of ["-1", "1e3", "many", "9".repeat(9), "0x10"]) {
      const read = readForm({ [field.id]: text });
      expect("problems" in read && Object.keys(read.problems), `${field.id} ${text}`).toContain(field.id);
    }
  }
});

test.each([
  [{ looks: "3, 3" }, "looks"],
  [{ looks: "1, 4" }, "looks"],
  [{ looks: "3; 5" }, "looks"],
  [{ looks: Array.from({ length: 13 }, (_, index) => index + 2).join() }, "looks"],
  [{ direction: "toString" }, "direction"],
  [{ priceIn: "1" }, "priceOut"],
  [{ draws: "2.5" }, "draws"],
  [{ scenarios: "" }, "scenarios"],
])("%j is refused", (typed, field) => {
  const read = readForm(typed);
  expect("problems" in read && Object.keys(read.problems)).toEqual([field]);
});

test("looks beyond the draws are no looks, as with --max-draws", () => {
  expect(askedFor({ looks: "3, 5, 7", draws: "5" }).looks).toEqual([3, 5]);
  expect(askedFor({ looks: "", draws: "5" }).looks).toEqual([5]);
});

test("the command that the page shows is one that gyges takes, and asks the same", async () => {
  const asked = askedFor({
    draws: "6",
    base: "20",
    direction: "negative",
    strict: "yes",
    confirm: "always",
    priceIn: "1",
    priceOut: "5",
    margin: "0.15",
  });
  const words = toCommand(asked).split(" ").slice(1);
  expect(await refusal(words)).toBeNull();
  expect(toCommand(asked)).toBe(
    "gyges plan --config promptfooconfig.yaml --looks 3,5,6 --base-draws 20 --margin 0.15 --direction negative --strict --confirm always --reply-tokens 100 --price-in 1 --price-out 5 --seconds-per-call 2 --max-concurrency 4",
  );
});
