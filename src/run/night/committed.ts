import { GygesError } from "../../schema/error.ts";
import { hashText } from "../sides/fingerprint.ts";
import { git } from "../git.ts";
import { placeWithin } from "../place-within.ts";
import type { HistoryOptions } from "../run-options.ts";
import type { RunPrints } from "../sides/side-prints.ts";

/**
 * A night is told by its commit, so what is drawn has to be what is committed. The history itself may lie in the repository.
 *
 * @throws GygesError `history/uncommitted`
 */
export async function refuseUncommitted(root: string, { path }: HistoryOptions): Promise<void> {
  const place = placeWithin(root, path);
  const others = place === null ? [] : [`:(top,exclude,literal)${place}`];
  const [changed] = (await git(root, ["status", "--porcelain", "-z", "--untracked-files=all", "--", ":(top)", ...others])).split("\0");
  if (changed === undefined || changed === "") return;
  throw new GygesError(
    "usage",
    "history/uncommitted",
    `--history draws what is committed, and the working tree differs from HEAD: ${JSON.stringify(changed.slice(3))}\n  Commit it, or put it aside: git stash --include-untracked\n  To judge a change: gyges run --config promptfooconfig.yaml --base-ref HEAD`,
  );
}

/** Both sides are the commit, whatever lies in the working tree beside it. */
export function printedOnce({ sides }: RunPrints): RunPrints {
  return { whole: hashText(JSON.stringify([sides.base, "night"])), sides: { base: sides.base, head: sides.base } };
}
