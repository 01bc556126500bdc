import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { InputsSchema, readInputs } from "../../src/action/inputs.ts";
import { MergeInputsSchema } from "../../src/action/merge-inputs.ts";
import { outputsOf } from "../../src/action/outputs.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";

/** The workflows that share a run out say to the actions what these know. */

const root = resolve(import.meta.dirname, "../..");
const Step = z.looseObject({
  uses: z.string().default(""),
  with: z.record(z.string(), z.coerce.string()).default({}),
  env: z.record(z.string(), z.string()).default({}),
});
const Workflow = z.looseObject({ jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step) })) });
const read = (name: string): unknown => parse(readFileSync(join(root, name), "utf8"));
const steps = (name: string): z.infer<typeof Step>[] => Object.values(Workflow.parse(read(name)).jobs).flatMap((job) => job.steps);

const GATE = ".github/workflows/gate.yml";
const CALLED = z.looseObject({
  on: z.object({
    workflow_call: z.object({
      inputs: z.record(z.string(), z.looseObject({ default: z.union([z.string(), z.number()]) })),
      secrets: z.record(z.string(), z.unknown()),
      outputs: z.record(z.string(), z.unknown()),
    }),
  }),
});
const { inputs, secrets, outputs } = CALLED.parse(read(GATE)).on.workflow_call;

test.each([GATE, "examples/workflow/gyges-shards.yml"])("%s names inputs that exist", (name) => {
  const ours = steps(name).filter(({ uses }) => uses.startsWith("OWNER/gyges"));
  expect(ours.map(({ uses }) => uses)).toEqual(["OWNER/gyges@COMMIT", "OWNER/gyges/merge@COMMIT"]);
  const [draw, merge] = ours;
  expect(Object.keys(draw!.with).filter((input) => !(input in InputsSchema.shape))).toEqual([]);
  expect(Object.keys(merge!.with).filter((input) => !(input in MergeInputsSchema.shape))).toEqual([]);
});

test("gate.yml has the defaults of the Action, and outputs that it sets", () => {
  const shared = Object.entries(inputs).filter(([name]) => name in InputsSchema.shape);
  expect(shared.length).toBeGreaterThan(10);
  const given = Object.fromEntries(shared.map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, String(value)]));
  expect(readInputs(given)).toEqual(readInputs({}));
  expect(Object.keys(outputs).filter((name) => !(name in outputsOf(withoutPairs("skipped", "x"), null)))).toEqual([]);
});

test("every secret of gate.yml is named and reaches the shards alone; none is inherited", () => {
  const [draw, ...others] = steps(GATE).filter(({ env }) => Object.values(env).some((value) => value.includes("secrets.")));
  expect(others).toEqual([]);
  expect(draw!.env).toEqual(Object.fromEntries(Object.keys(secrets).map((name) => [name, `\${{ secrets.${name} }}`])));
  expect(readFileSync(join(root, GATE), "utf8")).not.toMatch(/secrets:\s*inherit/);
});
