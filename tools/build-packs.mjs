/** Reads and checks the shipped packs once, at build time: dist/packs/NAME.json. See src/disk/built-pack.ts. */
import { mkdir, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { builtPackUrl, filesDigest } from "../dist/src/disk/built-pack.js";
import { readPackFiles, shippedPackNames } from "../dist/src/disk/read-pack.js";
import { parsePack } from "../dist/src/scenario/parse-pack.js";

for (const name of await shippedPackNames()) {
  const files = await readPackFiles(name);
  const pack = parsePack(files);
  const text = JSON.stringify({ digest: filesDigest(files), pack });
  if (!isDeepStrictEqual(JSON.parse(text).pack, pack)) throw new Error(`pack ${name} holds what JSON cannot carry`);
  await mkdir(new URL(".", builtPackUrl(name)), { recursive: true });
  await writeFile(builtPackUrl(name), text);
}
