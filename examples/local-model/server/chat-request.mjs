/** The body of a chat call, read strictly: what this server cannot do is refused, never ignored. */
import { LOWEST_TEMPERATURE } from "./logprobs.mjs";

/** llama.cpp reads 2^32 - 1 as "take a random seed". */
export const LARGEST_SEED = 2 ** 32 - 2;

const DEFAULT_TEMPERATURE = 1;
const DEFAULT_MAX_TOKENS = 256;
const ROLES = ["system", "user", "assistant"];

/** Settings that change nothing at these values; with any other the reply would not be what was asked for. */
const WITHOUT_EFFECT = { stream: false, top_p: 1, presence_penalty: 0, frequency_penalty: 0 };
const SETTINGS = ["model", "messages", "temperature", "seed", "max_tokens", "max_completion_tokens", "stop", "grammar", "n", "logprobs", "top_logprobs"];
const KNOWN = new Set([...SETTINGS, ...Object.keys(WITHOUT_EFFECT)]);

export class RequestError extends Error {
  constructor(status, message, { param, code } = {}) {
    super(message);
    this.status = status;
    this.param = param;
    this.code = code;
  }
}

/** @returns {{ messages: { role: string, content: string }[], temperature: number, seed: number | undefined, maxTokens: number, stop: string[], grammar: string | null, choices: number, topLogprobs: number | null }} */
export function readChatRequest(text) {
  const body = parseObject(text);
  for (const key of Object.keys(body)) if (!KNOWN.has(key)) throw invalid(key, "this server does not know it", "unsupported_parameter");
  for (const [key, only] of Object.entries(WITHOUT_EFFECT)) {
    if ((body[key] ?? only) !== only) throw invalid(key, `this server can only do ${only}`, "unsupported_value");
  }
  if (typeof body.model !== "string") throw invalid("model", "wanted a string");
  const temperature = readNumber(body, "temperature", { from: 0, to: 2 }) ?? DEFAULT_TEMPERATURE;
  return {
    messages: readMessages(body.messages),
    temperature,
    seed: readNumber(body, "seed", { from: 0, to: LARGEST_SEED, whole: true }),
    maxTokens: readMaxTokens(body) ?? DEFAULT_MAX_TOKENS,
    stop: readStop(body.stop ?? []),
    grammar: readGrammar(body.grammar ?? null),
    choices: readNumber(body, "n", { from: 1, to: 128, whole: true }) ?? 1,
    topLogprobs: readLogprobs(body, temperature),
  };
}

/** How many likeliest tokens a step shows; null where no log-probabilities are asked for. */
function readLogprobs(body, temperature) {
  const [wanted, top] = [body.logprobs ?? false, readNumber(body, "top_logprobs", { from: 0, to: 20, whole: true })];
  if (typeof wanted !== "boolean") throw invalid("logprobs", "wanted true or false");
  if (!wanted && top !== undefined) throw invalid("top_logprobs", "wanted logprobs: true beside it");
  if (!wanted) return null;
  if (temperature > 0 && temperature < LOWEST_TEMPERATURE) throw invalid("logprobs", `at temperature 0 and from ${LOWEST_TEMPERATURE} on`, "unsupported_value");
  return top ?? 0;
}

function parseObject(text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new RequestError(400, "the body is not JSON", { code: "invalid_json" });
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new RequestError(400, "the body is not a JSON object", { code: "invalid_json" });
  return body;
}

function readMessages(messages) {
  if (!Array.isArray(messages) || messages.length === 0) throw invalid("messages", "wanted a list of at least one message");
  return messages.map((message, index) => {
    const at = `messages[${index}]`;
    const { role, content, ...rest } = message ?? {};
    const [extra] = Object.keys(rest);
    if (extra !== undefined) throw invalid(`${at}.${extra}`, "this server does not know it", "unsupported_parameter");
    if (!ROLES.includes(role)) throw invalid(`${at}.role`, `wanted one of ${ROLES.join(", ")}`);
    if (typeof content !== "string") throw invalid(`${at}.content`, "wanted a string");
    return { role, content };
  });
}

function readMaxTokens(body) {
  const range = { from: 1, to: 4096, whole: true };
  const [older, newer] = [readNumber(body, "max_tokens", range), readNumber(body, "max_completion_tokens", range)];
  if (older !== undefined && newer !== undefined) throw invalid("max_tokens", "give it or max_completion_tokens, not both");
  return newer ?? older;
}

function readStop(stop) {
  const texts = typeof stop === "string" ? [stop] : stop;
  const fits = Array.isArray(texts) && texts.length <= 4 && texts.every((text) => typeof text === "string" && text !== "");
  if (!fits) throw invalid("stop", "wanted a text or a list of at most 4");
  return texts;
}

/** GBNF, as llama.cpp's own server takes it beside the OpenAI fields. */
function readGrammar(grammar) {
  if (grammar === null || (typeof grammar === "string" && grammar.length <= 4096)) return grammar;
  throw invalid("grammar", "wanted a GBNF grammar of at most 4,096 characters");
}

function readNumber(body, key, { from, to, whole = false }) {
  const value = body[key] ?? undefined;
  if (value === undefined) return undefined;
  const fits = whole ? Number.isSafeInteger(value) : typeof value === "number";
  if (!fits || value < from || value > to) throw invalid(key, `wanted ${whole ? "a whole" : "a"} number from ${from} to ${to}`);
  return value;
}

function invalid(param, wanted, code = "invalid_value") {
  return new RequestError(400, `${param}: ${wanted}`, { param, code });
}
