/** Every form of a promptfoo project in examples/forms, and what gyges does with it. The test holds each line to what happens; docs/forms.md is made of them. */

export interface Form {
  /** Its folder in examples/forms. */
  readonly name: string;
  /** What is written, in a few words of Markdown. */
  readonly is: string;
  /** Configs, as they are named behind `-c`. */
  readonly configs?: readonly string[];
  /** Folder in which the command is typed. */
  readonly cwd?: string;
  /** Where the notice goes, as `gyges init` says it, for each prompt. */
  readonly notice: readonly string[];
  /** The variable that carries the user's turn. */
  readonly turn: string;
  /** Matched columns, where there is more than one. */
  readonly columns?: readonly string[];
  /** What has to be added, and what gyges says where it is missing. */
  readonly needs?: Addition;
  /** Part of what `gyges init` tells beside it. */
  readonly told?: string;
  /** True where the notice stands in the user's turn, since the form has no system message. */
  readonly inUserTurn?: true;
  /** How the model of this form replies; as it likes where absent. */
  readonly reply?: "json";
}

export interface Addition {
  readonly says: string;
  /** On the command line. */
  readonly flags?: readonly string[];
  /** At the end of the config. */
  readonly lines?: readonly string[];
}

const atEnd = "at the end of the system message";
const inFront = "as a system message in front";
const returned = "into what the prompt function returns, seen at its first call";

export const FORMS: readonly Form[] = [
  { name: "chat-json", is: "chat messages in a JSON file", notice: [atEnd], turn: "message" },
  { name: "chat-yaml", is: "chat messages in a YAML file", notice: [atEnd], turn: "message" },
  { name: "plain-text", is: "a text file", notice: [inFront], turn: "message" },
  { name: "inline-text", is: "text in the config, `anthropic:messages`", notice: [inFront], turn: "message" },
  {
    name: "prompt-files",
    is: "a pattern of files, `file://prompts/*.txt`",
    notice: [inFront, inFront],
    turn: "message",
    columns: ["prompts/brief.txt × openai:chat:gpt-4.1-mini", "prompts/kind.txt × openai:chat:gpt-4.1-mini"],
  },
  { name: "function-js", is: "a prompt function in JavaScript", notice: [returned], turn: "message" },
  { name: "function-python", is: "a prompt function in Python", notice: [returned], turn: "message" },
  { name: "system-variable", is: "system text in a variable of `defaultTest`", notice: [atEnd], turn: "message" },
  { name: "system-file", is: "system text in a file, `system: file://…`", notice: [atEnd], turn: "message" },
  {
    name: "instructions",
    is: "system text in `instructions` (`openai:responses`, `azure:responses`, `xai:responses`)",
    notice: ["behind the provider's instructions"],
    turn: "message",
  },
  {
    name: "azure-system-prompt",
    is: "system text in `systemPrompt` of `azure:chat`, which takes the place of the prompt's own",
    notice: ["behind the provider's systemPrompt"],
    turn: "message",
  },
  {
    name: "unsent-system",
    is: "`systemPrompt` of `openai:chat`, `system` of `anthropic:messages`: promptfoo sends neither",
    notice: [inFront],
    turn: "message",
    columns: ["prompt 1 × openai:chat:gpt-4.1-mini", "prompt 1 × anthropic:messages:claude-sonnet-4-5"],
    told: "promptfoo does not send systemPrompt of openai:chat:gpt-4.1-mini",
  },
  { name: "history-loop", is: "a loop over `_conversation`: the pack's rows have no history", notice: [atEnd], turn: "message" },
  { name: "history-fixed", is: "turns written out in front of the user's", notice: [atEnd], turn: "message" },
  {
    name: "own-slot",
    is: "a `{{notice}}` of the prompt's own",
    notice: ["where the prompt says {{notice}}"],
    turn: "message",
    inUserTurn: true,
  },
  { name: "json-object", is: "a request body with `messages`, `system` or `contents`", notice: [atEnd], turn: "message" },
  {
    name: "http-target",
    is: "a target by HTTP whose body holds `{{prompt}}`",
    notice: ["in front of the text, which this provider sends as it stands"],
    turn: "message",
    inUserTurn: true,
  },
  { name: "own-provider", is: "a provider of one's own, `file://desk.mjs`", notice: [atEnd], turn: "message" },
  {
    name: "provider-file",
    is: "providers in a file; the short form `id: {config: …}`",
    notice: [atEnd],
    turn: "message",
    columns: ["prompts/support.json × openai:chat:gpt-4.1-mini", "prompts/support.json × openai:chat:gpt-4.1"],
  },
  {
    name: "provider-labels",
    is: "one model twice, told apart by label; tests bound to a label",
    notice: [atEnd],
    turn: "message",
    columns: ["prompts/support.json × strict", "prompts/support.json × chatty"],
  },
  {
    name: "provider-temperatures",
    is: "one model twice, told apart by its temperature alone",
    notice: [atEnd],
    turn: "message",
    columns: [
      "prompts/support.json × openai:chat:gpt-4.1-mini (temperature 0.2)",
      "prompts/support.json × openai:chat:gpt-4.1-mini (temperature 1)",
    ],
  },
  {
    name: "prompts-by-providers",
    is: "several prompts × several providers, one of them bound to one prompt",
    notice: [atEnd, atEnd],
    turn: "message",
    columns: ["support × openai:chat:gpt-4.1-mini", "refund × openai:chat:gpt-4.1-mini", "support × anthropic:messages:claude-sonnet-4-5"],
  },
  { name: "scenarios", is: "`scenarios:`", notice: [returned], turn: "message" },
  { name: "tests-csv", is: "`tests: file://tests.csv`: the column names are read", notice: [returned], turn: "question" },
  {
    name: "tests-generator",
    is: "`tests: file://tests.mjs:parcels` beside a prompt function: neither shows its variables",
    notice: [returned],
    turn: "question",
    needs: { says: "the prompts are programs, and no test that is data sets one", flags: ["--message-var", "question"] },
  },
  { name: "default-test-file", is: "`defaultTest: file://…` with variables, a transform, assertions", notice: [atEnd], turn: "message" },
  {
    name: "two-variables",
    is: "a variable that only the tests set",
    notice: [inFront],
    turn: "message",
    needs: {
      says: "gyges cannot tell which variable carries the user's turn: the prompts have {{language}}, {{message}}",
      lines: ["defaultTest: {vars: {language: French}}"],
    },
  },
  { name: "environment", is: "`{{env.NAME}}` in prompts, ids and settings; `env:`", notice: [inFront], turn: "message" },
  { name: "json-replies", is: "replies that are JSON by a schema", notice: [atEnd], turn: "message", reply: "json" },
  { name: "config-ts", is: "`promptfooconfig.ts`", configs: ["promptfooconfig.ts"], notice: [atEnd], turn: "message" },
  {
    name: "config-mjs",
    is: "`promptfooconfig.mjs`, `.js`, `.cjs`",
    configs: ["promptfooconfig.mjs"],
    notice: [atEnd],
    turn: "message",
    columns: ["prompts/support.json × mini at 0.3", "prompts/support.json × mini at 0.9"],
  },
  {
    name: "several-configs",
    is: "several configs, `-c models.yaml -c support.yaml`",
    configs: ["models.yaml", "support.yaml"],
    notice: [inFront],
    turn: "message",
  },
  {
    name: "monorepo",
    is: "a package of a monorepo whose packages lie in the root",
    cwd: "packages/desk",
    notice: [atEnd],
    turn: "message",
  },
  { name: "npx", is: "promptfoo by `npx` alone, or installed for all projects", notice: [atEnd], turn: "message" },
];
