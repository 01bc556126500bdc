import type * as z from "zod";

/** What an API answered, in the form that it is documented in. @throws Error where a proxy, or another version, answered otherwise */
export function apiAnswer<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join(".") ?? "";
  throw new Error(`its answer has another form than the API's${place === "" ? "" : `, at ${place}`}`);
}
