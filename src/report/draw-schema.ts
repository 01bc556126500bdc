import * as z from "zod";
import { DrawSchema } from "../schema/draw.ts";
import { PlainDrawSchema } from "../schema/plain-draw.ts";

/**
 * The JSON Schema (draft 2020-12) of an exported draw, published as `gyges/schema/draw.schema.json`: a line of `gyges export --format jsonl`. A change that an
 * old reader cannot follow is another `schema` in the record.
 */
export function drawJsonSchema(): string {
  return written(z.toJSONSchema(DrawSchema, { io: "output", target: "draft-2020-12" }), "urn:gyges:draw:1", "gyges.draw/1");
}

/** That of a draw that somebody brings along, published as `gyges/schema/plain-draw.schema.json`: a line of JSONL, as it may be written. */
export function plainDrawJsonSchema(): string {
  const schema = z.toJSONSchema(PlainDrawSchema, { io: "input", target: "draft-2020-12" });
  return written({ ...schema, oneOf: ONE_OUTCOME }, "urn:gyges:plain-draw:1", "gyges.plain-draw/1");
}

/** Exactly one thing decides about a draw; beside a label the reply may stand. A reply alone needs what it is labelled by. */
const ONE_OUTCOME: z.core.JSONSchema.JSONSchema[] = [
  { required: ["complied"], not: { anyOf: [{ required: ["label"] }, { required: ["fault"] }] } },
  { required: ["label"], not: { anyOf: [{ required: ["complied"] }, { required: ["fault"] }] } },
  { required: ["fault"], not: { anyOf: [{ required: ["complied"] }, { required: ["label"] }, { required: ["reply"] }] } },
  {
    required: ["reply", "order", "pack"],
    properties: { pack: { required: ["hash"] } },
    not: { anyOf: [{ required: ["complied"] }, { required: ["label"] }, { required: ["fault"] }] },
  },
];

function written(schema: z.core.JSONSchema.JSONSchema, id: string, title: string): string {
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, $id: id, title, ...rest }, null, 2)}\n`;
}
