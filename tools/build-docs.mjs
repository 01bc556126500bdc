/** Writes docs/action.md from action.yml, the code and docs/action.template.md: `npm run docs`. A test holds the committed page to it. */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { pageOf } from "../src/action/docs/read-page.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
await writeFile(new URL("../docs/action.md", import.meta.url), pageOf(root));
