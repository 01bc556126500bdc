import { existsSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describeError, GygesError } from "../schema/error.ts";
import type { Inputs } from "./inputs.ts";

/** Where a step works, and where its reports go. */

/** @throws GygesError `action/working-directory` where the checkout has no such folder */
export function workingDirectory(env: NodeJS.ProcessEnv, inputs: Pick<Inputs, "working-directory">): string {
  const folder = resolve(env["GITHUB_WORKSPACE"] ?? ".", inputs["working-directory"]);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new GygesError(
    "usage",
    "action/working-directory",
    `there is no folder ${inputs["working-directory"]} in the checkout.\n  Name the folder of the promptfoo config, and put actions/checkout before the gyges step:\n    with:\n      working-directory: .`,
  );
}

/** Made before the first call, so that no calls are paid for a report that has no place. It ignores itself: the head under judgement is the working tree. */
export async function reportFolder(folder: string): Promise<string> {
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, ".gitignore"), "*\n");
  } catch (cause) {
    throw new GygesError(
      "usage",
      "action/report-dir",
      `report-dir cannot be made: ${describeError(cause)}\n  Name another folder:\n    with:\n      report-dir: gyges-report`,
      { cause },
    );
  }
  return folder;
}
