import { hostOf, isAddressVariable } from "../../run/servers/addresses.ts";
import type { Reason } from "../../schema/verdict.ts";
import { isExpression, isOutOfReach } from "./expression.ts";
import type { WorkflowStep } from "./workflow-step.ts";

/** Addresses of providers that the workflow's `env:` sets: a pull request that moves them would have another server answer for both sides. */

export interface AskedAddresses {
  readonly base: WorkflowStep;
  /** The step of the running workflow; null where it cannot be found. */
  readonly head: WorkflowStep | null;
  readonly env: NodeJS.ProcessEnv;
  /** Variables that promptfoo gets. */
  readonly names: readonly string[];
}

export interface Addresses {
  /** Base's values of what differs; empty where base sets none. */
  readonly env: Readonly<Record<string, string>>;
  readonly findings: readonly Reason[];
  /** Why one of them cannot be compared; null where all can. */
  readonly unclear: string | null;
}

export function addressesOfBase(asked: AskedAddresses): Addresses {
  const names = asked.names.filter(isAddressVariable);
  const swayed = names.find((name) => isSwayed(asked, name));
  const moved = names.filter((name) => name !== swayed).flatMap((name) => moves(asked, name));
  const list = moved.map(({ name, before, now }) => `${name} from ${hostOf(before)} to ${hostOf(now)}`).join(", ");
  const text = `This change moves the server of a provider in its workflow: ${list}. The base's holds for both sides.`;
  return {
    env: Object.fromEntries(moved.map(({ name, before }) => [name, before])),
    findings: moved.length === 0 ? [] : [{ code: "pr/endpoint", text }],
    unclear: swayed === undefined ? null : `its ${swayed} is an expression that this change may sway`,
  };
}

/** An expression is sure where it stands on both sides and hangs on settings alone. */
function isSwayed({ base, head }: AskedAddresses, name: string): boolean {
  const before = base.env.get(name);
  return before !== undefined && isExpression(before) && (before !== head?.env.get(name) || !isOutOfReach(before));
}

/** What no workflow file sets is the machine's own, and stays. */
function moves({ base, head, env }: AskedAddresses, name: string): { name: string; before: string; now: string }[] {
  const before = base.env.get(name);
  const now = env[name] ?? "";
  if (before === undefined) return head?.env.get(name) === undefined || now === "" ? [] : [{ name, before: "", now }];
  return isExpression(before) || before === now ? [] : [{ name, before, now }];
}
