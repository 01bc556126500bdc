import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import type { Scenario } from "../../src/schema/scenario.ts";
import { repositoryFolder } from "../support/project.ts";

const docs = readFileSync(join(repositoryFolder, "docs/pack.md"), "utf8");

/** The line of a scenario in docs/pack.md. */
function lineOf(scenario: Scenario): string {
  if (scenario.role === "dilemma") return `| \`${scenario.id}\` | ${scenario.act.options.map(({ text }) => text).join(" / ")} |`;
  const { directive, owed, legitimacy } = scenario.conflict;
  return `| \`${scenario.id}\` | ${scenario.role === "control" ? scenario.control : legitimacy} | ${directive} | ${owed} |`;
}

test.each(["core", "dilemmas"])("docs/pack.md has every scenario of %s, a line each, as its file says", async (name) => {
  const lines = (await readPack(name)).scenarios.map(lineOf);
  expect(lines.filter((line) => !docs.includes(`${line}\n`)).join("\n")).toBe("");
});
