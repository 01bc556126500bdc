// Stand-in of actions/upload-artifact, on the toolkit that it is made of.
import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const { INPUT_NAME: name, INPUT_PATH: path, INPUT_OVERWRITE: overwrite, TOOLKIT, KEPT } = process.env;
const { DefaultArtifactClient } = await import(join(TOOLKIT, "@actions/artifact/lib/artifact.js"));
if (!path || !existsSync(path)) throw new Error(`no files were found with the provided path: ${path}`);
const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const client = new DefaultArtifactClient();
if (overwrite === "true") await client.deleteArtifact(name).catch(() => undefined);
await client.uploadArtifact(
  name,
  files.map((entry) => join(entry.parentPath, entry.name)),
  path,
  { retentionDays: 1 },
);
// For the test to look at.
cpSync(path, join(KEPT, "artifacts", name), { recursive: true });
