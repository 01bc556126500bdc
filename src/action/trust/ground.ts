import { relative } from "node:path";
import { commitOf } from "../../run/git.ts";
import type { Reason } from "../../schema/verdict.ts";
import type { Trigger } from "../event.ts";
import type { Inputs } from "../inputs.ts";
import { eventBase, namedBase } from "./base-commit.ts";
import type { Remote } from "./fetch-commit.ts";
import { heldByBase, type Held } from "./held-by-base.ts";
import { lockedChange } from "./instrument.ts";
import { ruleOf } from "./policy.ts";

/** What a run stands on: the commit to compare with, and the inputs that hold. */
export interface Ground extends Held {
  readonly base: string;
}

export interface Site {
  readonly trigger: Trigger;
  /** Inputs of the step as it runs. */
  readonly own: Inputs;
  /** Of the job. */
  readonly env: NodeJS.ProcessEnv;
  readonly root: string;
  /** Folder of the config. */
  readonly folder: string;
}

/**
 * The event's own base says which inputs hold, `base-ref` among them; so a pull request cannot choose what it is compared with.
 *
 * @returns null where nothing came before, as with the first push of a branch
 * @throws GygesError `action/base…`
 */
export async function groundOf(site: Site): Promise<Ground | null> {
  const { trigger, own, env, root } = site;
  const remote = remoteOf(own, env);
  const { thresholds } = ruleOf(trigger);
  const named = async (ref: string | undefined): Promise<string | null> =>
    ref === undefined ? null : namedBase(root, ref, trigger, remote);
  const before = thresholds === "base" || own["base-ref"] === undefined ? await eventBase(root, trigger, remote) : null;
  const word = thresholds === "own" ? null : (before ?? (await named(own["base-ref"])));
  const held = word === null ? { inputs: own, findings: [], env: {} } : await heldByBase({ root, base: word, own, env, remote });
  const base = (await named(held.inputs["base-ref"])) ?? before;
  if (base === null) return null;
  const locked = word === null ? [] : await lockFindings(site, base);
  return { ...held, base, findings: [...held.findings, ...locked] };
}

async function lockFindings({ root, folder }: Site, base: string): Promise<readonly Reason[]> {
  const parts = relative(root, folder)
    .split(/[\\/]/)
    .filter((part) => part !== "");
  const folders = [...parts.keys()].map((index) => parts.slice(0, parts.length - index).join("/"));
  return lockedChange(root, base, await commitOf(root, "HEAD"), [...folders, ""]);
}

function remoteOf(own: Inputs, env: NodeJS.ProcessEnv): Remote {
  return { token: own["github-token"], server: env["GITHUB_SERVER_URL"] ?? "https://github.com" };
}
