import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { circumstances, type Circumstances } from "../../../src/run/sides/circumstances.ts";
import { Project } from "../../support/project.ts";

/** What shapes a request though no file of the comparison shows it. */

test("the value of a named variable, an address of a provider, promptfoo's version and a .env file are in the key; other variables are not", async () => {
  await using project = await Project.create({});
  const usual: Circumstances = { promptfoo: "0.123.1", env: { MODEL: "m1", HOME: "/a" }, variables: ["MODEL"], folder: project.folder };
  const first = await circumstances(usual);
  expect(await circumstances({ ...usual, env: { ...usual.env, HOME: "/b" } })).toBe(first);
  expect(first).not.toContain("m1");
  const others = [
    { ...usual, env: { MODEL: "m2" } },
    { ...usual, env: { HOME: "/a" } },
    { ...usual, promptfoo: "0.124.0" },
    ...["OPENAI_BASE_URL", "OPENAI_API_BASE", "AZURE_API_HOST", "X_ENDPOINT", "OLLAMA_HOST"].map((name) => ({
      ...usual,
      env: { ...usual.env, [name]: "http://127.0.0.1" },
    })),
  ];
  const keys = await Promise.all(others.map(circumstances));
  await writeFile(join(project.folder, ".env"), "MODEL=m3\n");
  expect(new Set([first, ...keys, await circumstances(usual)]).size).toBe(others.length + 2);
});
