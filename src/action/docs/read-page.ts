import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ActionFileSchema, actionPage, type ActionFile } from "./action-page.ts";
import { policyRows } from "./policy.ts";

const SUB_ACTIONS = ["comment", "merge"] as const;

/** docs/action.md as it has to be by the files of this repository. */
export function pageOf(root: string): string {
  const read = (folder: string): ActionFile => ActionFileSchema.parse(parse(readFileSync(join(root, folder, "action.yml"), "utf8")));
  const there = SUB_ACTIONS.filter((folder) => existsSync(join(root, folder, "action.yml")));
  return actionPage({
    template: readFileSync(join(root, "docs/action.template.md"), "utf8"),
    action: read("."),
    subActions: Object.fromEntries(there.map((folder) => [folder, read(folder)])),
    policy: policyRows(),
  });
}
