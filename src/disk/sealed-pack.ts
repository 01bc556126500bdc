import * as z from "zod";
import { GygesError } from "../schema/error.ts";
import { parsedJson } from "../schema/json.ts";
import type { PackFile } from "../scenario/parse-pack.ts";
import type { PackKey } from "./pack-key.ts";

/** A pack in one file encrypted by age (https://age-encryption.org/v1): inside is JSON of its files, which are never laid out on a disk. */

const MAGIC = "age-encryption.org/v1\n";
/** JSON escapes quotes and newlines, so five million bytes of YAML become more. */
export const MAX_SEALED_BYTES = 12_000_000;
/** Files of one folder of a pack. */
export const MOST_IN_A_FOLDER = 500;
/** As many as can be read to be sealed: pack.yaml, its scenarios, its notices, and those that it shares. */
const MAX_FILES = 1 + 3 * MOST_IN_A_FOLDER;
/** Each recipient costs a key agreement, and a work factor above 18 hundreds of megabytes: a planted header must not buy either. */
const MAX_HEADER_BYTES = 16_384;
const MAX_WORK_FACTOR = 18;
const LEAST_PASSPHRASE = 16;

const SealedSchema = z.strictObject({
  schema: z.literal("gyges.sealed-pack/1"),
  files: z
    .array(z.strictObject({ path: z.string().regex(/^(?:pack|(?:scenarios|notices)\/[a-z0-9-]{1,64})\.yaml$/), text: z.string() }))
    .min(1)
    .max(MAX_FILES)
    .refine((files) => new Set(files.map(({ path }) => path)).size === files.length, "wanted each path once"),
});

/** What `--pack` takes for a sealed pack, by its name: whether text may be shown is known before anything is opened. */
export function isSealed(nameOrPath: string): boolean {
  return nameOrPath.endsWith(".age");
}

/**
 * @param recipients public keys (`age1…`); where there are none, whoever has the key can open it
 * @throws GygesError `pack/key-weak`, `pack/recipient` or `pack/key-wrong`
 */
export async function sealFiles(files: readonly PackFile[], key: PackKey | null, recipients: readonly string[]): Promise<Uint8Array> {
  const { Encrypter, identityToRecipient } = await import("age-encryption");
  const encrypter = new Encrypter();
  if (recipients.length > 0) for (const one of recipients) addRecipient(one, (recipient) => encrypter.addRecipient(recipient));
  else if (key?.kind === "passphrase") encrypter.setPassphrase(strong(key.text));
  else for (const identity of key?.identities ?? []) encrypter.addRecipient(await known(() => identityToRecipient(identity)));
  const plain = files.map(({ path, text }) => ({ path, text }));
  return encrypter.encrypt(JSON.stringify({ schema: "gyges.sealed-pack/1", files: plain }));
}

/** @throws GygesError `pack/not-sealed`, `pack/sealed-size`, `pack/key-wrong`, `pack/sealed-damaged` or `pack/sealed-content`; none quotes the pack */
export async function openSealed(bytes: Uint8Array, path: string, key: PackKey): Promise<readonly PackFile[]> {
  refuseHeader(bytes, path);
  const parsed = SealedSchema.safeParse(parsedJson(await decrypted(bytes, path, key)));
  if (parsed.success) return parsed.data.files;
  throw sealedContent(path, "it holds no files of a pack", "Seal it with gyges: gyges pack seal ./my-pack --out my-pack.age");
}

/** Says that the inside is wrong and not how: a message of the usual kind quotes what it saw. */
export function sealedContent(path: string, seen: string, remedy: string): GygesError {
  return new GygesError(
    "usage",
    "pack/sealed-content",
    `${path} opens, but ${seen}.\n  Its text is not shown, since it is sealed.\n  ${remedy}`,
  );
}

async function decrypted(bytes: Uint8Array, path: string, key: PackKey): Promise<string> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  if (key.kind === "passphrase") decrypter.addPassphrase(key.text);
  else for (const identity of key.identities) await known(() => decrypter.addIdentity(identity));
  try {
    return await decrypter.decrypt(bytes, "text");
  } catch (cause) {
    // The library's own words name no key and no text, but only this one tells the two cases apart.
    if (cause instanceof Error && cause.message.startsWith("no identity matched")) throw wrongKey(path, key);
    throw damaged(path);
  }
}

function refuseHeader(bytes: Uint8Array, path: string): void {
  const start = Buffer.from(bytes.subarray(0, MAX_HEADER_BYTES)).toString("latin1");
  if (!start.startsWith(MAGIC)) throw notSealed(path);
  const end = start.indexOf("\n--- ");
  if (end === -1) throw damaged(path);
  const factor = /^-> scrypt \S+ (\d+)$/m.exec(start.slice(0, end))?.[1];
  if (factor !== undefined && Number(factor) > MAX_WORK_FACTOR) {
    throw new GygesError(
      "usage",
      "pack/sealed-size",
      `${path} asks for a work factor of ${factor.slice(0, 9)}, wanted at most ${MAX_WORK_FACTOR}.\n  Seal it with gyges: gyges pack seal ./my-pack --out my-pack.age`,
    );
  }
}

function addRecipient(recipient: string, add: (recipient: string) => void): void {
  try {
    add(recipient);
  } catch (cause) {
    throw new GygesError(
      "usage",
      "pack/recipient",
      `--recipient wants a public key of age such as age1…, saw ${JSON.stringify(recipient.slice(0, 20))}…\n  age-keygen prints it; for a passphrase leave --recipient out.`,
      { cause },
    );
  }
}

/** Runs what reads an identity. The cause is dropped: a library's message might quote the key. */
async function known<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw new GygesError(
      "usage",
      "pack/key-wrong",
      "GYGES_PACK_KEY begins like an identity of age and is none.\n  Wanted: the whole line AGE-SECRET-KEY-1… as age-keygen wrote it.\n  Set the variable again.",
    );
  }
}

function strong(passphrase: string): string {
  if (passphrase.length >= LEAST_PASSPHRASE) return passphrase;
  throw new GygesError(
    "usage",
    "pack/key-weak",
    `the passphrase in GYGES_PACK_KEY has ${passphrase.length} characters, wanted at least ${LEAST_PASSPHRASE}: whoever has the file can guess at it for ever.\n  Take five random words or more, or an identity: age-keygen`,
  );
}

function notSealed(path: string): GygesError {
  return new GygesError(
    "usage",
    "pack/not-sealed",
    `${path} is no file of age: it does not begin with age-encryption.org/v1 (armored ones are not read).\n  Wanted: a pack sealed by gyges.\n  Seal one: gyges pack seal ./my-pack --out my-pack.age`,
  );
}

function wrongKey(path: string, key: PackKey): GygesError {
  const seen = key.kind === "passphrase" ? "the passphrase" : key.identities.length === 1 ? "the identity" : "no identity";
  return new GygesError(
    "usage",
    "pack/key-wrong",
    `${path} does not open with ${seen} in GYGES_PACK_KEY${key.kind === "identities" && key.identities.length > 1 ? ` (${key.identities.length} were tried)` : ""}.\n  Wanted: the key that it was sealed for.\n  Set the variable to that key, or seal the pack anew.`,
  );
}

function damaged(path: string): GygesError {
  return new GygesError(
    "usage",
    "pack/sealed-damaged",
    `${path} is damaged: it was changed or cut short after it was sealed.\n  Wanted: the file as gyges pack seal wrote it.\n  Take it from its source again; git may have taken it for text: *.age binary in .gitattributes`,
  );
}
