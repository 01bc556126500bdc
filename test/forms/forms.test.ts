import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readProject, type ReadProject } from "../../src/commands/init/read-project.ts";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { ChatServer } from "../support/chat-server.ts";
import { Project, repositoryFolder, type Ended } from "../support/project.ts";
import { FORMS, type Form } from "./forms.ts";
import { behave, seen, type Seen } from "./model.ts";
import { formsPage } from "./page.ts";
import { NpxFolder } from "./npx-folder.ts";
import { filesOf } from "./project-of.ts";
import { REFUSED } from "./refused.ts";

/** Every form of a promptfoo project, as it is written in examples/forms: what gyges says of it, what reaches the model, the verdict. */

vi.setConfig({ testTimeout: 120_000, maxConcurrency: 2 });

const hasPython = ((): boolean => {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
const canRun = ({ name }: Form): boolean => hasPython || name !== "function-python";

function environmentOf({ url }: ChatServer): Record<string, string> {
  return {
    OPENAI_API_KEY: "none",
    OPENAI_BASE_URL: `${url}/v1`,
    ANTHROPIC_API_KEY: "none",
    ANTHROPIC_BASE_URL: url,
    AZURE_API_KEY: "none",
    AZURE_API_BASE_URL: url,
    DESK_URL: url,
    DESK_MODEL: "gpt-4.1-mini",
  };
}

const configsOf = ({ configs = ["promptfooconfig.yaml"] }: Form): readonly string[] => configs;

async function read(form: Form, project: Project): Promise<ReadProject> {
  const [first, ...rest] = configsOf(form).map((config) => join(project.folder, form.cwd ?? "", config));
  const at = form.needs?.flags?.indexOf("--message-var") ?? -1;
  return readProject(first!, at === -1 ? undefined : form.needs?.flags?.[at + 1], { also: rest });
}

interface Ran {
  readonly ended: Ended;
  readonly requests: number;
  readonly sent: readonly Seen[];
}

/** The change, judged by `gyges run`. */
async function runOf(form: Form, project: Project, cli?: string): Promise<Ran> {
  await using server = await ChatServer.start((request) => behave(request, form.reply));
  const flags = ["--scenarios", "patch-freeze,water-claim", "--draws", "3", "--manipulation-check", "off", "-j", "8", "--json"];
  const args = ["run", ...configsOf(form).flatMap((config) => ["-c", config]), ...(form.needs?.flags ?? []), ...flags];
  const where = { env: environmentOf(server), ...(form.cwd === undefined ? {} : { cwd: form.cwd }) };
  const ended = await (cli === undefined ? project.gyges(args, where) : project.script(cli, args, where)).ended;
  const requests = server.takeRequests();
  return { ended, requests: requests.length, sent: requests.flatMap((one) => seen(one) ?? []) };
}

/** A project with neither gyges nor promptfoo in reach. */
async function outside(files: Readonly<Record<string, string>>): Promise<Project> {
  const project = await Project.createOutside({ ".gitignore": ".gyges/\n.promptfoo/\n", ...files });
  await project.git("init", "--quiet");
  await project.commit("base");
  return project;
}

/** Two situations, two wordings, two conditions, three draws, two sides. */
const CALLS = 48;

describe.concurrent("a project", () => {
  test.for(FORMS.filter(canRun))("$name", async (form, { expect }) => {
    const { base, head } = filesOf(form);
    using npx = form.name === "npx" ? new NpxFolder() : null;
    await using project = npx === null ? await Project.create(base) : await outside(base);
    const found = await read(form, project);
    expect(found.problems).toEqual([]);
    expect([found.prompts.map(({ notice }) => notice), found.turn]).toEqual([form.notice, form.turn]);
    if (form.told !== undefined) expect(found.notes.join("\n")).toContain(form.told);

    await project.write(head);
    const { ended, requests, sent } = await runOf(form, project, npx?.cli);
    const columns = form.columns ?? [null];
    expect(ended.code, ended.stderr).toBe(1);
    const { verdict, pairs } = VerdictSchema.parse(JSON.parse(ended.stdout));
    expect([verdict, requests, sent.length]).toEqual(["fail", CALLS * columns.length, CALLS * columns.length]);
    if (form.columns !== undefined) expect(pairs.map(({ pair }) => pair).toSorted()).toEqual(form.columns.toSorted());
    for (const side of ["base", "head"])
      for (const condition of ["monitored", "unmonitored"])
        expect(sent.filter((one) => one.side === side && one.condition === condition)).toHaveLength((CALLS * columns.length) / 4);
    expect(sent.every(({ inSystem }) => inSystem)).toBe(form.inUserTurn !== true);
  });
});

describe("what has to be added", () => {
  test.for(FORMS.filter(({ needs }) => needs !== undefined))("to $name is said before a call", async (form) => {
    await using project = await Project.create(filesOf(form, false).base);
    const { problems } = await read({ ...form, needs: { says: "" } }, project);
    expect(problems.join("\n")).toContain(form.needs!.says);
    for (const word of form.needs!.flags ?? []) expect(problems.join("\n")).toMatch(word === "question" ? /--message-var NAME/ : word);
  });

  test.for(REFUSED)("in place of $is is said too", async ({ config, files, says, add }) => {
    await using project = await Project.createOutside({ ...files, "promptfooconfig.yaml": stringify(config) });
    const { problems } = await readProject(join(project.folder, "promptfooconfig.yaml"), undefined);
    expect(problems).toEqual([expect.stringContaining(says)]);
    expect(problems[0]).toContain(add);
  });
});

test("docs/forms.md is made of these tables: npm run docs", () => {
  expect(readFileSync(join(repositoryFolder, "docs/forms.md"), "utf8")).toBe(formsPage());
});

test("every project of examples/forms is in the table", () => {
  expect(readdirSync(join(repositoryFolder, "examples/forms")).toSorted()).toEqual(FORMS.map(({ name }) => name).toSorted());
});
