import { createServer, type IncomingMessage } from "node:http";
import * as z from "zod";

const BodySchema = z.object({
  model: z.string(),
  temperature: z.number().optional(),
  messages: z.array(z.unknown()),
  system: z.unknown().optional(),
});
type Asked = { readonly path: string; readonly headers: IncomingMessage["headers"]; readonly body: z.infer<typeof BodySchema> };

/** A loopback server that speaks enough of the OpenAI chat and the Anthropic messages API, and keeps every request. */
export async function modelServer(reply: (text: string) => string): Promise<AsyncDisposable & { url: string; asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      const body = BodySchema.parse(JSON.parse(text));
      asked.push({ path: request.url ?? "", headers: request.headers, body });
      const said = reply(text);
      const id = `reply-${asked.length}`;
      response.setHeader("content-type", "application/json").end(
        JSON.stringify(
          request.url?.includes("messages")
            ? {
                id,
                type: "message",
                role: "assistant",
                model: body.model,
                content: [{ type: "text", text: said }],
                stop_reason: "end_turn",
                usage: { input_tokens: 9, output_tokens: 4 },
              }
            : {
                id,
                model: body.model,
                choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: said } }],
                usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
              },
        ),
      );
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
