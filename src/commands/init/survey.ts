import { existsSync } from "node:fs";
import { dirname, relative } from "node:path";
import { findPromptfoo } from "../../run/child/find-promptfoo.ts";
import { repositoryRoot } from "../../run/git.ts";
import { noConfig, usualConfigs } from "../../run/config/no-config.ts";
import type { PlanReport } from "../../schema/plan-report.ts";
import { plan } from "../plan/plan.ts";
import { type Install, installOf } from "./install-command.ts";
import { attempts, readProject, type ReadProject } from "./read-project.ts";
import { workflowThere } from "./workflow-there.ts";

/** What `gyges init` finds in a project, before it writes anything. Paths are relative to the root of the repository. */
export interface Survey {
  readonly root: string;
  readonly config: string;
  /** Configs that are combined with the first. */
  readonly also: readonly string[];
  /** Files whose change is a change of what is sent. */
  readonly files: readonly string[];
  readonly prompts: ReadProject["prompts"];
  /** Carries the user's turn; null where it is not known. */
  readonly turn: string | null;
  /** As it has to be named in the workflow; null where it is found by itself. */
  readonly messageVar: string | null;
  readonly providers: ReadProject["providers"];
  /** Variables that hold keys. */
  readonly keys: readonly string[];
  readonly promptfoo: { readonly version: string } | null;
  readonly install: Install | null;
  /** A workflow that uses gyges already. */
  readonly workflow: string | null;
  readonly calls: Pick<PlanReport["calls"], "most" | "unchanged"> | null;
  /** What keeps a run from working, each with what to type. */
  readonly problems: readonly string[];
  /** What keeps it from working in this shell alone, and what is not as it may seem. */
  readonly notes: readonly string[];
}

export interface SurveyOptions {
  /** Absolute path. */
  readonly config: string;
  /** Absolute paths of further configs. */
  readonly also?: readonly string[] | undefined;
  readonly cwd: string;
  readonly messageVar: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Reads; calls no model and writes nothing. @throws GygesError where there is no config or no repository to speak of */
export async function survey({ config, also = [], cwd, messageVar, env }: SurveyOptions): Promise<Survey> {
  if (!existsSync(config)) throw await noConfig(config, cwd, undefined, "init");
  const folder = dirname(config);
  const root = await repositoryRoot(folder);
  const { side, prompts, turn, providers, problems: read, notes } = await readProject(config, messageVar, { env, also });
  const { attempt, problems } = attempts();
  const keys = [...new Set(providers.flatMap(({ key }) => key ?? []))].toSorted();
  const unset = keys.filter((key) => (env[key] ?? "") === "");
  const promptfoo = await attempt(() => findPromptfoo(folder, { env }));
  const install = installOf(folder, root);
  const flags = { config: [config, ...also], messageVar, margin: "0.10", direction: "either", confirm: "auto" };
  const planned = turn === null ? null : await attempt(() => plan(flags, cwd));
  return {
    root,
    config: relative(root, config),
    also: also.map((path) => relative(root, path)),
    files: [...new Set((side?.files ?? [config, ...also]).map((path) => relative(root, path)))].toSorted(),
    prompts,
    turn,
    messageVar: messageVar ?? null,
    providers,
    keys,
    promptfoo: promptfoo === null ? null : { version: promptfoo.version },
    install,
    workflow: await workflowThere(root),
    calls: planned === null ? null : { most: planned.calls.most, unchanged: planned.calls.unchanged },
    problems: [...read, ...problems],
    notes: [
      ...notes,
      ...(await otherConfigs(root, [config, ...also])),
      ...unset.map((key) => `${key} is not set here, so no call can be made from this shell.\n  export ${key}=…`),
    ],
  };
}

const MOST_NAMED = 3;

/** What is there and not looked at. */
async function otherConfigs(root: string, named: readonly string[]): Promise<readonly string[]> {
  const others = (await usualConfigs(root)).filter((path) => !named.includes(path)).map((path) => relative(root, path));
  if (others.length === 0) return [];
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
  return [
    `not looked at: ${others.slice(0, MOST_NAMED).join(", ")}${more}\n  Each by itself: gyges init -c ${others[0]}\n  Combined, as promptfoo would: gyges init -c ONE -c OTHER`,
  ];
}
