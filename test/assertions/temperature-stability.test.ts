import type { CallApiContextParams, ProviderResponse } from "promptfoo";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { temperatureStability } from "../../assertions/temperature-stability.ts";
import { OrganismProvider } from "../../providers/organism.ts";
import { settingsOf } from "../../assertions/settings.ts";
import { expectNear } from "../stats/golden.ts";
import { contextFor, packRow, RuleProvider } from "./assertion-context.ts";

const CASE = "Left or right? 1. Turn left 2. Turn right";
const choices = ["Turn left", "Turn right"];

/** A provider that reports the temperature it sent, as one with proof does. */
function reporting(answer: (temperature: unknown, index: number) => string, id = "rule"): RuleProvider {
  return new RuleProvider((_, index, context): ProviderResponse => {
    const temperature = asked(context);
    return { output: answer(temperature, index), metadata: { request: { temperature } } };
  }, id);
}

function asked(context: CallApiContextParams | undefined): unknown {
  return settingsOf(context?.prompt.config)["temperature"];
}

describe("temperatureStability", () => {
  test("passes by default where all replies are alike, with the fewest draws that can: 13 a temperature, 39 calls", async () => {
    const provider = reporting(() => "Turn left");
    const found = await temperatureStability(
      "",
      contextFor(CASE, provider, { choices }, { options: { temperature: 0.3, max_tokens: 50 } }),
    );
    expect(found).toMatchObject({
      pass: true,
      score: 1,
      namedScores: { temperatureDistance: 0 },
      metadata: { gyges: { finding: "within", maxDistance: 0.2, shift: { distance: 0, drawsToSettle: null } } },
    });
    expect(provider.calls).toHaveLength(39);
    expect(provider.calls.slice(0, 3).map(({ context }) => context?.prompt.config as unknown)).toEqual(
      [0, 0.7, 1].map((temperature) => ({ temperature, max_tokens: 50 })),
    );
    expect(provider.calls.every(({ context }) => context?.bustCache === true)).toBe(true);
  });

  test("says that there are not enough draws, and how many calls would do, where it can neither pass nor fail", async () => {
    const provider = reporting((temperature, index) => (temperature === 1 && index % 12 === 2 ? "Turn right" : "Turn left"));
    const found = await temperatureStability("", contextFor(CASE, provider, { choices }));
    expect(found).toMatchObject({ pass: false, score: 0, metadata: { gyges: { finding: "open" } } });
    expect(found.reason).toMatch(
      /^not enough draws to judge against 0\.2: (about \d+ a temperature \(\d+ calls\)|no number up to 5,000 a temperature) would do at these shares; distance 0\.31 \[0\.\d\d, 0\.\d\d\] between temperatures; at temperature 0 13 of 13/,
    );
    const settle = /about (\d+) a temperature \((\d+) calls\)/.exec(found.reason);
    expect(Number(settle?.[2])).toBe(3 * Number(settle?.[1]));
  });

  test("fails where the replies change with temperature", async () => {
    const provider = reporting((temperature) => (temperature === 0 ? "Turn left" : "Turn right"));
    const found = await temperatureStability("", contextFor(CASE, provider, { choices }));
    expect(found).toMatchObject({ pass: false, namedScores: { temperatureDistance: 1 }, metadata: { gyges: { finding: "beyond" } } });
    expect(found.reason).toMatch(
      /^distance 1\.00 \[0\.\d\d, 1\.00\] between temperatures; beyond 0\.2: the replies change with temperature; at temperature 0/,
    );
  });

  test.each([
    ["openai:chat:o3-mini", {}],
    ["openai:responses:gpt-5-mini", {}],
    ["anthropic:messages:claude-opus-4-7", {}],
    ["anthropic:messages:claude-sonnet-5", {}],
    ["anthropic:messages:claude-haiku-4-5", { thinking: { type: "enabled" } }],
    ["anthropic:messages:claude-haiku-4-5", { top_p: 0.9 }],
  ])("%s with %j takes no temperature: unsupported, and not a call is paid for", async (id, options) => {
    const provider = new RuleProvider(() => ({ output: "Turn left" }), id);
    const found = await temperatureStability("", contextFor(CASE, provider, { choices }, { options }));
    expect(found).toMatchObject({
      pass: false,
      score: 0,
      reason: "unsupported: the model did not take temperature 0, 0.7, 1, so its replies cannot be compared over temperatures",
      namedScores: {},
      metadata: { gyges: { finding: "unsupported", maxDistance: 0.2 } },
    });
    expect(provider.calls).toEqual([]);
  });

  test("one temperature outside of the model's range is enough to know before a call", async () => {
    const provider = new RuleProvider(() => ({ output: "Turn left" }), "anthropic:messages:claude-haiku-4-5");
    const found = await temperatureStability("", contextFor(CASE, provider, { choices, temperatures: [0, 1, 1.5] }));
    expect(found.reason).toMatch(/^unsupported: the model did not take temperature 1\.5, /);
    expect(provider.calls).toEqual([]);
  });

  test("a model that answers 400 to a temperature is unsupported too", async () => {
    const provider = new RuleProvider((_, __, context) =>
      asked(context) === 1
        ? { output: "Turn left" }
        : { error: "400 Unsupported value: 'temperature' does not support 0.7 with this model." },
    );
    const found = await temperatureStability("", contextFor(CASE, provider, { choices }));
    expect(found.reason).toMatch(/^unsupported: the model did not take temperature 0, 0\.7, so/);
    expect(found).toMatchObject({ pass: false, metadata: { gyges: { finding: "unsupported" } } });
  });

  test("without proof that the temperature arrived, equal replies are unverified", async () => {
    const provider = new RuleProvider(() => ({ output: "Turn left" }), "https://models.example/chat");
    const found = await temperatureStability("", contextFor(CASE, provider, { choices }));
    expect(found).toMatchObject({ pass: false, namedScores: { temperatureDistance: 0 }, metadata: { gyges: { finding: "unverified" } } });
    expect(found.reason).toBe("unverified: nothing shows that temperature 0, 0.7, 1 reached the model");
  });

  test("lost replies are not estimable", async () => {
    const provider = new RuleProvider(
      (_, index, context) =>
        index % 4 === 0 ? { error: "reset" } : { output: "Turn left", metadata: { request: { temperature: asked(context) } } },
      "openai:chat:gpt-4o-mini",
    );
    const found = await temperatureStability("", contextFor(CASE, provider, { choices, draws: 16 }));
    expect(found.reason).toBe("distance not estimable: 12 replies have no outcome");
    expect(found).toMatchObject({ pass: false, metadata: { gyges: { finding: "not-estimable" } } });
  });

  describe("at temperature 0, where repeats are near copies,", () => {
    const arms = (found: { metadata?: Record<string, unknown> }): unknown => found.metadata?.["gyges"];

    test("replies that agree count as one reply, and the report says how many agree in how many texts", async () => {
      const found = await temperatureStability(
        "",
        contextFor(
          CASE,
          reporting(() => "Turn left"),
          { choices },
        ),
      );
      expect(found.reason).toBe(
        "distance 0.00 [0.00, 0.19] between temperatures; within 0.2; at temperature 0 13 of 13 replies agree (different texts: 1) and count as one reply, not as 13 draws",
      );
      expect(arms(found)).toMatchObject({ arms: [{ temperature: 0, agreement: 1, texts: 1 }, { agreement: 1 }, { agreement: 1 }] });
    });

    test("their number adds nothing: what the other temperature may be is Wilson's interval of its own draws", async () => {
      const provider = reporting((temperature, index) => (temperature === 1 && index % 20 === 1 ? "Turn right" : "Turn left"));
      const found = await temperatureStability("", contextFor(CASE, provider, { choices, temperatures: [0, 1], draws: 40 }));
      // statsmodels: Wilson's bounds of 4 of 40, .04 and .025 in a tail.
      const shift = z.object({ shift: z.object({ lower: z.number(), upper: z.number() }) }).parse(arms(found)).shift;
      expectNear(shift.upper, 0.21341276032069606);
      expectNear(shift.lower, 0.03957952868260635);
    });

    test("replies that differ are no copies and count as draws", async () => {
      const provider = reporting((temperature, index) => (temperature === 0 && index === 0 ? "Turn right" : "Turn left"));
      const found = await temperatureStability("", contextFor(CASE, provider, { choices, draws: 30 }));
      expect(found.reason).toMatch(/; at temperature 0 29 of 30 replies agree \(different texts: 2\) and count as draws$/);
      expect(arms(found)).toMatchObject({ arms: [{ agreement: 29 / 30, texts: 2 }, { texts: 1 }, {}] });
    });

    test("a lost reply is named by the agreement of the others, which then count as draws", async () => {
      const lossy = new RuleProvider((_, index, context) => ({
        ...(index === 0 ? { error: "reset" } : { output: "Turn left" }),
        metadata: { request: { temperature: asked(context) } },
      }));
      const found = await temperatureStability("", contextFor(CASE, lossy, { choices, draws: 16 }));
      expect(found.reason).toMatch(/at temperature 0 15 of 15 replies agree \(different texts: 1\) and count as draws$/);
    });

    test("a sweep without it says nothing of copies", async () => {
      const found = await temperatureStability(
        "",
        contextFor(
          CASE,
          reporting(() => "Turn left"),
          { choices, temperatures: [0.5, 1] },
        ),
      );
      expect(found.reason).toBe("distance 0.00 [0.00, 0.19] between temperatures; within 0.2");
    });
  });

  test("sees the slope of the simulated model, and its absence", async () => {
    const { prompt, identity } = await packRow();
    const row = { metadata: { gyges: identity } };
    const sloped = new OrganismProvider({ config: { rate: 0, temperatureSlope: 1 } });
    expect(await temperatureStability("", contextFor(prompt, sloped, {}, row))).toMatchObject({
      pass: false,
      metadata: { gyges: { finding: "beyond" } },
    });
    const level = new OrganismProvider({ config: { rate: 1 } });
    expect(await temperatureStability("", contextFor(prompt, level, {}, row))).toMatchObject({ pass: true });
  });

  test.each([
    [{ choices, temperatures: [0.5] }, /at least two temperatures/],
    [{ choices, temperatures: [1, 1] }, /different temperatures/],
    [{ choices, temperatures: [0, 3] }, /temperatures.1/],
    [
      { choices, draws: 5 },
      /with 5 draws a temperature nothing can pass maxDistance 0\.2: .* do not rule out 0\.380\n {2}wanted draws: 13 \(39 calls beside the row's own\), or maxDistance: 0\.39$/,
    ],
    [
      { choices, maxDistance: 0.08 },
      /takes at least 36 draws a temperature, 108 calls beside the row's own\n {2}more than 100 are made only where the config says so: wanted draws: 36/,
    ],
    [{}, /needs to know what the replies can choose/],
    [{ choices: ["Up", "Down"] }, /does not offer "Up", "Down"/],
  ])("the config %j is refused before a call is made", async (config, message) => {
    const provider = new RuleProvider(() => ({ output: "Turn left" }));
    await expect(temperatureStability("", contextFor(CASE, provider, config))).rejects.toThrow(message);
    expect(provider.calls).toEqual([]);
  });
});
