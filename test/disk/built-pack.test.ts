import { expect, test } from "vitest";
import { builtPack, filesDigest } from "../../src/disk/built-pack.ts";
import { readPackFiles, shippedPackNames } from "../../src/disk/read-pack.ts";
import { parsePack } from "../../src/scenario/parse-pack.ts";

/** The built module reads what stands beside it in dist; the sources have nothing built. */
const built = await import("../../dist/src/disk/built-pack.js");

test.each(await shippedPackNames())("what the build made of %s is what its files say", async (name) => {
  const files = await readPackFiles(name);
  expect(await built.builtPack(name, files)).toEqual(parsePack(files));
});

test("a pack with one byte changed, moved or added is read from its files", async () => {
  const files = await readPackFiles("core");
  const [manifest, first, ...rest] = files;
  const edited = [
    [manifest!, { ...first!, text: `${first!.text}\n` }, ...rest],
    [manifest!, { ...first!, path: "scenarios/other.yaml" }, ...rest],
    [manifest!, ...rest],
    [...files, { path: "scenarios/more.yaml", text: "" }],
    [manifest!, { ...first!, text: first!.text.slice(0, -1) }, { ...rest[0]!, text: `\n${rest[0]!.text}` }, ...rest.slice(1)],
  ];
  for (const one of edited) expect(await built.builtPack("core", one)).toBeNull();
  expect(new Set([files, ...edited].map(filesDigest)).size).toBe(6);
});

test("sources, and a name that was not built, have none", async () => {
  const files = await readPackFiles("core");
  expect(await builtPack("core", files)).toBeNull();
  expect(await built.builtPack("absent", files)).toBeNull();
});
