import * as fc from "fast-check";
import { expect, test } from "vitest";
import { childEnvironment, isRunnerVariable, PROVIDER_VARIABLES } from "../../src/action/child-env.ts";

test("the child gets what a process needs, promptfoo's own variables and the named ones", () => {
  const env = { PATH: "/bin", HOME: "/home/u", https_proxy: "http://proxy", PROMPTFOO_DISABLE_TELEMETRY: "1", MY_KEY: "k", OTHER: "o" };
  expect(childEnvironment(env, ["MY_KEY"])).toEqual({
    PATH: "/bin",
    HOME: "/home/u",
    https_proxy: "http://proxy",
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    MY_KEY: "k",
  });
});

test("the keys of known providers are passed by default, and a secret of the job is not", () => {
  expect(
    childEnvironment({ OPENAI_API_KEY: "a", ANTHROPIC_API_KEY: "b", DEPLOY_TOKEN: "c", NODE_OPTIONS: "--require x" }, PROVIDER_VARIABLES),
  ).toEqual({
    OPENAI_API_KEY: "a",
    ANTHROPIC_API_KEY: "b",
  });
});

test("no variable of the runner reaches the child, whatever is named", () => {
  const prefix = fc.constantFrom("INPUT_", "GITHUB_", "ACTIONS_", "RUNNER_", "STATE_", "github_");
  fc.assert(
    fc.property(prefix, fc.stringMatching(/^[A-Z_-]{0,20}$/), (start, rest) => {
      const name = start + rest;
      expect(isRunnerVariable(name)).toBe(true);
      expect(childEnvironment({ [name]: "secret" }, [name])).toEqual({});
    }),
  );
});

test("nothing passes that is neither needed, promptfoo's, nor named", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[A-Z_]{1,12}$/), fc.string()),
      fc.array(fc.stringMatching(/^[A-Z_]{1,12}$/)),
      (env, named) => {
        const passed = Object.keys(childEnvironment(env, named));
        const needed =
          /^(?:PATH|HOME|LANG|LC_ALL|LC_CTYPE|TZ|TMPDIR|TEMP|TMP|CI|\w+_PROXY|\w*CERT\w*|REQUESTS_CA_BUNDLE|PROMPTFOO_.*|APPDATA|COMSPEC|LOCALAPPDATA|PATHEXT|SYSTEM\w+|USERPROFILE|WINDIR)$/;
        expect(passed.filter((name) => !needed.test(name) && !named.includes(name))).toEqual([]);
      },
    ),
  );
});

test("the key of sealed packs stays with the Action, even where it is named", () => {
  expect(isRunnerVariable("GYGES_PACK_KEY")).toBe(true);
  expect(childEnvironment({ GYGES_PACK_KEY: "k", PATH: "/bin" }, ["GYGES_PACK_KEY"])).toEqual({ PATH: "/bin" });
});
