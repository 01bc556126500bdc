import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

/** JSON, or the text of the one file of a form. */
export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const bytes = await buffer(request);
  if (bytes.length === 0) return undefined;
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return JSON.parse(bytes.toString());
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const file = form.get("file");
  return file instanceof File ? file.text() : undefined;
}
