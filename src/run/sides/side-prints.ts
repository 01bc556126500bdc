import type { Side } from "../../schema/identity.ts";
import type { RunJudge } from "../judge/run-judge.ts";
import { circumstances } from "./circumstances.ts";
import { fingerprintSide, hashText, type SideFingerprint } from "./fingerprint.ts";
import type { Sides } from "../draws/generate.ts";

/** Where the two sides of a comparison lie. */
export interface Places {
  readonly root: string;
  readonly commit: string;
  /** Folder of the base's checkout. */
  readonly worktree: string;
  /** Config of either side, absolute. */
  readonly configs: Readonly<Record<Side, string>>;
}

/** What the files of both sides say, before the circumstances of a run are known. */
export interface FilePrints extends Readonly<Record<Side, SideFingerprint>> {
  /** Hash of how the working tree differs from base; null where no code is in play. */
  readonly change: string | null;
  /** True where both sides send the same requests. */
  readonly alike: boolean;
}

/** Code may load what no hash of the config sees, so with code in play only an equal working tree is `alike`. */
export async function printFiles(sides: Sides, { root, commit, worktree }: Places): Promise<FilePrints> {
  const base = await fingerprintSide(sides.base, worktree);
  const head = await fingerprintSide(sides.head, root);
  const tree = base.opaque || head.opaque ? await stateOf(root, commit) : null;
  return { base, head, change: tree?.hash ?? null, alike: base.hash === head.hash && (tree === null || tree.equal) };
}

/** Loaded where code is in play: most configs have none. */
async function stateOf(root: string, commit: string): Promise<{ readonly equal: boolean; readonly hash: string }> {
  const { treeState } = await import("../tree-state.ts");
  return treeState(root, commit);
}

/** What shapes a run's requests beside its files. */
export interface Around {
  /** Version of the user's promptfoo. */
  readonly promptfoo: string;
  /** Environment of the child, and its working folder. */
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly temperature: number | null;
  readonly messageVar: string;
}

export interface RunPrints {
  /** Of both sides together: the run's key. */
  readonly whole: string;
  /** Of each side by itself, so that its draws can stand in for a side of another run that sends the same. */
  readonly sides: Readonly<Record<Side, string>>;
}

export async function printRun(files: FilePrints, { root, commit }: Places, around: Around): Promise<RunPrints> {
  const sideHash = async (side: Side, tree: () => Promise<string>): Promise<string> => {
    const { hash, opaque, variables } = files[side];
    const { promptfoo, env, folder, temperature, messageVar } = around;
    const beside = await circumstances({ promptfoo, env, variables, folder });
    return hashText(JSON.stringify([hash, opaque ? await tree() : null, temperature, messageVar, beside]));
  };
  const sides = {
    base: await sideHash("base", async () => (await import("../tree-state.ts")).treeOf(root, commit)),
    head: await sideHash("head", () => workingTree(root)),
  };
  return { whole: hashText(JSON.stringify([sides.base, sides.head, files.change])), sides };
}

/** A working tree that is exactly a commit is named like that commit, so that draws of main's head serve as base of what branches off. */
async function workingTree(root: string): Promise<string> {
  const { treeOf, treeState } = await import("../tree-state.ts");
  const { equal, hash } = await treeState(root, "HEAD");
  return equal ? treeOf(root, "HEAD") : hash;
}

/** Another judge is another run, and its draws are no base for this one: their labels would be mixed. */
export function printsWithJudge({ whole, sides }: RunPrints, judge: RunJudge | null): RunPrints {
  const print = (own: string): string => (judge === null ? own : hashText(JSON.stringify([own, judge.labeller])));
  return { whole: print(whole), sides: { base: print(sides.base), head: print(sides.head) } };
}
