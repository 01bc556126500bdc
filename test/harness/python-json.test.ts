import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parsePythonJson } from "../../src/harness/inspect/python-json.ts";

test("NaN and Infinity are null where they are numbers, and words where a model wrote them", () => {
  const text = String.raw`{"value": NaN, "all": [Infinity,-Infinity], "said": "NaN \" Infinity \\", "NaN": 1}`;
  expect(parsePythonJson(text)).toEqual({ value: null, all: [null, null], said: 'NaN " Infinity \\', NaN: 1 });
});

test("JSON is read as JSON, whatever stands in its texts", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, said) => {
      const whole = { value, said: `${said}NaN`, of: [said] };
      expect(parsePythonJson(`{"n":NaN,${JSON.stringify(whole).slice(1)}`)).toEqual(JSON.parse(JSON.stringify({ n: null, ...whole })));
    }),
  );
});

test.each(["{", '{"a": NaN', '{"a": NaNa}', '"NaN', "NaN NaN", '{"a": \\NaN}'])("what is no JSON stays none: %s", (text) => {
  expect(() => parsePythonJson(text)).toThrow(SyntaxError);
});

test("a text of 20 MB of quotes and slashes is read, in one pass", () => {
  const text = `{"n":NaN,"s":"${'\\\\\\"'.repeat(5_000_000)}"}`;
  expect(parsePythonJson(text)).toMatchObject({ n: null });
});
