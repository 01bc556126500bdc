import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LABELLER } from "../../label/label-reply.ts";
import { GYGES_VERSION } from "../../schema/version.ts";
import { isAddressVariable } from "../servers/addresses.ts";
import { hashText } from "./fingerprint.ts";

/** What shapes requests and draws though config, prompts and files do not show it. */
export interface Circumstances {
  /** Version of the user's promptfoo. */
  readonly promptfoo: string;
  /** Environment of the child. */
  readonly env: NodeJS.ProcessEnv;
  /** Variables that the side names. */
  readonly variables: readonly string[];
  /** Working folder of the child, where promptfoo looks for `.env`: the config's. */
  readonly folder: string;
}

/** One hash for a side's key. Draws of other circumstances are another run's, even on the same commits. */
export async function circumstances({ promptfoo, env, variables, folder }: Circumstances): Promise<string> {
  const names = new Set([...variables, ...Object.keys(env).filter(isAddressVariable)]);
  const values = [...names].toSorted().map((name) => [name, env[name] ?? null]);
  const dotenv = await readFile(join(folder, ".env")).catch(() => null);
  return hashText(JSON.stringify([GYGES_VERSION, LABELLER, promptfoo, values, dotenv === null ? null : hashText(dotenv)]));
}
