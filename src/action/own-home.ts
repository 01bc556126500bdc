import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The environment of a promptfoo that shares its folder with no other. At its first start it sets up a database there, and two that do so at once break each
 * other: shards and jobs of a matrix on one machine, which have one home. Who names a folder (PROMPTFOO_CONFIG_DIR) keeps it.
 *
 * @param runner environment of the job, whose temporary folder goes away with it
 */
export async function withOwnHome(env: NodeJS.ProcessEnv, runner: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if ((env["PROMPTFOO_CONFIG_DIR"] ?? "") !== "") return env;
  const folder = await mkdtemp(join(runner["RUNNER_TEMP"] ?? tmpdir(), "gyges-promptfoo-"));
  return { ...env, PROMPTFOO_CONFIG_DIR: folder };
}
