import type { Reason } from "../../schema/verdict.ts";
import type { Inputs } from "../inputs.ts";
import { addressesOfBase } from "./address-env.ts";
import { haveCommit, type Remote } from "./fetch-commit.ts";
import { ofFirst, ofOverruled, ofTold, unreadable } from "./findings.ts";
import { holdInputs, unusual } from "./held-inputs.ts";
import { instrumentChange } from "./instrument.ts";
import { haveSameWorkflows, workflowPath, workflowsAt } from "./workflow-files.ts";
import { findStep, type Found, type StepName, type WorkflowStep } from "./workflow-step.ts";

/** What the base commit says of this very step, over what the pull request says. */

export interface Held {
  /** The inputs that judge. */
  readonly inputs: Inputs;
  readonly findings: readonly Reason[];
  /** Variables of the environment that base sets otherwise: addresses of servers, base's value, empty where it has none. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly root: string;
  /** Commit whose word counts. */
  readonly base: string;
  readonly own: Inputs;
  /** Of the job. */
  readonly env: NodeJS.ProcessEnv;
  readonly remote: Remote;
}

export async function heldByBase(asked: Asked): Promise<Held> {
  const { root, base, own, env } = asked;
  const place = workflowPath(env);
  if (place === "elsewhere") return alone(own);
  if (place === null) return unclear(asked, null, "GITHUB_WORKFLOW_REF does not say which workflow this is");
  const name = stepName(place.path, env);
  const found = await stepAt(root, base, name);
  if (found.kind === "none") return alone(own, ofFirst(unusual(own)));
  if (found.kind === "unclear") return unclear(asked, place.path, found.why);
  const head = await runningStep(asked, name);
  const held = holdInputs(own, found.step, head);
  const addresses = addressesOfBase({ base: found.step, head, env, names: held.inputs["env-pass"] });
  const why = held.unclear ?? addresses.unclear;
  const findings = [
    ...ofOverruled(held.overruled),
    ...ofTold(held.told),
    ...addresses.findings,
    ...instrumentChange(found.step.ref, head?.ref ?? null),
    ...(why === null ? [] : [unreadable(place.path, why)]),
  ];
  return { inputs: held.inputs, findings, env: addresses.env };
}

function alone(inputs: Inputs, findings: readonly Reason[] = []): Held {
  return { inputs, findings, env: {} };
}

/** Files that are the same in both commits were not changed, whatever they say. */
async function unclear(asked: Asked, path: string | null, why: string): Promise<Held> {
  const running = await runningCommit(asked);
  const same = running !== null && (await haveSameWorkflows(asked.root, asked.base, running));
  return alone(asked.own, same ? [] : [unreadable(path, why)]);
}

/** The step as it stands in the workflow that GitHub is running, which need not be the one that is checked out. */
async function runningStep(asked: Asked, name: StepName): Promise<WorkflowStep | null> {
  const running = await runningCommit(asked);
  const found = running === null ? null : await stepAt(asked.root, running, name);
  return found?.kind === "step" ? found.step : null;
}

/** Its own file answers almost always, so the others are read only where it has no such step. */
async function stepAt(root: string, commit: string, name: StepName): Promise<Found> {
  const found = findStep(await workflowsAt(root, commit, name.path), name);
  return found.kind === "none" ? findStep(await workflowsAt(root, commit), name) : found;
}

async function runningCommit({ root, env, remote }: Asked): Promise<string | null> {
  const commit = env["GITHUB_WORKFLOW_SHA"] ?? env["GITHUB_SHA"] ?? "";
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return null;
  return (await haveCommit(root, commit, remote)) ? commit : null;
}

function stepName(path: string, env: NodeJS.ProcessEnv): StepName {
  return {
    path,
    job: env["GITHUB_JOB"] ?? "",
    repository: env["GITHUB_ACTION_REPOSITORY"] ?? "",
    action: env["GITHUB_ACTION"] ?? "",
  };
}
