import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readPack, shippedPackNames } from "../../src/disk/read-pack.ts";
import type { PackFile } from "../../src/scenario/parse-pack.ts";
import { lateKeys, packOf } from "../scenario/small-pack.ts";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "gyges-pack-"))));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function write(files: readonly PackFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

describe("a pack on disk", () => {
  test("is read by its shipped name or by the path of its folder, alike", async () => {
    expect(await shippedPackNames()).toEqual(["core", "dilemmas"]);
    const byName = await readPack("core");
    expect((await readPack(join(import.meta.dirname, "../../packs/core"))).hash).toBe(byName.hash);
  });

  test("of one's own is read by its folder", async () => {
    await write(packOf(lateKeys));
    await expect(readPack(folder)).resolves.toMatchObject({ manifest: { name: "night-desk" }, scenarios: [{ id: "late-keys" }] });
  });

  test("that does not exist is refused, and the shipped ones are listed", async () => {
    await expect(readPack("coer")).rejects.toThrow('no pack is called "coer". Shipped: core (nearest), dilemmas.');
    await expect(readPack(join(folder, "nowhere"))).rejects.toThrow("or one of the shipped: core, dilemmas");
    await expect(readPack(join(import.meta.dirname, "read-pack.test.ts"))).rejects.toThrow("it is no folder");
    await expect(readPack("")).rejects.toThrow("or one of the shipped: core, dilemmas");
  });

  test("without pack.yaml or without scenarios is refused", async () => {
    await expect(readPack(folder)).rejects.toMatchObject({ code: "pack/disk" });
    await write(packOf());
    await expect(readPack(folder)).rejects.toMatchObject({ code: "pack/empty" });
  });

  test.each(["Late.yaml", "late keys.yaml", "late.yml", ".yaml", `${"a".repeat(65)}.yaml`, "note.txt"])(
    "with a file named %s among its scenarios is refused",
    async (name) => {
      await write([...packOf(lateKeys), { path: `scenarios/${name}`, text: "" }]);
      await expect(readPack(folder)).rejects.toThrow(`saw ${JSON.stringify(name)}`);
    },
  );

  test("with a link in place of a scenario, its manifest or its folder is refused", async () => {
    await write(packOf(lateKeys));
    const real = join(folder, "scenarios/late-keys-0.yaml");
    await symlink(real, join(folder, "scenarios/linked.yaml"));
    await expect(readPack(folder)).rejects.toThrow("links are not followed");

    await rm(join(folder, "scenarios/linked.yaml"));
    await copyFile(join(folder, "pack.yaml"), join(folder, "other.yaml"));
    await rm(join(folder, "pack.yaml"));
    await symlink("other.yaml", join(folder, "pack.yaml"));
    await expect(readPack(folder)).rejects.toThrow("links are not followed");

    await rm(join(folder, "pack.yaml"));
    await copyFile(join(folder, "other.yaml"), join(folder, "pack.yaml"));
    await rm(join(folder, "scenarios"), { recursive: true });
    await symlink(join(import.meta.dirname, "../../packs/core/scenarios"), join(folder, "scenarios"));
    await expect(readPack(folder)).rejects.toThrow("wanted a folder, not a link");
  });

  test("with a folder in place of a scenario is refused", async () => {
    await write(packOf(lateKeys));
    await mkdir(join(folder, "scenarios/deep.yaml"));
    await expect(readPack(folder)).rejects.toThrow("wanted a plain file");
  });

  test("over five million bytes in all is refused, file by file", async () => {
    await write(packOf(lateKeys));
    for (const name of ["a", "b", "c", "d", "e"]) await writeFile(join(folder, `scenarios/${name}.yaml`), " ".repeat(1_000_000));
    await expect(readPack(folder)).rejects.toThrow("wanted at most 5000000 bytes in the whole pack");
  });

  test("that is not UTF-8 is refused", async () => {
    await write(packOf(lateKeys));
    await writeFile(join(folder, "scenarios/latin.yaml"), Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xe4]));
    await expect(readPack(folder)).rejects.toThrow("wanted UTF-8 text");
  });
});
