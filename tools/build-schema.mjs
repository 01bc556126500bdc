/** Writes schema/, which is published and committed, from the code that parses: every verdict, and every draw that somebody brings along. */
import { mkdir, writeFile } from "node:fs/promises";
import { drawJsonSchema, plainDrawJsonSchema } from "../dist/src/report/draw-schema.js";
import { verdictJsonSchema } from "../dist/src/report/verdict-schema.js";

const folder = new URL("../schema/", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("verdict.schema.json", folder), verdictJsonSchema());
await writeFile(new URL("draw.schema.json", folder), drawJsonSchema());
await writeFile(new URL("plain-draw.schema.json", folder), plainDrawJsonSchema());
