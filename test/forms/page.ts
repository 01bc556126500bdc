import { FORMS, type Form } from "./forms.ts";
import { REFUSED } from "./refused.ts";

/** docs/forms.md, made of the tables that the tests hold to what happens. */
export function formsPage(): string {
  return `# Forms of a promptfoo project

<!-- made by \`npm run docs\` from test/forms: do not edit -->

Every form in the first table is a project in [examples/forms](../examples/forms), written as promptfoo's documentation has it. \`test/forms/forms.test.ts\` runs each with the command below against a server on the loopback: it compares where \`gyges init\` says the notice goes with what the server was sent, and a planted change must end as \`fail\`. Nothing is added but what the last column says.

\`\`\`sh
npx gyges init --check
npx gyges run --config promptfooconfig.yaml
\`\`\`

| form | where the notice goes | add |
| --- | --- | --- |
${FORMS.map(row).join("\n")}

A provider that sends the prompt as it stands (a body of HTTP, a completion) gets the notice in front of a text. \`{{notice}}\` in a prompt puts it where you want it; give it an empty value for your own tests: \`defaultTest: {vars: {notice: ""}}\`. A row of yours, which has no notice, is sent byte for byte as before.

Of one model with several settings and no label, the columns are named by the setting that tells them apart, temperature first. A config that is a program is run to know what it says, base's before head's, each in a process of its own with the environment that promptfoo gets; functions in it that would be sent have to be files. Several configs are combined as promptfoo does it (\`-c models.yaml -c support.yaml\`; in the Action \`config\`, one a line).

## What has to be written otherwise

Said before a call is made, by \`gyges init --check\`, \`gyges plan\` and \`gyges run\`, with exit code 2.

| form | what gyges says | what to write |
| --- | --- | --- |
${REFUSED.map(({ is, says, add }) => `| ${is} | ${cell(says)} | ${cell(add)} |`).join("\n")}

## What cannot be judged

| what is there | verdict |
| --- | --- |
| base has no such config, or no column of head has a partner in it | \`no-baseline\`, with the names |
| base's prompts cannot be measured, head's can | \`no-baseline\`; the next pull request is judged |
| a notice that did not reach the request (templates switched off, a filter that rewrites it, an option that hides the prompt) | \`error\`, exit code 3, with the row |
| replies without a decision in more than half of an arm (a form of its own, a translation, a login page) | \`inconclusive\`, reason \`unread\` |
| a results file without rows: an evaluation that broke off, or \`--no-write\` under promptfoo before 0.123 | \`error\`, exit code 3 |

Replies that are JSON are read: a decision in one of its texts, or under a key named as the line (\`{"decision": "SEND"}\`), counts.

## Which promptfoo

The project's own, by its lockfile, looked for from the config's folder upward; else the one beside gyges (\`npx -p promptfoo -p gyges gyges run …\`); else the command \`promptfoo\` on the path. Results files that promptfoo 0.121.20, 0.122.2 and 0.123.1 wrote are read in \`test/commands/gate-recorded.test.ts\`.
`;
}

function row({ name, is, notice, needs }: Form): string {
  const added = [...(needs?.flags === undefined ? [] : [needs.flags.join(" ")]), ...(needs?.lines ?? [])];
  return `| [${is}](../examples/forms/${name}) | ${[...new Set(notice)].join("; ")} | ${added.map((one) => `\`${one}\``).join(" ")} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
