import { git } from "../../run/git.ts";
import { GygesError } from "../../schema/error.ts";
import { CHECKOUT } from "../pins.ts";

/**
 * The head is what is checked out; `head-ref` says which commit that must be.
 *
 * @param vouched true where a person answers for that commit alone: then its files must lie there as they are in it
 * @throws GygesError `action/head-ref`
 */
export async function checkNamedHead(root: string, named: string | undefined, vouched: boolean): Promise<void> {
  if (named === undefined) return;
  const head = (await git(root, ["rev-parse", "HEAD"])).trim();
  if (head !== named) {
    throw new GygesError(
      "usage",
      "action/head-ref",
      `head-ref names ${named.slice(0, 12)}, and the checkout is at ${head.slice(0, 12)}.\n  Check that very commit out:\n    - uses: ${CHECKOUT}\n      with: {ref: "${named}", fetch-depth: 0, persist-credentials: false}`,
    );
  }
  if (vouched && !(await isAsCommitted(root))) {
    throw new GygesError(
      "usage",
      "action/head-ref",
      `tracked files of the checkout differ from ${named.slice(0, 12)}, the commit that head-ref vouches for.\n  Put no step that changes them between actions/checkout and gyges. To see them: git status`,
    );
  }
}

async function isAsCommitted(root: string): Promise<boolean> {
  const changes = await git(root, ["diff", "--name-only", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "HEAD", "--"]);
  return changes === "";
}
