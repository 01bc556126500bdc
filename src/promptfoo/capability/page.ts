import { markdownTable } from "../../report/markdown-table.ts";
import { FAMILIES, SETTINGS } from "./families.ts";

/** docs/capabilities.md, out of the table that the code reads: `npm run docs`. */
export function capabilityPage(): string {
  return `${HEAD}\n${table()}\n\n${FOOT}\n\n${sources()}\n`;
}

const HEAD = `# What a model honours

A config may ask for a temperature that the model never gets: promptfoo leaves it out for models that take none, and some servers take it and pass over it. gyges keeps with every draw what was asked for and whether it was applied: \`yes\`, \`no\` or \`unknown\`. Only \`yes\` may carry a claim, such as a curve over temperatures. Where a config asks and no call of a column took it, the verdict says so (\`settings/not-applied\`).
`;

const FOOT = `All other models are \`unknown\` in everything, until a reply tells: an error that names the setting is a \`no\`, and so is a request that the provider reports with another value; its own value there is a \`yes\`.

* \`seed\` is never a \`yes\` by its name: APIs call it best effort. Whether draws repeat is shown by a repeat.
* \`n\` and \`logprobs\` are honoured by the API, not by promptfoo's own providers, which send no \`n\` and keep no alternatives. \`ManyDrawsProvider\` ([many-draws.md](many-draws.md)) asks for choices, \`ForcedChoiceProvider\` ([forced-choice.md](forced-choice.md)) reads log probabilities.
* Anthropic's API takes \`temperature\` or \`top_p\`, not both, and no temperature beside thinking: then the state of that call is \`no\`, whatever the table says.
* A model whose vendor's SDK warns that its end is dated is a finding (\`model/end-of-life\`): a base cannot be drawn from it after that day.`;

function table(): string {
  const rows = FAMILIES.map(({ name, examples, honours }) => [
    name,
    examples.map((id) => `\`${id}\``).join(", "),
    ...SETTINGS.map((setting) => honours[setting]),
  ]);
  return markdownTable(["models", "such as", ...SETTINGS.map((setting) => `\`${setting}\``)], rows, 2 + SETTINGS.length);
}

function sources(): string {
  return ["Where that is from:", "", ...FAMILIES.map(({ name, source }) => `* ${name}: ${source}.`)].join("\n");
}
