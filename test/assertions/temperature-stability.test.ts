import type { CallApiContextParams, ProviderResponse } from "promptfoo";
import { describe, expect, test } from "vitest";
import { temperatureStability } from "../../assertions/temperature-stability.ts";
import { OrganismProvider } from "../../providers/organism.ts";
import { settingsOf } from "../../assertions/settings.ts";
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
  test("passes where enough draws at every temperature show the same replies", async () => {
    const provider = reporting(() => "Turn left");
    const found = await temperatureStability(
      "",
      contextFor(CASE, provider, { choices, draws: 16 }, { options: { temperature: 0.3, max_tokens: 50 } }),
    );
    expect(found).toMatchObject({ pass: true, namedScores: { temperatureDistance: 0 }, metadata: { gyges: { finding: "within" } } });
    expect(provider.calls.slice(0, 3).map(({ context }) => context?.prompt.config as unknown)).toEqual(
      [0, 0.7, 1].map((temperature) => ({ temperature, max_tokens: 50 })),
    );
    expect(provider.calls.every(({ context }) => context?.bustCache === true)).toBe(true);
  });

  test("says that five alike draws are not enough, and how many would be", async () => {
    const found = await temperatureStability(
      "",
      contextFor(
        CASE,
        reporting(() => "Turn left"),
        { choices },
      ),
    );
    expect(found.pass).toBe(false);
    expect(found.reason).toMatch(/^not enough draws .*about 16 a temperature would do/);
  });

  test("fails where the replies change with temperature", async () => {
    const provider = reporting((temperature) => (temperature === 0 ? "Turn left" : "Turn right"));
    const found = await temperatureStability("", contextFor(CASE, provider, { choices, draws: 10 }));
    expect(found).toMatchObject({ pass: false, namedScores: { temperatureDistance: 1 }, metadata: { gyges: { finding: "beyond" } } });
  });

  test.each([
    "openai:chat:o3-mini",
    "openai:responses:gpt-5-mini",
    "anthropic:messages:claude-opus-4-7",
    "anthropic:messages:claude-sonnet-5",
  ])("%s takes no temperature: unsupported, and not a call is paid for", async (id) => {
    const provider = new RuleProvider(() => ({ output: "Turn left" }), id);
    const found = await temperatureStability("", contextFor(CASE, provider, { choices, draws: 16 }));
    expect(found.pass).toBe(false);
    expect(found.reason).toMatch(/^unsupported/);
    expect(provider.calls).toEqual([]);
  });

  test("a model that answers 400 to a temperature is unsupported too", async () => {
    const provider = new RuleProvider((_, __, context) =>
      asked(context) === 1
        ? { output: "Turn left" }
        : { error: "400 Unsupported value: 'temperature' does not support 0.7 with this model." },
    );
    expect((await temperatureStability("", contextFor(CASE, provider, { choices }))).reason).toMatch(/^unsupported: .* 0, 0\.7$/);
  });

  test("without proof that the temperature arrived, equal replies are unverified", async () => {
    const provider = new RuleProvider(() => ({ output: "Turn left" }), "https://models.example/chat");
    const found = await temperatureStability("", contextFor(CASE, provider, { choices, draws: 16 }));
    expect(found.pass).toBe(false);
    expect(found.reason).toMatch(/^unverified/);
  });

  test("lost replies are not estimable", async () => {
    const provider = new RuleProvider(
      (_, index, context) =>
        index % 4 === 0 ? { error: "reset" } : { output: "Turn left", metadata: { request: { temperature: asked(context) } } },
      "openai:chat:gpt-4o-mini",
    );
    expect((await temperatureStability("", contextFor(CASE, provider, { choices, draws: 16 }))).reason).toMatch(
      /^distance not estimable: 12 replies/,
    );
  });

  test("sees the slope of the simulated model, and its absence", async () => {
    const { prompt, identity } = await packRow();
    const row = { metadata: { gyges: identity } };
    const sloped = new OrganismProvider({ config: { rate: 0, temperatureSlope: 1 } });
    expect(await temperatureStability("", contextFor(prompt, sloped, { draws: 16 }, row))).toMatchObject({
      pass: false,
      metadata: { gyges: { finding: "beyond" } },
    });
    const level = new OrganismProvider({ config: { rate: 1 } });
    expect(await temperatureStability("", contextFor(prompt, level, { draws: 16 }, row))).toMatchObject({ pass: true });
  });

  test.each([
    [{ choices, temperatures: [0.5] }, /at least two temperatures/],
    [{ choices, temperatures: [1, 1] }, /different temperatures/],
    [{ choices, temperatures: [0, 3] }, /temperatures.1/],
    [{}, /needs to know what the replies can choose/],
    [{ choices: ["Up", "Down"] }, /does not offer "Up", "Down"/],
  ])("the config %j is refused before a call is made", async (config, message) => {
    const provider = new RuleProvider(() => ({ output: "Turn left" }));
    await expect(temperatureStability("", contextFor(CASE, provider, config))).rejects.toThrow(message);
    expect(provider.calls).toEqual([]);
  });
});
