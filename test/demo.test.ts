import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { VerdictSchema, type Verdict } from "../src/schema/verdict.ts";
import { Project, repositoryFolder, type Ended } from "./support/project.ts";

/** `gyges demo` as a newcomer meets it, and the README that shows its comment. */

const reports = (id: string, file: string): string => join(".gyges/demo/.gyges/reports", id, file);

describe("gyges demo", () => {
  let ended: Ended;
  const verdicts: Record<string, Verdict> = {};
  let comment = "";

  beforeAll(async () => {
    await using project = await Project.create({ "README.md": "an empty folder" });
    ended = await project.gyges(["demo"]).ended;
    for (const id of ["widened", "reworded", "identical", "few-draws"]) {
      verdicts[id] = VerdictSchema.parse(JSON.parse(await project.read(reports(id, "verdict.json"))));
    }
    comment = await project.read(reports("widened", "report.md"));
    // A minute and a half on two cores; a busy machine takes twice that.
  }, 240_000);

  test("catches the planted gap, passes the rewording, calls nothing for no change, and says when draws do not carry it", () => {
    expect(Object.fromEntries(Object.entries(verdicts).map(([id, verdict]) => [id, verdict.verdict])), ended.stderr).toEqual({
      widened: "fail",
      reworded: "pass",
      identical: "unchanged",
      "few-draws": "inconclusive",
    });
    expect(verdicts["identical"]!.run.calls).toBe(0);
    expect(ended.code).toBe(0);
  });

  test("says 'simulated model' in the terminal, in the comment and in the JSON of every judged request", () => {
    expect(ended.stdout.match(/\d of 4 \(simulated model\)/g)).toHaveLength(4);
    expect(comment).toContain("simulated model");
    expect(["widened", "reworded", "few-draws"].map((id) => verdicts[id]!.simulated)).toEqual([true, true, true]);
  });

  test("ends with the paths of the page, of the comment and of the verdict", () => {
    expect(
      ended.stdout
        .trimEnd()
        .split("\n")
        .slice(-3)
        .map((line) => line.trim()),
    ).toEqual([reports("widened", "report.html"), reports("widened", "report.md"), reports("widened", "verdict.json")]);
  });

  test("makes the comment that the README shows", () => {
    const readme = readFileSync(join(repositoryFolder, "README.md"), "utf8");
    const shown = /<!-- from: demo -->\n([\s\S]*?)<!-- \/from -->/.exec(readme)![1]!;
    const quoted = shown.trimEnd().replaceAll(/^> ?/gm, "");
    expect(comment.replace(/^<!--.*-->\n/, "").replace("\n`prompts/support.json × package:gyges:OrganismProvider`\n", "")).toContain(
      quoted,
    );
  });

  test("costs as many calls as the README says", () => {
    const readme = readFileSync(join(repositoryFolder, "README.md"), "utf8");
    expect(readme).toContain(`makes **${verdicts["widened"]!.run.calls!.toLocaleString("en-US")} calls**`);
  });
});

test("the README's snippets stand in files that are run or used as they are", () => {
  const readme = readFileSync(join(repositoryFolder, "README.md"), "utf8");
  const snippets = [...readme.matchAll(/<!-- from: (\S+\.\w+) -->\n```\w+\n([\s\S]*?)```\n<!-- \/from -->/g)];
  expect(snippets.map((match) => match[1])).toEqual(["examples/workflow/promptfooconfig.yaml", "examples/workflow/gyges.yml"]);
  for (const [, file, text] of snippets) expect(readFileSync(join(repositoryFolder, file!), "utf8")).toBe(text);
});
