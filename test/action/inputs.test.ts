import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PROVIDER_VARIABLES } from "../../src/action/child-env.ts";
import { commandLine, runFlags } from "../../src/action/flags.ts";
import { readCommentInputs, readInputs } from "../../src/action/inputs.ts";

test("without a `with:` every input has its default", () => {
  expect(readInputs({ PATH: "/bin", INPUT_CONFIG: "", "INPUT_BASE-REF": " " })).toEqual({
    config: ["promptfooconfig.yaml"],
    "working-directory": ".",
    baseline: "rerun",
    "baseline-dir": ".gyges/baselines",
    "baseline-max-age": "24h",
    "history-accept": "false",
    pack: "core",
    "max-draws": 10,
    margin: 0.1,
    direction: "either",
    "max-missing": 0.15,
    missing: "rules",
    "manipulation-check": "require",
    confirm: "auto",
    "share-seeds": false,
    "fail-on": [],
    "env-pass": PROVIDER_VARIABLES,
    "template-env": true,
    forks: "skip",
    "allow-untrusted": false,
    "merge-group": "skip-success",
    "report-dir": "gyges-report",
    comment: "on-change",
    formats: ["json", "markdown"],
    annotations: "true",
    "show-outputs": "none",
  });
});

test("confirmation and shared seeds are flags of the run, and its line to copy has those that are not the default", () => {
  const inputs = readInputs({ INPUT_CONFIRM: "always", "INPUT_SHARE-SEEDS": "true" });
  expect(runFlags(inputs, null)).toMatchObject({ confirm: "always", shareSeeds: true });
  expect(commandLine(inputs, null)).toBe("gyges run --config promptfooconfig.yaml --confirm always --share-seeds");
  expect(runFlags(readInputs({}), null)).toMatchObject({ confirm: "auto", shareSeeds: false });
});

test("several configs stand a line each, since a path may have blanks and commas", () => {
  const inputs = readInputs({ INPUT_CONFIG: "models, all.yaml\n  support desk.yaml\n", "INPUT_WORKING-DIRECTORY": "apps" });
  expect(inputs.config).toEqual(["models, all.yaml", "support desk.yaml"]);
  expect(runFlags(inputs, "a".repeat(40)).config).toEqual(inputs.config);
  expect(commandLine(inputs, null)).toBe("gyges run --config 'apps/models, all.yaml' --config 'apps/support desk.yaml'");
});

test("lists may be written with commas, blanks or lines", () => {
  expect(readInputs({ "INPUT_FAIL-ON": "inconclusive, no-baseline\nskipped" })["fail-on"]).toEqual([
    "inconclusive",
    "no-baseline",
    "skipped",
  ]);
  expect(readInputs({ "INPUT_ENV-PASS": "MY_KEY\nMY_URL\n" })["env-pass"]).toEqual(["MY_KEY", "MY_URL"]);
  expect(readInputs({ INPUT_FORMATS: "junit json" }).formats).toEqual(["junit", "json"]);
});

test.each([
  ["INPUT_DIRECTION", "sideways", '"either"|"positive"|"negative"'],
  ["INPUT_MISSING", "none", '"rules"|"worst-case"'],
  ["INPUT_FAIL-ON", "inconclusive, flaky", '"inconclusive"|"no-baseline"|"skipped"'],
  ["INPUT_MANIPULATION-CHECK", "no", '"require"|"warn"|"off"'],
  ["INPUT_CONFIRM", "never", '"auto"|"always"'],
  ["INPUT_SHARE-SEEDS", "yes", "share-seeds"],
  ["INPUT_FORMATS", "json, pdf", '"json"|"markdown"|"junit"'],
  ["INPUT_SHOW-OUTPUTS", "comment", '"none"|"summary"'],
  ["INPUT_ANNOTATIONS", "yes", '"true"|"false"'],
  ["INPUT_MARGIN", "10%", '"10%"'],
  ["INPUT_MARGIN", "0", "margin"],
  ["INPUT_MAX-MISSING", "1.5", "max-missing"],
  ["INPUT_MAX-DRAWS", "0", "max-draws"],
  ["INPUT_MAX-DRAWS", "2.5", "max-draws"],
  ["INPUT_MAX-CONCURRENCY", "many", '"many"'],
  ["INPUT_MAX-CALLS", "0", "max-calls"],
  ["INPUT_MAX-COST", "0", "max-cost"],
  ["INPUT_MAX-COST", "$5", '"$5"'],
  ["INPUT_BASELINE", "cached", "wanted rerun, auto or file:<path of a store>"],
  ["INPUT_BASELINE", "file:", "wanted rerun, auto or file:<path of a store>"],
  ["INPUT_BASELINE-MAX-AGE", "1 day", "wanted an age up to 14d, such as 90m, 24h or 7d"],
  ["INPUT_BASELINE-MAX-AGE", "15d", "wanted an age up to 14d"],
  ["INPUT_ENV-PASS", "GITHUB_TOKEN", "a variable of the runner never reaches promptfoo"],
  ["INPUT_BASE-REF", "--upload-pack=x", "base-ref"],
  ["INPUT_BASE-REF", "main..change", "without two dots"],
  ["INPUT_HEAD-REF", "refs/pull/7/head", "all 40 digits of a commit"],
  ["INPUT_HEAD-REF", "abc1234", "all 40 digits of a commit"],
  ["INPUT_ALLOW-UNTRUSTED", "yes", "allow-untrusted"],
  ["INPUT_TEMPLATE-ENV", "0", "template-env"],
  ["INPUT_FORKS", "allow", '"skip"|"run"'],
  ["INPUT_MERGE-GROUP", "skip", '"skip-success"|"run"'],
  ["INPUT_ENV-PASS", "MY-KEY", "names of environment variables"],
])("%s %j is refused with what is wanted", (name, value, told) => {
  expect(() => readInputs({ [name]: value })).toThrow(
    expect.objectContaining({ code: "inputs/shape", message: expect.stringContaining(told) }),
  );
});

test("a mistyped input is refused, since the runner would leave the gate at its default", () => {
  expect(() => readInputs({ "INPUT_MAX-MISSNG": "0.01" })).toThrow(
    expect.objectContaining({ code: "inputs/unknown", message: expect.stringMatching(/Nearest: max-missing\. All: config, .*report-dir/) }),
  );
});

test("a number is read as a plain decimal or not at all", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const asked = text.trim();
      try {
        const { margin } = readInputs({ INPUT_MARGIN: text });
        expect(asked === "" ? margin === 0.1 : /^\d+(\.\d+)?$/.test(asked) && margin === Number(asked)).toBe(true);
      } catch (cause) {
        expect(cause).toMatchObject({ code: "inputs/shape" });
      }
    }),
  );
});

test("the inputs reach `gyges run` under the names of its flags", () => {
  const inputs = readInputs({
    "INPUT_MAX-DRAWS": "5",
    INPUT_MARGIN: "0.20",
    "INPUT_FAIL-ON": "skipped,inconclusive",
    "INPUT_MESSAGE-VAR": "question",
    "INPUT_MANIPULATION-CHECK": "warn",
  });
  expect(runFlags(inputs, "abc")).toMatchObject({
    baseRef: "abc",
    maxDraws: "5",
    margin: "0.2",
    failOn: "skipped,inconclusive",
    messageVar: "question",
    pack: "core",
    manipulationCheck: "warn",
  });
  expect(commandLine(inputs, "abc")).toContain(" --manipulation-check warn ");
});

test("a night has no base, and its command names the history; limits of calls and of money go along", () => {
  const inputs = readInputs({
    "INPUT_WORKING-DIRECTORY": "app",
    INPUT_HISTORY: ".gyges/history.jsonl",
    "INPUT_HISTORY-ACCEPT": "true",
    "INPUT_MAX-CALLS": "2000",
    "INPUT_MAX-COST": "2.50",
  });
  const flags = { baseRef: undefined, history: ".gyges/history.jsonl", accept: true, maxCalls: "2000", maxCost: "2.5" };
  expect(runFlags(inputs, null)).toMatchObject(flags);
  expect(commandLine(inputs, null)).toBe(
    "gyges run --config app/promptfooconfig.yaml --history app/.gyges/history.jsonl --max-calls 2000 --max-cost 2.5",
  );
});

test("a night that names a base says so to the command, which refuses the two together", () => {
  const inputs = readInputs({ INPUT_HISTORY: ".gyges/history.jsonl", "INPUT_BASE-REF": "origin/main" });
  expect(runFlags(inputs, null)).toMatchObject({ baseRef: "origin/main", history: ".gyges/history.jsonl" });
});

test("the report's command is for a shell in the checkout's root, with nothing that a shell would take apart", () => {
  const inputs = readInputs({
    "INPUT_WORKING-DIRECTORY": "apps/desk",
    INPUT_CONFIG: "it's a config.yaml",
    "INPUT_MAX-DRAWS": "5",
    INPUT_PACK: "./packs/own",
  });
  expect(commandLine(inputs, "abc")).toBe(
    String.raw`gyges run --config 'apps/desk/it'\''s a config.yaml' --base-ref abc --pack apps/desk/packs/own --max-draws 5`,
  );
});

test("the inputs of the comment are read where another input is wrong, and are none where they are wrong themselves", () => {
  const others = { INPUT_MARGIN: "wide", "INPUT_MAX-MISSNG": "1" };
  expect(readCommentInputs({ ...others, INPUT_COMMENT: "never", "INPUT_GITHUB-TOKEN": "t" })).toEqual({
    comment: "never",
    "github-token": "t",
  });
  expect(readCommentInputs({ ...others, INPUT_COMMENT: "no" })).toBe(null);
  expect(readCommentInputs({ "INPUT_COMMENT-KEY": "a-->b" })).toBe(null);
});
