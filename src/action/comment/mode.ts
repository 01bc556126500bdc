import type { VerdictKind } from "../../schema/verdict.ts";

/** When a comment is opened. One that is there is updated in every mode but `never`, so that it never tells an old verdict. */
export const COMMENT_MODES = ["always", "on-change", "on-failure", "never"] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** Nothing was drawn, so there is nothing to read. */
const QUIET: ReadonlySet<VerdictKind> = new Set(["unchanged", "skipped"]);
const FAILURES: ReadonlySet<VerdictKind> = new Set(["fail", "error"]);

/**
 * Whether this verdict opens a comment where there is none.
 *
 * @param red whether the verdict turns the job red, which `fail-on` may ask of others than fail and error
 */
export function opens(mode: CommentMode, verdict: VerdictKind, red = false): boolean {
  const by: Readonly<Record<CommentMode, boolean>> = {
    always: true,
    "on-change": !QUIET.has(verdict),
    "on-failure": red || FAILURES.has(verdict),
    never: false,
  };
  return by[mode];
}
