import { dirname, relative } from "node:path/posix";
import { stringify } from "yaml";
import type { Survey } from "./survey.ts";

/** The workflow that judges pull requests of this project: the README's, with what the survey found. */
export function workflowText(survey: Pick<Survey, "config" | "also" | "files" | "install" | "keys" | "messageVar" | "promptfoo">): string {
  const { config, also, files, install, keys, promptfoo } = survey;
  const folder = dirname(config);
  const withInputs = {
    config: [config, ...also].map((path) => relative(folder, path)).join("\n"),
    ...(folder === "." ? {} : { "working-directory": folder }),
    ...(survey.messageVar === null ? {} : { "message-var": survey.messageVar }),
    ...(promptfoo === null || install !== null ? {} : { "promptfoo-version": promptfoo.version }),
    "max-concurrency": 16,
  };
  const secrets = Object.fromEntries(keys.map((name) => [name, `\${{ secrets.${name} }}`]));
  const steps = [
    { uses: CHECKOUT, with: { "fetch-depth": 2, "persist-credentials": false } },
    ...(install === null ? [] : [{ run: install.command, ...(install.folder === "" ? {} : { "working-directory": install.folder }) }]),
    { uses: ACTION, with: withInputs, ...(keys.length === 0 ? {} : { env: secrets }) },
  ];
  const workflow = {
    name: "gyges",
    on: { pull_request: { paths: [...files] } },
    permissions: { contents: "read", "pull-requests": "write" },
    jobs: { gate: { "runs-on": "ubuntu-latest", "timeout-minutes": 30, steps } },
  };
  return stringify(workflow, { lineWidth: 0 })
    .replace(CHECKOUT, `${CHECKOUT} # v7.0.1`)
    .replace(ACTION, `${ACTION} # the commit you have read`);
}

/** As in the examples, which Dependabot keeps up to date. */
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1";
const ACTION = "OWNER/gyges@COMMIT";
