import * as z from "zod";
import { parseYaml } from "../../scenario/parse-yaml.ts";

/** The gyges step in the workflow files of a commit. Pure: their texts come from whoever asks. */

export interface WorkflowStep {
  /** What stands behind the `@` of `uses:`; null for an action of this repository. */
  readonly ref: string | null;
  /** `with:` as written, by names in lower case, as the runner reads them. Expressions are not evaluated. */
  readonly inputs: ReadonlyMap<string, string>;
  /** `env:` of step, job and workflow, the inner over the outer. */
  readonly env: ReadonlyMap<string, string>;
}

/** How a running step knows itself. */
export interface StepName {
  /** Path of its workflow file. */
  readonly path: string;
  /** GITHUB_JOB. */
  readonly job: string;
  /** GITHUB_ACTION_REPOSITORY; empty for `./`. */
  readonly repository: string;
  /** GITHUB_ACTION: the id of the step, or a name that the runner makes. */
  readonly action: string;
}

/** `none`: the files use this action nowhere. `unclear`: they may, and which step is this one's cannot be told. */
export type Found =
  | { readonly kind: "step"; readonly step: WorkflowStep }
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly why: string };

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => (value === null ? "" : String(value)));
const Values = z.record(z.string(), Scalar).nullish();
const Step = z.looseObject({
  id: z.string().optional(),
  uses: z.string().optional(),
  with: z.unknown().optional(),
  env: z.unknown().optional(),
});
const Job = z.looseObject({ env: Values, uses: z.string().optional(), with: z.unknown().optional(), steps: z.array(Step).optional() });
const Workflow = z.looseObject({ env: Values, jobs: z.record(z.string(), Job) });

interface Use {
  readonly path: string;
  readonly job: string;
  readonly step: Pick<z.infer<typeof Step>, "id" | "uses" | "with" | "env">;
  readonly outer: readonly z.infer<typeof Values>[];
}

/**
 * The step by its file, its job and its name; where file or job have another name in these files, the only step that uses the action.
 *
 * @param files texts by path
 */
export function findStep(files: ReadonlyMap<string, string>, name: StepName): Found {
  const workflows = [...files].map(([path, text]) => [path, read(text)] as const);
  const own = workflows.find(([path]) => path === name.path)?.[1];
  if (own === null) return { kind: "unclear", why: "it is no plain YAML that gyges can read" };
  const uses = workflows.flatMap(([path, workflow]) => (workflow === null ? [] : usesIn(path, workflow, name.repository)));
  const inFile = uses.filter((use) => use.path === name.path);
  const inJob = inFile.filter((use) => use.job === name.job);
  if (inFile.length === 0 && own !== undefined && mayHide(own))
    return { kind: "unclear", why: "it may use gyges through a reusable workflow or an action of the repository" };
  const nearest = [inJob, inFile, uses].find((some) => some.length > 0);
  if (nearest === undefined) return { kind: "none" };
  const chosen = nearest.length === 1 ? nearest[0] : nearest === inJob ? byName(inJob, name.action) : undefined;
  if (chosen === undefined) return { kind: "unclear", why: "it has several gyges steps, none of them with this one's id" };
  return described(chosen);
}

function described({ step, outer }: Use): Found {
  const inputs = Values.safeParse(step.with);
  const env = Values.safeParse(step.env);
  if (!inputs.success || !env.success) return { kind: "unclear", why: "with: or env: of its gyges step is no list of plain values" };
  const at = step.uses!.indexOf("@");
  return {
    kind: "step",
    step: {
      ref: at === -1 ? null : step.uses!.slice(at + 1),
      inputs: new Map(Object.entries(inputs.data ?? {}).map(([key, value]) => [key.toLowerCase(), value.trim()])),
      env: new Map([...outer, env.data].flatMap((values) => Object.entries(values ?? {}))),
    },
  };
}

function read(text: string): z.infer<typeof Workflow> | null {
  try {
    return Workflow.safeParse(parseYaml(text, "the workflow")).data ?? null;
  } catch {
    return null;
  }
}

function usesIn(path: string, workflow: z.infer<typeof Workflow>, repository: string): Use[] {
  return Object.entries(workflow.jobs).flatMap(([job, { env, steps = [], ...called }]) => [
    ...(isOurWorkflow(called.uses, repository) ? [{ path, job, step: called, outer: [] }] : []),
    ...steps
      .filter(({ uses }) => uses !== undefined && isOurs(uses, repository))
      .map((step) => ({ path, job, step, outer: [workflow.env, env] })),
  ]);
}

/** A job that calls the reusable workflow of this action: its inputs bear the same names and are handed through. */
function isOurWorkflow(uses: string | undefined, repository: string): boolean {
  return repository !== "" && uses?.toLowerCase().startsWith(`${repository.toLowerCase()}/.github/workflows/`) === true;
}

function isOurs(uses: string, repository: string): boolean {
  if (repository === "") return uses === "./" || uses === ".";
  return uses.toLowerCase().startsWith(`${repository.toLowerCase()}@`);
}

function mayHide({ jobs }: z.infer<typeof Workflow>): boolean {
  return Object.values(jobs).some(
    ({ uses, steps = [] }) => uses !== undefined || steps.some((step) => step.uses?.startsWith("./") === true),
  );
}

/** Without an id the runner calls the steps of one action `__owner_name`, `__owner_name_2` and so on. */
function byName(uses: readonly Use[], action: string): Use | undefined {
  const named = uses.find(({ step }) => step.id === action);
  if (named !== undefined || !action.startsWith("__")) return named;
  const place = Number(/_(\d{1,2})$/.exec(action)?.[1] ?? 1);
  return uses.filter(({ step }) => step.id === undefined)[place - 1];
}
