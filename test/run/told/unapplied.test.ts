import { expect, test } from "vitest";
import { unapplied } from "../../../src/run/told/unapplied.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { draw } from "../../disk/sample.ts";

const made = (side: "base" | "head", settings: Draw["settings"], number = 0): Draw =>
  draw(number, { pair: "p × m", side, provider: "openai:chat:gpt-5", settings });
const asked = (temperature: number | null, applied: "yes" | "no" | "unknown"): Draw["settings"] => ({
  requested: { temperature, maxTokens: null, seed: null },
  applied: { temperature: applied },
});

test("a temperature that no call took is told, with who asked and of whom", () => {
  const draws = [made("base", asked(null, "unknown")), made("head", asked(0.7, "no")), made("head", asked(0.7, "no"), 1)];
  expect(unapplied(draws)).toEqual([
    {
      code: "settings/not-applied",
      text: 'In head of "p × m" the temperature 0.7 did not reach openai:chat:gpt-5: none of 2 calls took it, so that what was measured is the model without it.',
    },
  ]);
});

test("where one call took it, or it is not known, nothing is said", () => {
  expect(unapplied([made("head", asked(0.7, "no")), made("head", asked(0.7, "yes"), 1)])).toEqual([]);
  expect(unapplied([made("head", asked(0.7, "unknown"))])).toEqual([]);
});

test("each setting has its own sentence, and sides that lost the same share one", () => {
  const settings: Draw["settings"] = {
    requested: { temperature: 0.7, maxTokens: null, seed: 7, topP: 0.9 },
    applied: { temperature: "no", seed: "no", topP: "no" },
  };
  const warmer = { ...settings, requested: { ...settings.requested, temperature: 1 } };
  const starts = unapplied([made("base", settings), made("head", warmer)]).map(({ text }) => text.split(" did not")[0]);
  expect(starts).toEqual([
    'In base of "p × m" the temperature 0.7',
    'In head of "p × m" the temperature 1',
    'In base and head of "p × m" the top_p 0.9',
    'In base and head of "p × m" the seed 7',
  ]);
});
