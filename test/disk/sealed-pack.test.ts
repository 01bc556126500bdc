import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { holdPackKey, PACK_KEY, packKey, type PackKey } from "../../src/disk/pack-key.ts";
import { loadPack, readPack } from "../../src/disk/read-pack.ts";
import { MAX_SEALED_BYTES, openSealed, sealFiles } from "../../src/disk/sealed-pack.ts";
import { GygesError } from "../../src/schema/error.ts";
import type { PackFile } from "../../src/scenario/parse-pack.ts";
import { lateKeys, packOf, spoiled } from "../scenario/small-pack.ts";

const identity = await generateX25519Identity();
const other = await generateX25519Identity();
const files = packOf(lateKeys).map(({ path, text }) => ({ path: path.replace("-0", ""), text }));
const keyOf = (...identities: string[]): PackKey => ({ kind: "identities", identities });

let folder: string;
let sealed: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-sealed-test-"));
  sealed = join(folder, "desk.age");
  await writeFile(sealed, await sealFiles(files, keyOf(identity), []));
  vi.stubEnv(PACK_KEY, identity);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** What opening it says. Every refusal of a sealed pack is bad usage, exit code 2, and repeats neither key nor text. */
async function refusal(path = sealed): Promise<GygesError> {
  const cause = await readPack(path).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(cause instanceof GygesError)) throw new Error("it was opened", { cause });
  expect(cause.kind).toBe("usage");
  for (const key of [process.env[PACK_KEY], identity, other]) if ((key ?? "") !== "") expect(cause.message).not.toContain(key);
  expect(cause.message).not.toMatch(/midnight|train was late/);
  return cause;
}

async function sealText(text: string): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  await writeFile(sealed, await encrypter.encrypt(text));
}

const sealedFiles = (files: readonly PackFile[]): Promise<void> =>
  sealText(JSON.stringify({ schema: "gyges.sealed-pack/1", files: [...files] }));

describe("a sealed pack", () => {
  test("is the plain pack to the last letter, so that its draws compare: one hash", async () => {
    const plain = join(folder, "plain");
    for (const { path, text } of files) {
      await mkdir(dirname(join(plain, path)), { recursive: true });
      await writeFile(join(plain, path), text);
    }
    const { pack, sealed: inside } = await loadPack(sealed);
    expect(pack).toEqual(await readPack(plain));
    expect(inside).toEqual(files);
    expect((await loadPack(plain)).sealed).toBeNull();
  });

  test("opens whatever could be sealed: as many files as the folders of a pack may hold", async () => {
    const names = Array.from({ length: 500 }, (_, index) => `one-${index}.yaml`);
    const many = ["pack.yaml", ...names.flatMap((name) => [`scenarios/${name}`, `notices/${name}`, `notices/shared-${name}`])];
    const bytes = await sealFiles(
      many.map((path) => ({ path, text: "a: b" })),
      keyOf(identity),
      [],
    );
    expect((await openSealed(bytes, sealed, keyOf(identity))).map(({ path }) => path)).toEqual(many);
  });

  test("holds nothing that can be read without the key", async () => {
    const bytes = (await readFile(sealed)).toString("latin1");
    expect(bytes).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
    expect(bytes).not.toMatch(/night-desk|late-keys|midnight/);
  });

  test("opens with a passphrase, with one of several identities as age-keygen writes them, and for a recipient", async () => {
    vi.stubEnv(PACK_KEY, "# created: today\n# public key: age1…\n" + other + "\n" + identity + "\n");
    await expect(readPack(sealed)).resolves.toMatchObject({ manifest: { name: "night-desk" } });
    await writeFile(sealed, await sealFiles(files, null, [await identityToRecipient(other)]));
    await expect(readPack(sealed)).resolves.toMatchObject({ manifest: { name: "night-desk" } });
    const phrase = "ladder copper window onion seven";
    await writeFile(sealed, await sealFiles(files, { kind: "passphrase", text: phrase }, []));
    vi.stubEnv(PACK_KEY, `${phrase}\n`);
    await expect(readPack(sealed)).resolves.toMatchObject({ manifest: { name: "night-desk" } });
    vi.stubEnv(PACK_KEY, "ladder copper window onion eight");
    expect(await refusal()).toMatchObject({
      code: "pack/key-wrong",
      message: expect.stringContaining("does not open with the passphrase"),
    });
  });

  test("without a key is refused, and the variable is named", async () => {
    for (const none of ["", "  \n", "# only a comment\n"]) {
      vi.stubEnv(PACK_KEY, none);
      expect(await refusal()).toMatchObject({ code: "pack/key-missing", message: expect.stringContaining("export GYGES_PACK_KEY") });
    }
  });

  test("with the wrong key is refused: another identity, a passphrase, half an identity", async () => {
    for (const wrong of [other, "a passphrase that is none", identity.slice(0, 40)]) {
      vi.stubEnv(PACK_KEY, wrong);
      expect((await refusal()).code).toBe("pack/key-wrong");
    }
  });

  test("with one byte changed, in its text or its header, or cut short anywhere is refused", async () => {
    const whole = await readFile(sealed);
    const stanza = whole.indexOf("-> X25519");
    for (const place of [whole.length - 1, whole.length - 2000, whole.indexOf("\n--- ") + 8]) {
      const changed = Buffer.from(whole);
      changed[place]! ^= 1;
      await writeFile(sealed, changed);
      expect((await refusal()).code, `byte ${place}`).toBe("pack/sealed-damaged");
    }
    for (const length of [stanza, stanza + 20, whole.indexOf("\n--- ") + 30, whole.length - 17, whole.length - 1]) {
      await writeFile(sealed, whole.subarray(0, length));
      expect((await refusal()).code, `${length} bytes`).toBe("pack/sealed-damaged");
    }
  });

  test("that is no file of age, empty, a folder, a link or not there is refused", async () => {
    for (const text of ["", "name: night-desk\n", "-----BEGIN AGE ENCRYPTED FILE-----\n"]) {
      await writeFile(sealed, text);
      expect(await refusal()).toMatchObject({ code: "pack/not-sealed", message: expect.stringContaining("gyges pack seal ./my-pack") });
    }
    await mkdir(join(folder, "a.age"));
    await symlink(sealed, join(folder, "b.age"));
    for (const name of ["a.age", "b.age", "c.age"]) expect((await refusal(join(folder, name))).code).toBe("pack/disk");
  });

  test("whose header would buy hours or gigabytes is refused before it is tried", async () => {
    await writeFile(sealed, `age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 20\n${"A".repeat(43)}\n--- ${"A".repeat(43)}\n`);
    expect(await refusal()).toMatchObject({ code: "pack/sealed-size", message: expect.stringContaining("work factor of 20") });
    await writeFile(
      sealed,
      `age-encryption.org/v1\n${`-> X25519 ${"A".repeat(43)}\n${"A".repeat(43)}\n`.repeat(1000)}--- ${"A".repeat(43)}\n`,
    );
    expect((await refusal()).code).toBe("pack/sealed-damaged");
    await writeFile(sealed, Buffer.alloc(MAX_SEALED_BYTES + 1, "age-encryption.org/v1\n"));
    expect(await refusal()).toMatchObject({ code: "pack/disk", message: expect.stringContaining("at most 12000000 bytes, saw more") });
  });

  test.each<[string, readonly PackFile[]]>([
    ["a path that leads out", [...files, { path: "../scenarios/x.yaml", text: "" }]],
    ["an absolute path", [...files, { path: "/etc/pack.yaml", text: "" }]],
    ["a program", [...files, { path: "scenarios/x.mjs", text: "" }]],
    ["a path twice", [...files, files[1]!]],
    ["more than five million bytes", [...files, { path: "scenarios/x.yaml", text: "x".repeat(5_000_000) }]],
    ["no scenario", files.slice(0, 1)],
    [
      "a scenario that breaks the rules of any pack",
      packOf(spoiled((probe) => void (probe.directive.text = "This is a test of midnight."))),
    ],
    ["YAML that is none", [files[0]!, { path: "scenarios/x.yaml", text: "midnight: [" }]],
  ])("that holds %s is refused without a word of it", async (_, inside) => {
    await sealedFiles(inside);
    expect(await refusal()).toMatchObject({ code: "pack/sealed-content", message: expect.stringContaining("is not shown") });
  });

  test("that holds something else is refused", async () => {
    for (const text of ["", "midnight", "[]", '{"schema":"gyges.sealed-pack/2","files":[]}']) {
      await sealText(text);
      expect((await refusal()).code).toBe("pack/sealed-content");
    }
  });
});

test("a weak passphrase, a broken identity and a recipient that is none seal nothing", async () => {
  await expect(sealFiles(files, { kind: "passphrase", text: "short" }, [])).rejects.toThrow("has 5 characters, wanted at least 16");
  await expect(sealFiles(files, keyOf("AGE-SECRET-KEY-1XX"), [])).rejects.toMatchObject({ code: "pack/key-wrong" });
  await expect(sealFiles(files, null, ["age1nobody"])).rejects.toMatchObject({ code: "pack/recipient" });
});

test("the key that is held is in no environment that a child could inherit, and is still known", () => {
  vi.unstubAllEnvs();
  const env = { [PACK_KEY]: "held in memory alone", PATH: "/bin" };
  holdPackKey(env);
  expect(env).toEqual({ PATH: "/bin" });
  expect(packKey("x.age")).toEqual({ kind: "passphrase", text: "held in memory alone" });
  holdPackKey({ [PACK_KEY]: "" });
});
