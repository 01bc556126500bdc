import { expect, test } from "vitest";
import { withNames } from "../../../src/run/config/name-twins.ts";
import { provider } from "../sides.ts";

const model = (config?: object): ReturnType<typeof provider> =>
  provider("m", { entry: { id: "m", ...(config === undefined ? {} : { config }) } });
const names = (...configs: (object | undefined)[]): string[] => withNames(configs.map(model)).map(({ name }) => name);

test("one model at two temperatures is named by them, whatever else differs and in whatever order they stand", () => {
  expect(names({ temperature: 0.2, max_tokens: 5 }, { temperature: 1, max_tokens: 9 })).toEqual([
    "m (temperature 0.2)",
    "m (temperature 1)",
  ]);
  expect(names({ temperature: 1 }, { temperature: 0.2 })).toEqual(["m (temperature 1)", "m (temperature 0.2)"]);
});

test("another setting tells apart what the temperature does not, and one may leave it out", () => {
  expect(names({ temperature: 1, max_tokens: 5 }, { temperature: 1 })).toEqual(["m (max_tokens 5)", "m (max_tokens unset)"]);
  expect(names({ reasoning_effort: "low" }, undefined)).toEqual(["m (reasoning_effort low)", "m (reasoning_effort unset)"]);
});

test("a key never gets into a name, and what nothing tells apart keeps its own", () => {
  expect(names({ apiKey: "sk-one" }, { apiKey: "sk-two" })).toEqual(["m", "m"]);
  expect(names({ temperature: 1 }, { temperature: 1 })).toEqual(["m", "m"]);
  expect(names({ temperature: 1 })).toEqual(["m"]);
});
