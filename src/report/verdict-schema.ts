import * as z from "zod";
import { VerdictSchema } from "../schema/verdict.ts";

/**
 * The JSON Schema (draft 2020-12) of `verdict.json`, published as `gyges/schema/verdict.schema.json`: what gyges writes, so fields with a default
 * are required in it. A change that an old reader cannot follow is another `schema` in the document.
 */
export function verdictJsonSchema(): string {
  const schema = z.toJSONSchema(VerdictSchema, { io: "output", target: "draft-2020-12" });
  const { $schema, ...rest } = schema;
  const named = { $schema, $id: "urn:gyges:verdict:1", title: "gyges.verdict/1", ...rest };
  return `${JSON.stringify(named, null, 2)}\n`;
}
