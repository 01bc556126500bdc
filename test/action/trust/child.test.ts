import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PROVIDER_VARIABLES } from "../../../src/action/child-env.ts";
import { environmentOf } from "../../../src/action/trust/child.ts";

const all = { "env-pass": [...PROVIDER_VARIABLES], "template-env": true };
const own = { keyless: false, ofBase: {} };

test("`template-env: false` forbids {{env.NAME}}, whatever the workflow's own env says", () => {
  expect(environmentOf({ PROMPTFOO_DISABLE_TEMPLATE_ENV_VARS: "false" }, { ...all, "template-env": false }, own)).toEqual({
    PROMPTFOO_DISABLE_TEMPLATE_ENV_VARS: "true",
  });
  expect(environmentOf({}, all, own)).toEqual({});
});

test("a stranger's code gets addresses and not one key, promptfoo's own among them", () => {
  const env = {
    PATH: "/bin",
    OPENAI_API_KEY: "sk",
    OLLAMA_BASE_URL: "http://127.0.0.1:11434",
    OPENAI_BASE_URL: "https://user:secret@gw.example",
    PROMPTFOO_API_KEY: "p",
    PROMPTFOO_REMOTE_AUTH: "p",
    PROMPTFOO_DISABLE_TELEMETRY: "1",
  };
  expect(environmentOf(env, all, { keyless: true, ofBase: {} })).toEqual({
    PATH: "/bin",
    OLLAMA_BASE_URL: "http://127.0.0.1:11434",
    PROMPTFOO_DISABLE_TELEMETRY: "1",
  });
});

test("base's addresses stand over the job's", () => {
  expect(
    environmentOf({ OPENAI_BASE_URL: "https://evil.example" }, all, { keyless: false, ofBase: { OPENAI_BASE_URL: "https://gw.example" } }),
  ).toEqual({
    OPENAI_BASE_URL: "https://gw.example",
  });
});

test("neither the job's token nor git's settings that carry it reach the child, under any terms", () => {
  const names = fc.constantFrom(
    "GITHUB_TOKEN",
    "INPUT_GITHUB-TOKEN",
    "ACTIONS_RUNTIME_TOKEN",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_KEY_0",
    "GIT_CONFIG_VALUE_0",
    "GIT_ASKPASS",
  );
  fc.assert(
    fc.property(names, fc.boolean(), (name, keyless) => {
      expect(environmentOf({ [name]: "ghs_x" }, all, { keyless, ofBase: {} })).toEqual({});
    }),
  );
});
