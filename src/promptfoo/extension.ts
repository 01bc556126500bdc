import { MONEY_VARIABLE } from "../schema/budget.ts";
import { isCheckRow } from "../schema/check.ts";
import { IdentitySchema } from "../schema/identity.ts";
import { PLAN_VARIABLE } from "../schema/run-plan.ts";
import { EvalMode } from "./eval-mode.ts";
import { parseOptions, type ExtensionOptions } from "./extension-options.ts";
import { isPackRow, type Hook, type Suite } from "./hooks.ts";
import type { Mode } from "./mode.ts";
import { rowIdentity } from "./row/row-schema.ts";
import { RunMode } from "./run-mode.ts";

/** The instance that owns the evaluation under way. A second one in the same process steps aside. */
let owner: symbol | null = null;

/**
 * Makes the extension with options, for a file of one line beside the promptfoo config:
 *
 * @example
 * // gyges.config.mjs, named in promptfooconfig.yaml as `extensions: ["file://gyges.config.mjs:gyges"]`
 * import { configure } from "gyges/promptfoo.js";
 * export const gyges = configure({ draws: 5, messageVar: "message" });
 *
 * @throws GygesError where an option is unknown or out of range
 */
export function configure(options: ExtensionOptions = {}): Hook {
  parseOptions(options, {});
  const self = Symbol("gyges");
  let mode: Mode | null = null;
  return async (...[hookName, context]) => {
    if (hookName === "beforeAll") {
      if (owner !== null || holdsPackRows(context.suite)) return context;
      mode = await openMode(options);
      if (mode === null) return context;
      await mode.beforeAll(context);
      owner = self;
      return context;
    }
    if (owner !== self || mode === null) return undefined;
    if (hookName === "afterEach") return mode.afterEach(context);
    if (hookName === "afterAll") {
      const finished = mode;
      mode = null;
      owner = null;
      await finished.afterAll(context);
    }
    return undefined;
  };
}

/** The extension with default options: `extensions: ["file://node_modules/gyges/promptfoo.js:gyges"]`. */
export const gyges: Hook = configure();

/** True where another copy of gyges has put its rows there; anything else under that name is refused later. */
function holdsPackRows({ tests }: Suite): boolean {
  const marked = (tests ?? []).filter(isPackRow);
  return marked.length > 0 && marked.every((row) => isOurs(rowIdentity(row)));
}

function isOurs(found: unknown): boolean {
  return IdentitySchema.safeParse(found).success || isCheckRow(found);
}

async function openMode(options: ExtensionOptions): Promise<Mode | null> {
  const plan = process.env[PLAN_VARIABLE];
  if (plan !== undefined) return RunMode.open(plan);
  const money = process.env[MONEY_VARIABLE];
  if (money !== undefined && money !== "") {
    const { MoneyMode } = await import("./money-mode.ts");
    return MoneyMode.open(money);
  }
  const parsed = parseOptions(options, process.env);
  return parsed.off ? null : EvalMode.open(parsed);
}
