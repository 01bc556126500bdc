/** Forms of which gyges says, before a call is made, what it cannot carry over and what to write in its place. The test holds both sentences. */

export interface Refused {
  /** What is written, in a few words of Markdown. */
  readonly is: string;
  readonly config: object;
  /** Beside the config. */
  readonly files?: Readonly<Record<string, string>>;
  readonly says: string;
  readonly add: string;
}

const providers = ["openai:chat:gpt-4.1-mini"];
const prompts = ["{{message}}"];

export const REFUSED: readonly Refused[] = [
  {
    is: "a JSON prompt that is neither messages nor a request",
    config: { prompts: ['{"query": "{{message}}"}'], providers },
    says: "gyges cannot find the system message of this prompt",
    add: "add {{notice}} to the system text of the prompt",
  },
  {
    is: "`prefix` or `suffix` in `defaultTest.options`",
    config: { prompts, providers, defaultTest: { options: { prefix: "Be kind. " } } },
    says: "defaultTest.options has a prefix or suffix",
    add: "Put {{notice}} into the system text of the prompt",
  },
  {
    is: "`{% include %}`, `import`, `extends`",
    config: { prompts: ["{% include 'rules.txt' %} {{message}}"], providers },
    says: "uses include, import or extends",
    add: "Write it into the prompt itself",
  },
  {
    is: "`file://` inside a prompt's text",
    config: { prompts: ['[{"role": "system", "content": "file://rules.txt"}, {"role": "user", "content": "{{message}}"}]'], providers },
    says: "names a file:// inside its text",
    add: "Write it into the prompt itself",
  },
  {
    is: "several prompts in one text file, a table of prompts",
    config: { prompts: ["file://many.txt"], providers },
    files: { "many.txt": "One: {{message}}\n---\nTwo: {{message}}\n" },
    says: "many.txt holds several prompts",
    add: "Put each prompt into a file of its own",
  },
  {
    is: "a prompt that is fetched: `langfuse://`, `helicone://`, `portkey://`, `exec:`",
    config: { prompts: ["langfuse://support:3"], providers },
    says: "is fetched (langfuse:)",
    add: "Keep the prompt in a file of the repository",
  },
  {
    is: "a provider that runs a command: `exec:`, `python:`, `golang:`, `ruby:`",
    config: { prompts, providers: ["exec: ./model.sh"] },
    says: "the provider exec: runs a command",
    add: "Name it as file://… instead",
  },
  {
    is: "a path without `file://`",
    config: { prompts, providers: ["./model.mjs"] },
    says: "without file://, which base would read from head's folder",
    add: "Write it as file://./model.mjs",
  },
  {
    is: "one model twice, with nothing to tell the two apart",
    config: { prompts, providers: [...providers, ...providers] },
    says: "two providers are named openai:chat:gpt-4.1-mini",
    add: "Give each provider a label of its own",
  },
  {
    is: "`defaultTest: file://….mjs`",
    config: { prompts, providers, defaultTest: "file://defaults.mjs" },
    says: "defaultTest is a program",
    add: "Write defaultTest into the config",
  },
  {
    is: "`$ref`",
    config: { prompts, providers, defaultTest: { $ref: "#/shared" } },
    says: "the config uses $ref",
    add: "Write the referenced part out in the config",
  },
  {
    is: "a key that gyges does not know",
    config: { prompts, providers, nunjucksGlobals: {} },
    says: "the key nunjucksGlobals of the config",
    add: "Leave it out of the config that gyges reads",
  },
];
