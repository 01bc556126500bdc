import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findStep, type Found, type StepName } from "../../../src/action/trust/workflow-step.ts";

const path = ".github/workflows/gate.yml";
const name: StepName = { path, job: "gate", repository: "acme/gyges", action: "__acme_gyges" };

const at = (text: string, more: Partial<StepName> = {}): Found => findStep(new Map([[path, text]]), { ...name, ...more });
const job = (steps: string, id = "gate"): string => `jobs:\n  ${id}:\n    steps:\n${steps}\n`;
const step = (margin: string, id?: string): string =>
  `      - uses: Acme/Gyges@v1\n${id === undefined ? "" : `        id: ${id}\n`}        with: {margin: ${margin}}`;
const marginOf = (found: Found): string | undefined => (found.kind === "step" ? found.step.inputs.get("margin") : found.kind);

test("the step is found by file, job and action, with what stands in it as the runner reads it", () => {
  const text = `
on: pull_request
env: {OUTER: workflow, A_URL: "1"}
jobs:
  other: {steps: [{uses: acme/gyges@v1, with: {margin: 0.5}}]}
  gate:
    env: {A_URL: "2"}
    steps:
      - uses: actions/checkout@v5
      - uses: acme/gyges@0123abc
        with: {Margin: 0.20, template-env: false, pack: "  core ", fail-on: , message-var: "\${{ vars.X }}"}
        env: {KEY: k}
`;
  expect(at(text)).toEqual({
    kind: "step",
    step: {
      ref: "0123abc",
      inputs: new Map([
        ["margin", "0.2"],
        ["template-env", "false"],
        ["pack", "core"],
        ["fail-on", ""],
        ["message-var", "${{ vars.X }}"],
      ]),
      env: new Map([
        ["OUTER", "workflow"],
        ["A_URL", "2"],
        ["KEY", "k"],
      ]),
    },
  });
});

test("of several steps it is the one with this id, or of this place among those without one", () => {
  const two = job(`${step("0.1")}\n${step("0.2", "second")}\n${step("0.3")}`);
  expect(marginOf(at(two, { action: "second" }))).toBe("0.2");
  expect(marginOf(at(two))).toBe("0.1");
  expect(marginOf(at(two, { action: "__acme_gyges_2" }))).toBe("0.3");
  expect(marginOf(at(two, { action: "third" }))).toBe("unclear");
});

test("a job or a file of another name does not hide the only step there is", () => {
  expect(marginOf(at(job(step("0.3"), "renamed")))).toBe("0.3");
  expect(marginOf(findStep(new Map([[".github/workflows/old.yml", job(step("0.3"))]]), name))).toBe("0.3");
});

test("where two could be it, none is taken", () => {
  expect(marginOf(at(job(step("0.1"), "a") + job(step("0.2"), "b").replace("jobs:\n", "")))).toBe("unclear");
});

test("an action of the repository itself is found by its dot", () => {
  const found = at(job("      - uses: ./\n        with: {margin: 0.3}"), { repository: "", action: "__self" });
  expect(found).toMatchObject({ kind: "step", step: { ref: null } });
  expect(marginOf(found)).toBe("0.3");
});

test("a job that calls the reusable workflow of this action is read like a step", () => {
  const called = "jobs:\n  gyges: {uses: acme/gyges/.github/workflows/gate.yml@v1, with: {margin: 0.3, shards: 4}}\n";
  const found = at(called, { job: "draw", action: "gyges" });
  expect(found).toMatchObject({ kind: "step", step: { ref: "v1", env: new Map() } });
  expect(marginOf(found)).toBe("0.3");
});

test.each([
  ["no file", undefined, "none"],
  ["a file without gyges", job("      - uses: actions/checkout@v5"), "none"],
  ["gyges of somebody else", job("      - uses: mallory/gyges@v1"), "none"],
  ["a reusable workflow", "jobs:\n  gate: {uses: acme/ci/.github/workflows/gate.yml@v1, with: {margin: 0.5}}\n", "unclear"],
  ["an action of the repository that may wrap it", job("      - uses: ./.github/actions/gate"), "unclear"],
  ["text that is no YAML", "jobs: [", "unclear"],
  ["aliases", `x: &x {margin: 0.5}\n${job("      - uses: acme/gyges@v1\n        with: *x")}`, "unclear"],
  ["a list in place of inputs", job("      - uses: acme/gyges@v1\n        with: [margin]"), "unclear"],
  ["a prototype for a job", "jobs: {__proto__: {steps: []}}", "unclear"],
])("%s: %#", (_, text, expected) => {
  expect(findStep(new Map(text === undefined ? [] : [[path, text]]), name).kind).toBe(expected);
});

test("a step of another file is not taken for one that this file may hide", () => {
  const files = new Map([
    [path, "jobs:\n  gate: {uses: ./.github/workflows/shared.yml}\n"],
    [".github/workflows/other.yml", job(step("0.9"))],
  ]);
  expect(findStep(files, name).kind).toBe("unclear");
});

test("whatever a workflow file holds, it is read, missing or unclear, and never a throw", () => {
  const piece = fc.constantFrom(
    "jobs:",
    "\n  gate:",
    "\n    steps:",
    "\n      - uses: acme/gyges@v1",
    "\n        with:",
    " {margin: 0.3}",
    "\n          margin: [1]",
    "&a",
    "*a",
    "!!js",
    "{",
    "}",
    "- ",
    "\t",
    "null",
    "\u0000",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      expect(["step", "none", "unclear"]).toContain(at(pieces.join("")).kind);
    }),
    { numRuns: 500 },
  );
});
