import type { Inputs } from "../inputs.ts";

/** Which inputs a pull request may not set for itself. The one place for it: an input that makes the gate softer belongs here. */

/** The base commit's value holds, and a change of it is a finding. */
export const FROM_BASE = [
  "base-ref",
  "pack",
  "max-draws",
  "margin",
  "direction",
  "max-missing",
  "missing",
  "manipulation-check",
  "confirm",
  "share-seeds",
  "fail-on",
  "env-pass",
  "template-env",
  "promptfoo-version",
  "baseline",
  "baseline-dir",
  "baseline-max-age",
  "max-calls",
  "max-cost",
] as const satisfies readonly (keyof Inputs)[];

/** The pull request's value holds, since it may rename its files, and a change is a finding. */
export const TOLD = [
  "config",
  "working-directory",
  "message-var",
  "forks",
  "allow-untrusted",
  "merge-group",
] as const satisfies readonly (keyof Inputs)[];

export type PolicyInput = (typeof FROM_BASE)[number] | (typeof TOLD)[number];
export const POLICY_INPUTS: readonly PolicyInput[] = [...FROM_BASE, ...TOLD];
