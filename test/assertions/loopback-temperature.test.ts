import { beforeAll, expect, test } from "vitest";
import { modelServer, type Asked } from "./model-server.ts";
import { promptfooEval, sourceRef, type EvalRow } from "./promptfoo-eval.ts";

/**
 * Where src/promptfoo/capability/temperature-applied.ts says yes or no to a built-in provider, the real promptfoo says so here: what it sends is
 * recorded on a loopback server.
 */

interface Asking {
  readonly id: string;
  readonly config?: object;
  /** Messages of the prompt besides the question. */
  readonly more?: object;
}

const THINKING = { type: "enabled", budget_tokens: 1024 };
const CLAUDE = "anthropic:messages:claude-sonnet-4-5-20250929";

const TAKEN: readonly Asking[] = [
  { id: "openai:chat:gpt-4o-mini" },
  { id: "openai:chat:gpt-4.1" },
  { id: "openai:chat:gpt-4" },
  { id: "openai:chat:gpt-3.5-turbo-0125" },
  { id: "openai:chat:chatgpt-4o-latest" },
  { id: "openai:chat:ft:gpt-4o-mini:org::id" },
  { id: "openai:gpt-4o" },
  { id: "openai:gpt-4.1-nano" },
  { id: "openai:gpt-4o-2024-08-06" },
  { id: "openai:responses:gpt-4o" },
  { id: "openai:responses:ft:gpt-4.1:org::id" },
  { id: "openai:chat:gpt-4o-mini", config: { passthrough: { top_k: 3 }, top_p: 0.9 } },
  { id: CLAUDE },
  { id: "anthropic:messages:claude-opus-4-6" },
  { id: "anthropic:messages:claude-sonnet-4-6", config: { thinking: { type: "disabled" } } },
  { id: "anthropic:messages:claude-opus-4-20250514" },
  { id: "anthropic:messages:claude-3-5-sonnet-20241022" },
  { id: "anthropic:messages:claude-3-opus-20240229" },
  { id: "anthropic:claude-haiku-4-5" },
  { id: CLAUDE, config: { thinking: { type: "disabled" } }, more: { thinking: THINKING } },
];

const DROPPED: readonly Asking[] = [
  { id: "openai:chat:o1" },
  { id: "openai:chat:o3-mini" },
  { id: "openai:chat:gpt-5-mini" },
  { id: "openai:responses:o4-mini" },
  { id: "openai:responses:gpt-5" },
  { id: "openai:responses:codex-mini-latest" },
  { id: "anthropic:messages:claude-opus-4-7" },
  { id: "anthropic:messages:claude-sonnet-5" },
  { id: CLAUDE, config: { thinking: THINKING, max_tokens: 2000 } },
  { id: CLAUDE, config: { max_tokens: 2000 }, more: { thinking: THINKING } },
  { id: CLAUDE, config: { top_p: 0.9 } },
];

/** Another temperature than the one asked for is sent. */
const OVERRULED: readonly Asking[] = [
  { id: "openai:chat:gpt-4o", config: { passthrough: { temperature: 0.25 } } },
  { id: CLAUDE, config: { extra_body: { temperature: 0.25 } } },
];

const REFUSING: readonly Asking[] = [{ id: "openai:chat:gpt-4o" }, { id: "openai:responses:gpt-4o" }, { id: CLAUDE }];

const nameOf = (kind: string, { id, config, more }: Asking): string =>
  [kind, id, JSON.stringify(config ?? {}), JSON.stringify(more ?? {})].join(" ");

const ALL = [
  ["taken", TAKEN],
  ["dropped", DROPPED],
  ["overruled", OVERRULED],
  ["refusing", REFUSING],
] as const;

let rows: ReadonlyMap<string, EvalRow>;
let log = "";
let asked: readonly Asked[];

// One eval for all of it: a start of promptfoo costs two seconds.
beforeAll(async () => {
  await using server = await modelServer(
    () => "No.\n\nDECISION: HOLD",
    // The row's own call passes, so that the assertion gets its turn.
    (body) =>
      JSON.stringify(body).includes("refusing") && body.temperature !== 0.5
        ? "Unsupported value: 'temperature' does not support it with this model."
        : null,
  );
  const settings = (id: string): object => ({
    apiKey: "test",
    ...(id.startsWith("anthropic") ? { apiBaseUrl: server.url, max_tokens: 50 } : { apiBaseUrl: `${server.url}/v1` }),
  });
  const all = ALL.flatMap(([kind, list]) => list.map((asking) => ({ asking, name: nameOf(kind, asking) })));
  const question = (name: string, more: object | undefined): object => ({
    role: "user",
    content: `<${name}> The mail is due. End with DECISION: SEND or DECISION: HOLD.`,
    ...more,
  });
  ({ rows, log } = await promptfooEval({
    prompts: [{ raw: "{{messages | dump | safe}}", label: "desk" }],
    providers: all.map(({ asking, name }) => ({
      id: asking.id,
      label: name,
      config: { ...settings(asking.id), temperature: 0.5, ...asking.config },
    })),
    tests: all.map(({ asking, name }) => ({
      description: name,
      vars: { messages: [question(name, asking.more)] },
      options: { disableVarExpansion: true },
      providers: [name],
      assert: [
        {
          type: "javascript",
          value: sourceRef("assertions/index.ts", "temperatureStability"),
          config: { decision: { comply: ["SEND"], other: ["HOLD"] }, temperatures: [0, 1], draws: 4, maxDistance: 0.5 },
        },
      ],
    })),
  }));
  asked = server.asked;
}, 60_000);

const reason = (name: string): string => rows.get(name)?.gradingResult?.componentResults?.[0]?.reason ?? `${rows.get(name)?.error}\n${log}`;
/** Temperatures of the requests of one row, its own first; "none" where there was none. */
const temperatures = (name: string): readonly (number | "none")[] =>
  asked
    .filter(({ body }) => JSON.stringify(body).includes(JSON.stringify(`<${name}>`).slice(1, -1)))
    .map(({ body }) => body.temperature ?? "none");

test.each(TAKEN.map((asking) => nameOf("taken", asking)))(
  "%s: each call carries its temperature, and only that is called applied",
  (name) => {
    expect(rows.get(name)?.success, reason(name)).toBe(true);
    expect(reason(name)).toMatch(/; within 0\.5; at temperature 0 4 of 4 replies agree/);
    const [own, ...draws] = temperatures(name);
    expect(own).toBe(0.5);
    expect(draws.toSorted((a, b) => Number(a) - Number(b))).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  },
);

test.each(DROPPED.map((asking) => nameOf("dropped", asking)))("%s: promptfoo sends no temperature, and no draw is paid for", (name) => {
  expect(temperatures(name)).toEqual(["none"]);
  expect(rows.get(name)?.success).toBe(false);
  expect(reason(name)).toMatch(/^unsupported: the model did not take temperature 0, 1, /);
});

test.each(OVERRULED.map((asking) => nameOf("overruled", asking)))(
  "%s: promptfoo sends another temperature, and no draw is paid for",
  (name) => {
    expect(temperatures(name)).toEqual([0.25]);
    expect(reason(name)).toMatch(/^unsupported/);
  },
);

test.each(REFUSING.map((asking) => nameOf("refusing", asking)))("%s: a 400 that names the temperature is unsupported", (name) => {
  expect(
    temperatures(name)
      .slice(1)
      .toSorted((a, b) => Number(a) - Number(b)),
  ).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  expect(rows.get(name)?.success).toBe(false);
  expect(reason(name)).toMatch(/^unsupported: the model did not take temperature 0, 1, /);
});
