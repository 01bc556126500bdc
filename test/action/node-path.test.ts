import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nodeOnPath } from "../../src/action/node-path.ts";

const folder = mkdtempSync(join(tmpdir(), "gyges-node-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A `node` that says to be of a version. */
function nodeOf(version: string): NodeJS.ProcessEnv {
  const path = join(folder, "node");
  writeFileSync(path, `#!/bin/sh\necho '["${path}","${version}"]'\n`);
  chmodSync(path, 0o755);
  return { PATH: `${folder}:/usr/bin:/bin` };
}

test("the node on PATH is found, as the file behind its name", async () => {
  expect(await nodeOnPath({ PATH: dirname(process.execPath) }, folder)).toBe(process.execPath);
});

test.each(["22.22.0", "22.30.1", "24.0.0", "26.1.0"])("%s will do", async (version) => {
  expect(await nodeOnPath(nodeOf(version), folder)).toBe(join(folder, "node"));
});

test.each(["20.19.5", "22.21.9", "18.0.0", "garbage"])("%s is refused with the lines that mend it", async (version) => {
  await expect(nodeOnPath(nodeOf(version), folder)).rejects.toMatchObject({
    code: "action/node",
    message: expect.stringMatching(/uses: actions\/setup-node@[0-9a-f]{40} # v\d[^]*node-version: 22/),
  });
});

test("no node at all is refused likewise", async () => {
  await expect(nodeOnPath({ PATH: join(folder, "empty") }, folder)).rejects.toMatchObject({ code: "action/node" });
});
