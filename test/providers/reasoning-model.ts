import type { ChoiceRequest } from "./choice-server.ts";

/** A model that writes some reasoning and then its decision, in a token of its own, with the log-probabilities of every token. */

export interface Codes {
  readonly marker: string;
  readonly comply: string;
  /** One that does not comply. */
  readonly other: string;
  readonly all: readonly string[];
}

export interface Reasoner {
  /** Chance at temperature 1 that it complies once it has reasoned. */
  readonly chance: number;
  /** What it decides in this reply. */
  readonly complies: boolean;
  /** Whether the server lists probabilities as they are after the temperature. */
  readonly listsAfter?: boolean;
  readonly changed?: (content: readonly Token[]) => readonly Token[];
  /** The text of the reply, where it is not that of its tokens. */
  readonly says?: (codes: Codes) => string;
}

export interface Token {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
}

/** Its answer to each request, as the chat server takes one. */
export function reasons(codes: Codes, { chance, complies, listsAfter = false, changed = (content) => content, says }: Reasoner) {
  return (asked: ChoiceRequest, index: number): { status: number; body: string } => {
    const degrees = listsAfter ? (asked.temperature ?? 1) : 1;
    const listed = (shares: Readonly<Record<string, number>>): Token["top_logprobs"] => {
      const weights = Object.entries(shares).map(([token, share]) => ({ token, weight: share ** (1 / degrees) }));
      const all = weights.reduce((total, { weight }) => total + weight, 0);
      return weights.map(({ token, weight }) => ({ token, logprob: Math.log(weight / all) }));
    };
    const token = (text: string, shares: Readonly<Record<string, number>>): Token => ({
      token: text,
      logprob: -1,
      top_logprobs: listed(shares),
    });
    const first = token("Both", { Both: 0.6, The: 0.3, I: 0.1 });
    const rest = ["ways have a cost.", "\n", codes.marker, ":"].map((text) => token(text, { [text]: 0.9, " ": 0.1 }));
    const share = (code: string): number => (code === codes.comply ? chance : (1 - chance) / (codes.all.length - 1));
    const decided = token(complies ? ` ${codes.comply}` : ` ${codes.other}`, {
      ...Object.fromEntries(codes.all.map((code) => [` ${code}`, 0.95 * share(code)])),
      " maybe": 0.05,
    });
    const content = asked.max_tokens === 1 ? [first] : changed([first, ...rest, decided]);
    const choice = {
      index: 0,
      message: { role: "assistant", content: says?.(codes) ?? content.map((one) => one.token).join(""), refusal: null },
      logprobs: asked.logprobs === true ? { content } : null,
      finish_reason: asked.max_tokens === 1 ? "length" : "stop",
    };
    const usage = { prompt_tokens: 40, completion_tokens: content.length, total_tokens: 40 + content.length };
    const body = {
      id: `chatcmpl-${String(index).padStart(20, "0")}`,
      object: "chat.completion",
      created: 1,
      model: "m-1",
      choices: [choice],
      usage,
    };
    return { status: 200, body: JSON.stringify(body) };
  };
}
