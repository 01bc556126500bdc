import { rowIdentity } from "./row/row-schema.ts";
import type { LivePrompt } from "./notice/wrap-prompts.ts";

/**
 * What promptfoo hands to an extension, as far as gyges reads it (0.123.1; its own hook types describe less than arrives).
 * An extension whose export has a name of its own gets every hook, called `(hookName, context)`.
 */

export interface LiveProvider {
  id(): string;
  label?: string;
  config?: Record<string, unknown>;
  transform?: unknown;
  /** Of gyges's own providers: it keeps on disk what it sent, and pays for nothing twice. */
  ownBooks?: boolean;
  callApi(prompt: string, context?: CallContext, options?: unknown): Promise<unknown>;
}

export interface CallContext {
  test?: Row;
  prompt?: { config?: Record<string, unknown> };
  bustCache?: boolean;
}

export interface Suite {
  prompts: LivePrompt[];
  providers: LiveProvider[];
  tests?: Row[];
  scenarios?: unknown[];
  defaultTest?: unknown;
}

/** A row of the suite, ours or the user's. */
export interface Row {
  vars?: unknown;
  metadata?: Record<string, unknown>;
}

export interface BeforeAll {
  suite: Suite;
}

export interface AfterEach {
  test: unknown;
  result: { metadata?: Record<string, unknown>; testCase?: Row; promptIdx?: number; gradingResult?: GradingResult | null };
}

/** The row's own object, not a copy; the assertions of a row stand in their order. A row whose call failed has none. */
interface GradingResult {
  reason?: string;
  componentResults?: { reason?: string }[];
}

/** What promptfoo merges into a row of what `afterEach` returns. */
export interface RowAdditions {
  result: { namedScores: Readonly<Record<string, number>>; metadata: Readonly<Record<string, unknown>> };
}

export interface AfterAll {
  prompts: { label?: string; provider?: string; metrics?: { namedScores: Record<string, number> } }[];
  results: AfterEach["result"][];
  config: { description?: string; metadata?: Record<string, unknown> };
}

/** What a hook is called with. */
export type HookCall =
  | [hookName: "beforeAll", context: BeforeAll]
  | [hookName: "beforeEach", context: unknown]
  | [hookName: "afterEach", context: AfterEach]
  | [hookName: "afterAll", context: AfterAll];

export type Hook = (...call: HookCall) => Promise<unknown>;

/** True where a row or a finished row is one of gyges's own. */
export function isPackRow(row: Row | AfterEach["result"]): boolean {
  return rowIdentity(row) !== undefined;
}
