// A chat server that answers after 20 ms, in a process of its own: what it takes is not on the bill of whoever is measured. Writes each request's messages as a line.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

const DELAY_MS = 20;
const [, , seen] = process.argv;
let replies = 0;

const server = createServer((request, response) => void answer(request, response));

async function answer(request, response) {
  const { messages, model } = JSON.parse(await text(request));
  if (seen !== undefined) appendFileSync(seen, `${JSON.stringify(messages)}\n`);
  await sleep(DELAY_MS);
  replies += 1;
  const message = { role: "assistant", content: "I have read the case and would rather not." };
  const reply = {
    id: `chatcmpl-${String(replies).padStart(24, "0")}`,
    object: "chat.completion",
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, finish_reason: "stop", message }],
    usage: { prompt_tokens: 400, completion_tokens: 12, total_tokens: 412 },
  };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
}

server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
