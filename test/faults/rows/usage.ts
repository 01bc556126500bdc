import { FakeLlm } from "../../fake-llm/fake-llm.ts";
import { chatProvider, heard } from "../chat-provider.ts";
import { during } from "../during.ts";
import { Findings, type FaultRow } from "../row.ts";

const PRICED = { maxRetries: 0, inputCost: 1e-6, outputCost: 1e-6 };
const choice = { message: { content: "Yes." }, finish_reason: "stop" };
const bodyWith = (usage: object): object => ({ id: "chatcmpl-0123456789abcdef", model: "m", choices: [choice], ...usage });

export const usage: FaultRow = {
  name: "answers without a count of tokens, and with a negative or a broken one",
  target: "without a count the cost is unknown, never 0; a count that cannot be is no answer; neither makes the bill smaller",
  async measure() {
    const findings = new Findings();
    const costs = await during(await FakeLlm.start({ reply: heard }), async (llm) => {
      const call = chatProvider(llm.url, PRICED);
      const seen: Record<string, string> = {};
      for (const [name, given] of Object.entries(COUNTS)) {
        llm.script = { reply: heard, fault: () => ({ fault: "body", body: bodyWith(given) }) };
        const { cost, error, output } = await call("call 0");
        seen[name] = error === undefined ? `cost ${cost ?? "unknown"}` : "no answer";
        findings.hold(cost === undefined, `${name}: a cost of ${cost}`);
        findings.hold((output === "Yes.") !== name.startsWith("a "), `${name}: output ${String(output)}, error ${String(error)}`);
      }
      return seen;
    });
    return findings.measured(
      Object.entries(costs)
        .map(([name, what]) => `${name}: ${what}`)
        .join("; "),
    );
  },
};

const COUNTS: Readonly<Record<string, object>> = {
  "no count": {},
  "null for a count": { usage: null },
  "a negative count": { usage: { prompt_tokens: -5, completion_tokens: 2 } },
  "a text for a count": { usage: { prompt_tokens: "5", completion_tokens: 2 } },
  "a half token": { usage: { prompt_tokens: 5.5, completion_tokens: 2 } },
};
