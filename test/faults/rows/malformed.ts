import * as z from "zod";
import { uniformsFor } from "../../../src/organism/uniform.ts";
import { Bench, SDKS, told } from "../../batch/desk-for.ts";
import { FakeLlm } from "../../fake-llm/fake-llm.ts";
import type { Fault } from "../../fake-llm/faults.ts";
import { chatProvider, heard } from "../chat-provider.ts";
import { during } from "../during.ts";
import { Findings, type FaultRow } from "../row.ts";

const whole = {
  id: "chatcmpl-0123456789abcdef",
  model: "m",
  choices: [{ index: 0, message: { role: "assistant", content: "Yes." }, finish_reason: "stop", logprobs: { content: [] } }],
  usage: { prompt_tokens: 5, completion_tokens: 2 },
};
const changed = (change: (body: typeof whole) => object): Fault => ({ fault: "body", body: change(structuredClone(whole)) });

/** Answers with status 200 that are none. Of `empty` ones the server says that there is nothing: a reply without text. */
const ANSWERS: Readonly<Record<string, Fault>> = {
  "a page of HTML": { fault: "html" },
  "broken JSON": { fault: "broken-json" },
  "no choices": { fault: "no-choices" },
  "an error body": { fault: "body", body: { error: { message: "overloaded" } } },
  "a list": { fault: "body", body: [] },
  null: { fault: "body", body: null },
  "a number for a text": changed((body) => ({ ...body, choices: [{ message: { content: 7 } }] })),
  "choices that are a text": changed((body) => ({ ...body, choices: "Yes." })),
  "no message": changed((body) => ({ ...body, choices: [{ index: 0 }] })),
  "logprobs that are no numbers": changed((body) => ({
    ...body,
    choices: [{ ...body.choices[0], logprobs: { content: [{ token: "Yes", logprob: null, top_logprobs: [] }] } }],
  })),
};

export const malformed: FaultRow = {
  name: "answers with status 200 that are none, and changed ones, through the SDKs",
  target:
    "each is an error with a sentence, a missing draw, and never a reply; null content is an empty reply; 100,000 changed bodies: no crash, no invented text; batches wait and pay nothing twice",
  async measure(short) {
    const findings = new Findings();
    const kinds = await during(await FakeLlm.start({ reply: heard }), async (llm) => {
      const call = chatProvider(llm.url, { maxRetries: 0, timeoutMs: 5_000 });
      for (const [kind, fault] of Object.entries(ANSWERS)) {
        llm.script = { reply: heard, fault: () => fault };
        const { output, error } = await call("call 0");
        findings.hold(
          output === undefined && /^forced choice: .{10,}/s.test(error ?? ""),
          `${kind}: output ${String(output)}, error ${String(error)}`,
        );
      }
      llm.script = { reply: heard, fault: () => changed((body) => ({ ...body, choices: [{ message: { content: null } }] })) };
      const empty = await call("call 0");
      findings.hold(empty.output === "" && empty.error === undefined, "null content is no empty reply");
      return Object.keys(ANSWERS).length + 1;
    });
    const bodies = await fuzz(short ? 3_000 : 100_000, findings);
    const batches = await inBatches(findings);
    return findings.measured(`${kinds} kinds of answers held; ${bodies}; ${batches}`);
  },
};

/** Bodies with characters changed, cut or doubled, read by the SDK as they would come. */
async function fuzz(count: number, findings: Findings): Promise<string> {
  const text = JSON.stringify(whole);
  const ownFetch = globalThis.fetch;
  let body = "";
  globalThis.fetch = () => Promise.resolve(new Response(body, { headers: { "content-type": "application/json" } }));
  let replies = 0;
  try {
    const call = chatProvider("http://127.0.0.1:9", { maxRetries: 0 });
    for (let number = 0; number < count; number += 1) {
      // As the wire carries it: half of a pair becomes the sign for what is unknown.
      body = mutated(text, number).toWellFormed();
      const { output, error } = await call("call 0");
      if (error === undefined) replies += 1;
      findings.hold(error !== undefined || output === contentOf(body), `body ${number} became ${JSON.stringify(output)}: ${body}`);
    }
  } finally {
    globalThis.fetch = ownFetch;
  }
  return `${count} changed bodies, ${replies} still replies, each with its own text`;
}

const PIECES = ["{", "}", "[", "]", '"', ",", ":", "null", "-1", "1e999", "NaN", "\u0000", "\ud800", "é", "\\u0000", "true", "0", " "];

function mutated(text: string, seed: number): string {
  const uniform = uniformsFor("fuzz", seed);
  let changing = text;
  for (let changes = 1 + Math.floor(uniform() * 3); changes > 0; changes -= 1) {
    const at = Math.floor(uniform() * changing.length);
    const cut = Math.floor(uniform() * 6);
    const piece = PIECES[Math.floor(uniform() * PIECES.length)] ?? "";
    changing = changing.slice(0, at) + (uniform() < 0.7 ? piece : "") + changing.slice(at + cut);
  }
  return changing;
}

const ReplySchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }) })),
});

function contentOf(body: string): string | null {
  try {
    const { message } = ReplySchema.parse(JSON.parse(body)).choices[0]!;
    return message.refusal ?? message.content ?? "";
  } catch {
    return null;
  }
}

/** A batch whose state or results come as nonsense is waited for, by every SDK, and is collected once the API is itself again. */
async function inBatches(findings: Findings): Promise<string> {
  const kinds: readonly Fault[] = [
    { fault: "html" },
    { fault: "broken-json" },
    { fault: "truncated" },
    { fault: "body", body: { error: "odd" } },
  ];
  let held = 0;
  for (const sdk of SDKS) {
    await during(await Bench.create(sdk), async (bench) => {
      const { reply } = bench.llm.script;
      await bench.process(["a", "b"]);
      for (const fault of kinds) {
        bench.llm.script = { reply, fault: ({ method }) => (method === "GET" ? fault : undefined) };
        const answers = await bench.process(["a", "b"]);
        findings.hold(
          answers.every(({ kind }) => kind === "halt"),
          `${sdk}, ${fault.fault}: ${told(answers).join(", ")}`,
        );
        held += 1;
      }
      bench.llm.script = { reply };
      const collected = told(await bench.process(["a", "b"]));
      findings.hold(collected.join() === "heard a,heard b", `${sdk}: collected ${collected.join(", ")}`);
      findings.hold(bench.llm.meter.batched === 2, `${sdk}: ${bench.llm.meter.batched} requests billed for 2`);
    });
  }
  return `${held} odd answers about batches of ${SDKS.length} SDKs waited out, nothing paid twice`;
}
