// Stand-in of actions/download-artifact, on the toolkit that it is made of: each artifact into a folder of its name.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const { INPUT_PATTERN: pattern, INPUT_PATH: path, TOOLKIT } = process.env;
const { DefaultArtifactClient } = await import(join(TOOLKIT, "@actions/artifact/lib/artifact.js"));
const client = new DefaultArtifactClient();
const { artifacts } = await client.listArtifacts({ latest: true });
mkdirSync(path, { recursive: true });
for (const { id, name, digest } of artifacts.filter((one) => one.name.startsWith(pattern.replace(/\*$/, "")))) {
  const { digestMismatch } = await client.downloadArtifact(id, { path: resolve(join(path, name)), expectedHash: digest });
  if (digestMismatch) throw new Error(`${name} came down otherwise than it went up`);
}
