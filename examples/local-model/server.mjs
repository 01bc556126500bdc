/**
 * A small language model behind the OpenAI chat protocol, on this machine only.
 *
 *   node server.mjs MODEL.gguf [PORT]      prints {"port":…,"model":…} once it answers, {"answered":…} on SIGTERM
 *
 * Made for measurement: plain sampling from the model's own distribution (no top-k, top-p, min-p or penalties),
 * a seed repeats its reply byte for byte whatever ran before or beside it, and a call without one gets a fresh seed.
 * Log-probabilities are exact: of the whole vocabulary, at temperature 1; under a grammar of what it allows.
 */
import { createHash, randomInt, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { basename } from "node:path";
import { renderChat } from "./server/chatml.mjs";
import { LARGEST_SEED, RequestError, readChatRequest } from "./server/chat-request.mjs";
import { openModel } from "./server/model.mjs";

const BODY_LIMIT_BYTES = 256 * 1024;
const WAITING_LIMIT = 64;

const [modelPath, port = "0"] = process.argv.slice(2);
if (modelPath === undefined || !/^\d{1,5}$/.test(port)) {
  console.error("wanted: node server.mjs MODEL.gguf [PORT]");
  process.exit(2);
}

const name = basename(modelPath, ".gguf").replace(".", "-");
const model = await openModel(modelPath);
const started = Math.floor(Date.now() / 1000);
let answered = 0;
const server = createServer((request, response) => {
  answer(request, response).catch((error) => refuse(response, error));
});
server.listen(Number(port), "127.0.0.1", () => {
  console.log(JSON.stringify({ port: server.address().port, model: name }));
});
process.once("SIGTERM", () => {
  console.log(JSON.stringify({ answered }));
  process.exit(0);
});

async function answer(request, response) {
  if (request.method === "GET" && request.url === "/v1/models") {
    return send(response, 200, { object: "list", data: [{ id: name, object: "model", created: started, owned_by: "this machine" }] });
  }
  if (request.method !== "POST" || request.url !== "/v1/chat/completions") {
    throw new RequestError(404, "the only things here are POST /v1/chat/completions and GET /v1/models", { code: "not_found" });
  }
  const chat = readChatRequest(await readBody(request));
  const prompt = renderChat(chat.messages, model.tokenize);
  if (prompt.length + chat.maxTokens > model.contextTokens) {
    const seen = `${prompt.length} tokens of prompt and ${chat.maxTokens} of reply`;
    throw new RequestError(400, `${seen} are more than the ${model.contextTokens} that fit`, { param: "messages", code: "context_length_exceeded" });
  }
  if (chat.grammar !== null && !model.isGrammar(chat.grammar)) throw new RequestError(400, "grammar: wanted GBNF", { param: "grammar", code: "invalid_value" });
  if (model.waiting >= WAITING_LIMIT) throw new RequestError(429, `${WAITING_LIMIT} calls are waiting already`, { code: "rate_limit_exceeded" });

  // The library's own default seed is the clock in whole seconds: two draws in one second would be one reply.
  const seed = chat.seed ?? randomInt(LARGEST_SEED + 1);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { temperature, maxTokens, stop, grammar, topLogprobs } = chat;
  const settings = { temperature, maxTokens, stop, grammar, topLogprobs, signal: gone.signal };
  const seeds = Array.from({ length: chat.choices }, (_, index) => choiceSeed(seed, index));
  const replies = await Promise.all(seeds.map((own) => model.complete(prompt, { ...settings, seed: own })));
  if (replies.includes(null)) return;
  answered += 1;
  const completionTokens = replies.reduce((total, { tokens }) => total + tokens, 0);
  send(response, 200, {
    id: `chatcmpl-${randomUUID()}`,
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: name,
    choices: replies.map(({ text, logprobs, finishReason }, index) => {
      return { index, message: { role: "assistant", content: text, refusal: null }, logprobs, finish_reason: finishReason };
    }),
    usage: {
      prompt_tokens: prompt.length,
      completion_tokens: completionTokens,
      total_tokens: prompt.length + completionTokens,
      prompt_tokens_details: { cached_tokens: replies[0].reusedTokens },
    },
  });
}

/** The first choice has the call's own seed, so that it is the reply of a call for one; the others have seeds worked out from it. */
function choiceSeed(seed, index) {
  if (index === 0) return seed;
  const digest = createHash("sha256").update(`${seed}:${index}`).digest();
  return digest.readUInt32BE() % (LARGEST_SEED + 1);
}

async function readBody(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw new RequestError(413, `a body may have ${BODY_LIMIT_BYTES} bytes`, { code: "body_too_large" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refuse(response, error) {
  if (response.headersSent || response.destroyed) return;
  const known = error instanceof RequestError;
  if (!known) console.error(error);
  const status = known ? error.status : 500;
  const type = status < 500 ? "invalid_request_error" : "server_error";
  const message = known ? error.message : "the server could not answer; its log says why";
  // A refused body may be unread: without this header the next request on the connection would start inside it.
  response.setHeader("connection", "close");
  send(response, status, { error: { message, type, param: error.param ?? null, code: error.code ?? null } });
}

function send(response, status, body) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
