import { existsSync } from "node:fs";
import { dirname, relative } from "node:path";
import { capabilitiesOf } from "../../promptfoo/capability/capabilities.ts";
import { findMessageVar } from "../../promptfoo/message-var.ts";
import { findPromptfoo } from "../../run/find-promptfoo.ts";
import { repositoryRoot } from "../../run/git.ts";
import { noConfig } from "../../run/no-config.ts";
import { readSide } from "../../run/read-side.ts";
import type { SideConfig } from "../../run/side.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import type { PlanReport } from "../../schema/plan-report.ts";
import { plan } from "../plan.ts";
import { type Install, installOf } from "./install-command.ts";
import { noticePlace } from "./notice-place.ts";
import { keyOf } from "./provider-key.ts";
import { workflowThere } from "./workflow-there.ts";

/** What `gyges init` finds in a project, before it writes anything. Paths are relative to the root of the repository. */
export interface Survey {
  readonly root: string;
  readonly config: string;
  /** Files whose change is a change of what is sent. */
  readonly files: readonly string[];
  readonly prompts: readonly { readonly name: string; readonly notice: string | null }[];
  /** Carries the user's turn; null where it is not known. */
  readonly turn: string | null;
  /** As it has to be named in the workflow; null where it is found by itself. */
  readonly messageVar: string | null;
  readonly providers: readonly { readonly name: string; readonly temperature: string; readonly key: string | null }[];
  /** Variables that hold keys. */
  readonly keys: readonly string[];
  readonly promptfoo: { readonly version: string } | null;
  readonly install: Install | null;
  /** A workflow that uses gyges already. */
  readonly workflow: string | null;
  readonly calls: Pick<PlanReport["calls"], "most" | "unchanged"> | null;
  /** What keeps a run from working, each with what to type. */
  readonly problems: readonly string[];
  /** What keeps it from working in this shell alone. */
  readonly notes: readonly string[];
}

export interface SurveyOptions {
  /** Absolute path. */
  readonly config: string;
  readonly cwd: string;
  readonly messageVar: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Reads; calls no model and writes nothing. @throws GygesError where there is no config or no repository to speak of */
export async function survey({ config, cwd, messageVar, env }: SurveyOptions): Promise<Survey> {
  if (!existsSync(config)) throw await noConfig(config, cwd, undefined, "init");
  const folder = dirname(config);
  const root = await repositoryRoot(folder);
  const problems: string[] = [];
  const attempt = async <T>(read: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (cause) {
      if (!(cause instanceof GygesError)) throw cause;
      problems.push(describeError(cause));
      return null;
    }
  };
  const side = await attempt(() => readSide("head", config));
  const turn = side === null ? null : await attempt(() => turnOf(side, messageVar));
  const prompts = await Promise.all(
    (side?.prompts ?? []).map(async (prompt) => ({
      name: prompt.name,
      notice: await attempt(() => noticePlace(prompt, side?.providers ?? [])),
    })),
  );
  const providers = (side?.providers ?? []).map(({ name, id, entry }) => {
    const own = entry["config"];
    const settings = typeof own === "object" && own !== null ? { ...own } : {};
    return { name, temperature: capabilitiesOf(id).temperature, key: keyOf(id, settings) };
  });
  const keys = [...new Set(providers.flatMap(({ key }) => key ?? []))].toSorted();
  const unset = keys.filter((key) => (env[key] ?? "") === "");
  const promptfoo = await attempt(() => findPromptfoo(folder));
  const install = installOf(folder, root);
  const planned =
    turn === null ? null : await attempt(() => plan({ config, messageVar, margin: "0.10", direction: "either", confirm: "auto" }, cwd));
  return {
    root,
    config: relative(root, config),
    files: [...new Set((side?.files ?? [config]).map((path) => relative(root, path)))].toSorted(),
    prompts,
    turn,
    messageVar: messageVar ?? null,
    providers,
    keys,
    promptfoo: promptfoo === null ? null : { version: promptfoo.version },
    install,
    workflow: await workflowThere(root),
    calls: planned === null ? null : { most: planned.calls.most, unchanged: planned.calls.unchanged },
    problems,
    notes: unset.map((key) => `${key} is not set here, so no call can be made from this shell.\n  export ${key}=…`),
  };
}

function turnOf({ prompts, defaultVars, testVars }: SideConfig, messageVar: string | undefined): string {
  const templates = prompts.flatMap(({ template }) => template ?? []);
  return findMessageVar({ templates, defaults: Object.keys(defaultVars), testVars, messageVar });
}
