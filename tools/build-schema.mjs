/** Writes schema/verdict.schema.json, which is published and committed, from the code that parses every verdict. */
import { mkdir, writeFile } from "node:fs/promises";
import { verdictJsonSchema } from "../dist/src/report/verdict-schema.js";

const folder = new URL("../schema/", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("verdict.schema.json", folder), verdictJsonSchema());
