import { heldPackKey } from "../disk/pack-key.ts";
import { PROVIDER_VARIABLES } from "./child-env.ts";
import { scrubber, type Scrub } from "./scrub.ts";

/** Where the values stand that no report may show: what promptfoo is given by `env-pass`, the key of sealed packs, and the token. */

/** Reads `env-pass` without judging it, so that an error about it is scrubbed too. */
export function scrubberOf(env: NodeJS.ProcessEnv): Scrub {
  const passed = (env["INPUT_ENV-PASS"] ?? "").split(/[\s,]+/);
  const values = [...PROVIDER_VARIABLES, ...passed].map((name) => env[name]);
  const own = [env["INPUT_GITHUB-TOKEN"], env["GITHUB_TOKEN"], heldPackKey()];
  return scrubber([...values, ...own].filter((value) => value !== undefined));
}
