import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { InputsSchema, readInputs } from "../../src/action/inputs.ts";
import { COMMENT_OUTPUTS, OUTPUTS } from "../../src/action/outputs.ts";
import { VERDICTS } from "../../src/schema/verdict.ts";

const root = resolve(import.meta.dirname, "../..");
const Described = z.strictObject({ description: z.string().min(10) });

const action = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    author: z.string(),
    branding: z.strictObject({ icon: z.string(), color: z.string() }),
    inputs: z.record(z.string(), Described.extend({ default: z.string().optional() })),
    outputs: z.record(z.string(), Described),
    runs: z.strictObject({
      using: z.literal("node24"),
      main: z.string(),
      post: z.string(),
      "post-if": z.literal("always()"),
    }),
  })
  .parse(parse(readFileSync(join(root, "action.yml"), "utf8")));

test("the inputs of action.yml are those of the schema, in its order", () => {
  expect(Object.keys(action.inputs)).toEqual(Object.keys(InputsSchema.shape));
});

test("the defaults of action.yml are those of the schema, and the token is the job's own", () => {
  const { "github-token": token, ...others } = action.inputs;
  expect(token?.default).toBe("${{ github.token }}");
  const written = Object.entries(others).map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, value ?? ""]);
  expect(readInputs(Object.fromEntries(written))).toEqual(readInputs({}));
});

test("the outputs of action.yml are those that the step sets", () => {
  expect(Object.keys(action.outputs)).toEqual([...OUTPUTS, ...COMMENT_OUTPUTS]);
  expect(VERDICTS.filter((verdict) => !action.outputs["verdict"]?.description.includes(verdict))).toEqual([]);
});

test("action.yml runs the committed bundle", () => {
  expect(readFileSync(join(root, action.runs.main), "utf8")).toContain("gyges stopped without a verdict");
});

test("the post step is an entry of the bundle, and runs whatever became of the main one", () => {
  expect(action.runs.post).toBe("dist/action/post.js");
  expect(readFileSync(join(root, "tools/rolldown.action.mjs"), "utf8")).toContain('post: "src/action/post-main.ts"');
});

test("the example workflow names inputs that exist, with values that are good", () => {
  const Step = z.looseObject({ uses: z.string().default(""), with: z.record(z.string(), z.coerce.string()).default({}) });
  const Workflow = z.looseObject({ jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step) })) });
  const { jobs } = Workflow.parse(parse(readFileSync(join(root, "examples/workflow/gyges.yml"), "utf8")));
  const ours = Object.values(jobs).flatMap((job) => job.steps.filter((step) => /\/gyges@/.test(step.uses)));
  expect(ours).toHaveLength(1);
  const given = Object.entries(ours[0]!.with).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const read = Object.entries(readInputs(Object.fromEntries(given))).map(([name, value]) => [name, String(value)]);
  expect(Object.fromEntries(read)).toMatchObject(ours[0]!.with);
});
