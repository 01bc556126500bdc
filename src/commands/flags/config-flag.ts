import { resolve } from "node:path";

/** `-c` as it was given: one config, or several, which promptfoo would combine. */
export type ConfigFlag = string | readonly string[];

/** Absolute paths: the first, beside which promptfoo runs, and the others. */
export function configsOf(flag: ConfigFlag, cwd: string): { readonly config: string; readonly also: readonly string[] } {
  const [first = "promptfooconfig.yaml", ...rest] = typeof flag === "string" ? [flag] : flag;
  return { config: resolve(cwd, first), also: rest.map((path) => resolve(cwd, path)) };
}
