/** Writes the pages that come out of the code, `npm run docs`: docs/action.md (with action.yml and docs/action.template.md), docs/capabilities.md and docs/forms.md. Tests hold the committed pages to it. */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { pageOf } from "../src/action/docs/read-page.ts";
import { formsPage } from "../test/forms/page.ts";
import { capabilityPage } from "../src/promptfoo/capability/page.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
await writeFile(new URL("../docs/action.md", import.meta.url), pageOf(root));
await writeFile(new URL("../docs/capabilities.md", import.meta.url), capabilityPage());
await writeFile(new URL("../docs/forms.md", import.meta.url), formsPage());
