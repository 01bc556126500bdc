import { expect, test } from "vitest";
import { InputsSchema, readInputs, type Inputs } from "../../../src/action/inputs.ts";
import { ofOverruled } from "../../../src/action/trust/findings.ts";
import { holdInputs, type HeldInputs } from "../../../src/action/trust/held-inputs.ts";
import { FROM_BASE, POLICY_INPUTS } from "../../../src/action/trust/policy-inputs.ts";
import type { WorkflowStep } from "../../../src/action/trust/workflow-step.ts";

const step = (inputs: Record<string, string>): WorkflowStep => ({ ref: "v1", inputs: new Map(Object.entries(inputs)), env: new Map() });
const read = (inputs: Record<string, string>): Inputs =>
  readInputs(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])));

/** Base's `with:`, head's `with:`, and what the runner made of the latter. */
const hold = (base: Record<string, string>, head: Record<string, string>, running = head): HeldInputs =>
  holdInputs(read(running), step(base), step(head));

const EACH: Readonly<Record<(typeof FROM_BASE)[number], readonly [string, string]>> = {
  "base-ref": ["origin/main", "origin/change"],
  pack: ["core", "dilemmas"],
  "max-draws": ["10", "2"],
  margin: ["0.10", "0.9"],
  direction: ["either", "positive"],
  "max-missing": ["0.15", "1"],
  missing: ["worst-case", "rules"],
  "manipulation-check": ["require", "off"],
  confirm: ["always", "auto"],
  "share-seeds": ["true", "false"],
  "fail-on": ["inconclusive, no-baseline", ""],
  "env-pass": ["OPENAI_API_KEY", "OPENAI_API_KEY DEPLOY_KEY"],
  "template-env": ["false", "true"],
  "promptfoo-version": ["0.123.1", "0.122.0"],
  baseline: ["rerun", "auto"],
  "baseline-dir": [".gyges/baselines", "elsewhere"],
  "baseline-max-age": ["24h", "7d"],
  "max-calls": ["4000", "40000"],
  "max-cost": ["2.50", "250"],
};

test.each(FROM_BASE)("base's %s holds over the pull request's, and one finding names both", (input) => {
  const [base, head] = EACH[input];
  const held = hold({ [input]: base }, { [input]: head });
  expect(held.inputs[input]).toEqual(read({ [input]: base })[input]);
  expect(held.overruled.map((change) => change.input)).toEqual([input]);
  const [finding, ...more] = ofOverruled(held.overruled);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: input === "pack" ? "pr/pack" : "pr/thresholds", text: expect.stringContaining(input) });
});

test("what base leaves out is the default, also where the pull request adds it", () => {
  expect(hold({}, { margin: "0.5" })).toMatchObject({ inputs: { margin: 0.1 }, overruled: [{ input: "margin", base: 0.1, head: 0.5 }] });
  expect(hold({ margin: "0.05" }, {})).toMatchObject({ inputs: { margin: 0.05 } });
});

test("configs in another order are told, since promptfoo runs beside the first", () => {
  const held = hold({ config: "a.yaml\nb.yaml" }, { config: "b.yaml\na.yaml" });
  expect(held.told).toEqual([{ input: "config", base: ["a.yaml", "b.yaml"], head: ["b.yaml", "a.yaml"] }]);
});

test("the same value in other words, or a list in another order, is no change", () => {
  expect(hold({ margin: "0.10", "fail-on": "skipped,inconclusive" }, { margin: "0.1", "fail-on": "inconclusive\nskipped" })).toMatchObject({
    overruled: [],
    told: [],
    unclear: null,
  });
});

test("a config may be renamed: the pull request's name holds, and it is told", () => {
  const held = hold({ config: "a.yaml" }, { config: "b.yaml" });
  const told = [{ input: "config", base: ["a.yaml"], head: ["b.yaml"] }];
  expect(held).toMatchObject({ inputs: { config: ["b.yaml"] }, overruled: [], told });
});

test("the sentence names old and new, and of a list what comes and goes", () => {
  const { overruled } = hold(
    { margin: "0.1", "env-pass": "A_KEY B_KEY", "fail-on": "inconclusive" },
    { margin: "0.3", "env-pass": "B_KEY C_KEY" },
  );
  expect(ofOverruled(overruled)).toEqual([
    {
      code: "pr/thresholds",
      text: "This change sets inputs of the gate in its workflow: margin from 0.1 to 0.3, fail-on without inconclusive, env-pass with C_KEY and without A_KEY. The base's values hold.",
    },
  ]);
});

test("an expression over settings of the repository that stands on both sides is what the runner made of it", () => {
  const margin = "${{ vars.MARGIN }}";
  expect(hold({ margin }, { margin }, { margin: "0.15" })).toMatchObject({ inputs: { margin: 0.15 }, overruled: [], unclear: null });
});

test.each([
  [{ margin: "${{ vars.MARGIN }}" }, { margin: "${{ vars.OTHER }}" }],
  [{ margin: "${{ vars.MARGIN }}" }, { margin: "0.9" }],
  [{ margin: "${{ steps.read.outputs.margin }}" }, { margin: "${{ steps.read.outputs.margin }}" }],
])("any other is unclear: %j against %j", (base, head) => {
  expect(hold(base, head, { margin: "0.9" })).toMatchObject({
    inputs: { margin: 0.9 },
    unclear: expect.stringContaining("its margin is an expression"),
  });
});

test("where the running workflow cannot be found, an expression is unclear and a plain value is not", () => {
  const base = step({ margin: "${{ vars.MARGIN }}", "max-draws": "7" });
  const held = holdInputs(read({ margin: "0.9", "max-draws": "3" }), base, null);
  expect(held).toMatchObject({ inputs: { margin: 0.9, "max-draws": 7 }, unclear: expect.stringContaining("margin") });
});

test("a base whose step is not valid is unclear, and says why", () => {
  expect(hold({ direction: "sideways" }, {})).toMatchObject({ unclear: expect.stringMatching(/not valid.*sideways/) });
});

test("a change that makes a shard of a step which judges the whole is refused, since a shard is green whatever it draws", () => {
  expect(() => hold({}, { shard: "1/2" })).toThrow(/this change makes shard 1\/2 of a step that judges the whole run/);
});

test("a step that is a shard on both sides draws its part, and one that judges the whole again may", () => {
  const shard = "${{ matrix.number }}/4";
  expect(hold({ shard }, { shard }, { shard: "2/4" })).toMatchObject({ inputs: { shard: "2/4" }, overruled: [], unclear: null });
  expect(hold({ shard }, {}).inputs.shard).toBe(undefined);
});

test("every input is sorted: it is base's, told, or shapes no verdict", () => {
  const comment = ["comment", "comment-key", "github-token"];
  const free = [
    "head-ref",
    "history",
    "history-accept",
    "max-concurrency",
    "shard",
    "report-dir",
    "formats",
    "annotations",
    "show-outputs",
    ...comment,
  ];
  expect(Object.keys(InputsSchema.shape).toSorted()).toEqual([...POLICY_INPUTS, ...free].toSorted());
});
