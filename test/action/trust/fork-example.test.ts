import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { readTrigger } from "../../../src/action/event.ts";
import { readInputs } from "../../../src/action/inputs.ts";
import { admit } from "../../../src/action/trust/admit.ts";
import { groundOf } from "../../../src/action/trust/ground.ts";
import { whoseHead } from "../../../src/action/trust/whose-head.ts";
import { openPullRequest, Repository } from "../repository.ts";
import { GitHubJob } from "./github.ts";

/** The documented way to spend keys on a fork: examples/workflow/gyges-fork.yml. */

const Step = z.looseObject({
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
const workflow = z
  .looseObject({
    on: z.strictObject({ workflow_dispatch: z.unknown() }),
    jobs: z.strictObject({ gate: z.looseObject({ environment: z.string(), steps: z.array(Step) }) }),
  })
  .parse(parse(readFileSync(join(resolve(import.meta.dirname, "../../.."), "examples/workflow/gyges-fork.yml"), "utf8")));
const [checkout, gyges] = ["actions/checkout@", "OWNER/gyges@"].map((name) =>
  workflow.jobs.gate.steps.find(({ uses }) => uses?.startsWith(name) === true)!,
);

/** The step's inputs where the maintainer typed this commit. */
const given = (commit: string): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(gyges!.with).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      String(value).replace("${{ inputs.commit }}", commit),
    ]),
  );

test("it checks out what it vouches for, and hands git's credentials to nobody", () => {
  expect(checkout!.with).toMatchObject({ ref: gyges!.with["head-ref"], "persist-credentials": false });
});

test("it runs the commit that was typed, against where it left the base branch, and no other", async () => {
  using repository = Repository.create();
  const { atEvent, tip, head, merge } = openPullRequest(repository);
  repository.git("update-ref", "refs/remotes/origin/main", tip);
  repository.git("checkout", "--quiet", head);
  using job = new GitHubJob({ event: "workflow_dispatch" });
  const env = { ...job.env, GITHUB_SHA: tip };
  const trigger = await whoseHead(await readTrigger(env), repository.folder, env);
  expect(trigger.origin).toBe("other");

  const own = readInputs(given(head));
  expect(await admit(trigger, own, env, repository.folder)).toEqual({ kind: "run", keyless: false });
  expect(await groundOf({ trigger, own, env, root: repository.folder, folder: repository.folder })).toMatchObject({
    base: atEvent,
    findings: [],
  });
  await expect(admit(trigger, readInputs(given(merge)), env, repository.folder)).rejects.toMatchObject({ code: "action/head-ref" });
});
