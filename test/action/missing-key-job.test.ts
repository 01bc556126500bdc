import { expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { Project } from "../support/project.ts";
import { JobProcess } from "./job-process.ts";

/** The commonest first run: the step has no key. */

/** A step from its source loads some hundred files first, which a busy machine takes a minute for. */
vi.setConfig({ testTimeout: 180_000 });

test("a step without its key says which line and which secret are lacking, and promptfoo's log lies with the report", async () => {
  const config = (text: string): string =>
    stringify({ prompts: [{ label: "p", raw: text }], providers: ["openai:chat:gpt-5-mini"], tests: [{ vars: { message: "Hello" } }] });
  await using project = await Project.create({ "promptfooconfig.yaml": config("You assist a shop. {{message}}") });
  const base = (await project.git("rev-parse", "HEAD")).trim();
  await project.write({ "promptfooconfig.yaml": config("You assist a bank. {{message}}") });
  await project.commit("head");
  const head = (await project.git("rev-parse", "HEAD")).trim();
  const repo = { full_name: "acme/app" };
  const event = {
    repository: repo,
    pull_request: { number: 7, base: { ref: "main", sha: base, repo }, head: { ref: "change", sha: head, repo } },
  };
  const job = new JobProcess(project, event, {});

  const { code, stdout } = await job.start("main").ended;
  expect(code, stdout).toBe(1);
  expect(stdout).toContain("::error title=gyges::ERROR: OPENAI_API_KEY is not set");
  expect(job.summary()).toContain("```text\nenv:\n  OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n```");
  expect(job.summary()).not.toContain("same command");
  expect(await project.read("gyges-report/promptfoo.log")).toContain("Missing OPENAI_API_KEY");
});
