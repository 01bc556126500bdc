import { appendFile, readFile, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { GygesError } from "../../src/schema/error.ts";
import { parseStrict } from "../../src/schema/parse.ts";
import { PLAN_HANDED, PLAN_VARIABLE } from "../../src/schema/run-plan.ts";
import type { ListedCall } from "./asking.ts";

/**
 * Calls and self-checks of one run, kept beside its store: each look of `gyges run` is a promptfoo of its own, which would else ask again. Nothing of it
 * is read by another run, so no reply is older than the run that it stands in; under plain `promptfoo eval` nothing is kept.
 */
export interface Notebook {
  callsOf(question: string): Promise<readonly ListedCall[]>;
  keepCall(question: string, call: ListedCall): Promise<void>;
  checkOf(model: string): Promise<KeptCheck | undefined>;
  keepCheck(check: KeptCheck): Promise<void>;
}

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const unusable = z.strictObject({ unusable: z.string() });
const amount = z.number().min(0);

const CallLine = z.strictObject({
  record: z.literal("call"),
  question: hash,
  call: z.strictObject({
    id: z.string(),
    model: z.string(),
    listed: z.union([z.array(z.object({ token: z.string(), logprob: z.number() })).readonly(), unusable]),
    bill: z.strictObject({ calls: amount, prompt: amount, completion: amount, cost: amount.nullable() }),
  }),
});

const KeptCheckSchema = z.strictObject({
  /** The endpoint and the model that it served. */
  model: z.string(),
  question: hash,
  temperature: z.number(),
  draws: z.int(),
  rows: z.array(z.strictObject({ option: z.string().nullable(), expected: z.number(), seen: z.int(), p: z.number() })),
  p: z.number(),
  passed: z.boolean(),
});
export type KeptCheck = z.infer<typeof KeptCheckSchema>;
const CheckLine = z.strictObject({ record: z.literal("check"), check: KeptCheckSchema });
const LineSchema = z.discriminatedUnion("record", [CallLine, CheckLine]);
type Line = z.infer<typeof LineSchema>;

const opened = new Map<string, Notebook>();

/** The notebook of the run that this process draws for: one for all its columns, so that a torn end is cut before anyone writes. */
export function openNotebook(): Notebook {
  const plan = process.env[PLAN_VARIABLE];
  if (plan === undefined || plan === "" || plan === PLAN_HANDED) return notebookAt(null);
  const path = join(dirname(plan), "choice.jsonl");
  const known = opened.get(path) ?? notebookAt(path);
  opened.set(path, known);
  return known;
}

/** @param path null keeps nothing */
export function notebookAt(path: string | null): Notebook {
  let read: Promise<readonly Line[]> | undefined;
  const lines = (): Promise<readonly Line[]> => (read ??= path === null ? Promise.resolve([]) : readLines(path));
  let last: Promise<unknown> = Promise.resolve();
  const append = (line: Line): Promise<void> => {
    if (path === null) return Promise.resolve();
    const turn = last.then(() => appendFile(path, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true }));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    async callsOf(question) {
      return (await lines()).flatMap((line) => (line.record === "call" && line.question === question ? [line.call] : [])).slice(0, 2);
    },
    keepCall: (question, call) => append({ record: "call", question, call }),
    async checkOf(model) {
      return (await lines()).flatMap((line) => (line.record === "check" && line.check.model === model ? [line.check] : [])).at(-1);
    },
    keepCheck: (check) => append({ record: "check", check }),
  };
}

/** A last line that a crash tore is a call that nobody heard of, and is cut off; any other that does not parse is a fault. */
async function readLines(path: string): Promise<readonly Line[]> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return Buffer.alloc(0);
    throw cause;
  });
  const whole = bytes.lastIndexOf("\n") + 1;
  if (whole < bytes.length) await truncate(path, whole);
  const lines = bytes.subarray(0, whole).toString("utf8").split("\n").slice(0, -1);
  return lines.map((line, at) => {
    const where = `${path}, line ${at + 1}`;
    return parseStrict(LineSchema, fromJson(line, where), {
      where,
      code: "forced-choice/notebook",
      example: '{"record":"call",…}',
      kind: "data",
    });
  });
}

function fromJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    const message = `${where} is no JSON.\n  Wanted: what the forced-choice provider wrote.\n  Delete the file: the calls in it are made again.`;
    throw new GygesError("data", "forced-choice/notebook", message, { cause });
  }
}
