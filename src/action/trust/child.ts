import { childEnvironment } from "../child-env.ts";
import type { Inputs } from "../inputs.ts";
import { addressesIn, isPromptfooSecret } from "./keys.ts";

export interface ChildTerms {
  /** A stranger's code runs: not one variable that may be a key. */
  readonly keyless: boolean;
  /** Variables as base has them; an empty one counts as none. */
  readonly ofBase: Readonly<Record<string, string>>;
}

/** The environment of the promptfoo child under the terms of this run. */
export function environmentOf(
  env: NodeJS.ProcessEnv,
  inputs: Pick<Inputs, "env-pass" | "template-env">,
  { keyless, ofBase }: ChildTerms,
): NodeJS.ProcessEnv {
  const passed = keyless ? addressesIn(env, inputs["env-pass"]) : inputs["env-pass"];
  const child = Object.entries(childEnvironment(env, passed)).filter(([name]) => !keyless || !isPromptfooSecret(name));
  return {
    ...Object.fromEntries(child),
    ...ofBase,
    ...(inputs["template-env"] ? {} : { PROMPTFOO_DISABLE_TEMPLATE_ENV_VARS: "true" }),
  };
}
