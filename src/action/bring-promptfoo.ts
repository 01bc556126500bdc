import { tmpdir } from "node:os";
import { findPromptfoo } from "../run/child/find-promptfoo.ts";
import { GygesError } from "../schema/error.ts";
import { installPromptfoo } from "./slim/install-promptfoo.ts";

export interface Bringing {
  /** The input `promptfoo-version`. */
  readonly version: string | undefined;
  /** The input `working-directory`. */
  readonly where: string;
  /** Folder of the config. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cancelled: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * Where a project has no promptfoo: installs the version that the workflow names. It is called when the run needs one and not before, so
 * that an unchanged pull request installs nothing.
 *
 * @throws GygesError `run/no-promptfoo` where the workflow names none
 */
export async function bringPromptfoo({ version, where, env, cancelled, say }: Bringing): Promise<string> {
  if (version === undefined) {
    throw new GygesError(
      "usage",
      "run/no-promptfoo",
      `no promptfoo is installed in ${where}: gyges runs yours, of the version in your lockfile.\n  Install it before the gyges step:\n    - run: npm ci\n  Or have the step install one exact version:\n    with:\n      promptfoo-version: 0.123.1`,
    );
  }
  return installPromptfoo(version, { temporary: env["RUNNER_TEMP"] ?? tmpdir(), env, cancelled, say });
}

/** The lockfile has the word: says so where it names another version than the workflow. */
export async function sayWhoseVersion({ version, folder, say }: Bringing): Promise<void> {
  if (version === undefined) return;
  const own = await findPromptfoo(folder).catch(() => null);
  if (own === null || own.version === version) return;
  say(`the project's own promptfoo ${own.version} runs; promptfoo-version ${version} is for projects without one`);
}
