import { GygesError } from "../schema/error.ts";

/** The environment variable that holds the key of sealed packs. A command line can be read by every user of a machine, so no flag takes it. */
export const PACK_KEY = "GYGES_PACK_KEY";

/** Identities of age (one or several, as `age-keygen` writes them into a file), or one passphrase. */
export type PackKey =
  | { readonly kind: "identities"; readonly identities: readonly string[] }
  | { readonly kind: "passphrase"; readonly text: string };

let held: string | undefined;

/** Takes the key out of an environment and keeps it in memory, so that no child (git, promptfoo, a provider) inherits it. */
export function holdPackKey(env: NodeJS.ProcessEnv): void {
  held = env[PACK_KEY] ?? held;
  delete env[PACK_KEY];
}

/** The key as it was given, to be kept out of reports. */
export function heldPackKey(): string | undefined {
  return process.env[PACK_KEY] ?? held;
}

/** @throws GygesError `pack/key-missing` */
export function packKey(path: string): PackKey {
  const lines = (heldPackKey() ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const [first] = lines;
  if (first === undefined) throw noKey(path);
  const identities = lines.filter((line) => line.startsWith("AGE-SECRET-KEY-"));
  return identities.length === lines.length ? { kind: "identities", identities } : { kind: "passphrase", text: lines.join("\n") };
}

function noKey(path: string): GygesError {
  return new GygesError(
    "usage",
    "pack/key-missing",
    `${path} needs a key, and the environment has no ${PACK_KEY}.\n  Wanted: an identity of age (AGE-SECRET-KEY-1…) or a passphrase.\n  In a shell: read -rs ${PACK_KEY} && export ${PACK_KEY}\n  In a workflow: env: {${PACK_KEY}: "\${{ secrets.${PACK_KEY} }}"}`,
  );
}
