import { createServer, type IncomingMessage } from "node:http";
import * as z from "zod";

const BodySchema = z.looseObject({
  model: z.string(),
  temperature: z.number().optional(),
  messages: z.array(z.unknown()).optional(),
  input: z.unknown().optional(),
  system: z.unknown().optional(),
});
type Body = z.infer<typeof BodySchema>;
export type Asked = { readonly path: string; readonly headers: IncomingMessage["headers"]; readonly body: Body };

/**
 * A loopback server that speaks enough of the OpenAI chat, the OpenAI Responses and the Anthropic messages API, and keeps every request.
 *
 * @param reply what the model says to the text of a request
 * @param refuse the message of a 400 for this request, if it is to get one
 */
export async function modelServer(
  reply: (text: string) => string,
  refuse: (body: Body) => string | null = () => null,
): Promise<AsyncDisposable & { url: string; asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      const path = request.url ?? "";
      const body = BodySchema.parse(JSON.parse(text));
      asked.push({ path, headers: request.headers, body });
      const refusal = refuse(body);
      const answer = refusal === null ? replyOf(path, body, reply(text), `reply-${asked.length}`) : refusalOf(path, refusal);
      response.writeHead(refusal === null ? 200 : 400, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function replyOf(path: string, { model }: Body, said: string, id: string): object {
  if (path.endsWith("/messages")) {
    const content = [{ type: "text", text: said }];
    return {
      id,
      type: "message",
      role: "assistant",
      model,
      content,
      stop_reason: "end_turn",
      usage: { input_tokens: 9, output_tokens: 4 },
    };
  }
  if (path.endsWith("/responses")) {
    const content = [{ type: "output_text", text: said, annotations: [] }];
    const output = [{ id: `m-${id}`, type: "message", role: "assistant", status: "completed", content }];
    return { id, object: "response", status: "completed", model, output, usage: { input_tokens: 9, output_tokens: 4, total_tokens: 13 } };
  }
  const choices = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: said } }];
  return { id, model, choices, usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 } };
}

function refusalOf(path: string, message: string): object {
  const error = { message, type: "invalid_request_error" };
  return path.endsWith("/messages") ? { type: "error", error } : { error: { ...error, param: null, code: null } };
}
