import { git } from "../../run/git.ts";

/** A shallow clone lacks the base. Here one more commit is fetched, with the job's token where it has one. */

export interface Remote {
  /** The token; undefined where the job gave none. A public repository, or a checkout that kept its own, needs none. */
  readonly token: string | undefined;
  /** Where the token may be sent, `https://github.com`. */
  readonly server: string;
}

const TIMEOUT_S = 60;

/** @returns false where it is not there and cannot be fetched. @param commit 40 hex digits */
export async function haveCommit(root: string, commit: string, remote: Remote): Promise<boolean> {
  return (await isThere(root, commit)) || ((await fetched(root, commit, remote)) && isThere(root, commit));
}

/** Tries to make `origin/<branch>` known to a clone that holds another branch alone. @returns whether it worked */
export async function haveBranch(root: string, ref: string, remote: Remote): Promise<boolean> {
  const branch = /^origin\/([\w./-]+)$/.exec(ref)?.[1];
  return branch !== undefined && fetched(root, `+refs/heads/${branch}:refs/remotes/origin/${branch}`, remote);
}

async function isThere(root: string, commit: string): Promise<boolean> {
  return git(root, ["cat-file", "-e", `${commit}^{commit}`]).then(
    () => true,
    () => false,
  );
}

async function fetched(root: string, what: string, remote: Remote): Promise<boolean> {
  const slow = ["-c", "http.lowSpeedLimit=1", "-c", `http.lowSpeedTime=${TIMEOUT_S}`];
  const args = [...slow, "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--depth=1", "--end-of-options", "origin", what];
  return git(root, args, { GIT_TERMINAL_PROMPT: "0", ...authorization(remote) }).then(
    () => true,
    () => false,
  );
}

/**
 * git's own settings, by variables: a command line can be read by every process of the machine, and `.git/config` by every later step. The
 * header goes to this server alone, and no redirect carries it on.
 */
function authorization({ token, server }: Remote): NodeJS.ProcessEnv {
  if (token === undefined) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
    GIT_CONFIG_KEY_1: "http.followRedirects",
    GIT_CONFIG_VALUE_1: "false",
  };
}
