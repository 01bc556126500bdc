import * as z from "zod";
import { DrawSchema } from "../schema/draw.ts";
import { isRecord } from "../schema/is-record.ts";
import { COLUMNS } from "./draws-csv.ts";
import { markdownTable } from "./markdown-table.ts";

/** A field of a draw by its path, with what its schema says of it. */
export interface Field {
  readonly path: string;
  readonly type: string;
  /** A record that `gyges export` writes may lack it. */
  readonly isOptional: boolean;
  readonly description: string | null;
}

/** Every field of a draw that holds a value of its own, in the order of the schema. */
export function drawFields(): readonly Field[] {
  return fieldsOf(z.toJSONSchema(DrawSchema), "", false);
}

function fieldsOf(schema: unknown, path: string, isOptional: boolean): readonly Field[] {
  if (!isRecord(schema)) return [];
  const inner = withoutNull(schema);
  if (isRecord(inner["properties"])) {
    const required: unknown = inner["required"];
    const wanted = new Set<unknown>(Array.isArray(required) ? required : []);
    return Object.entries(inner["properties"]).flatMap(([key, value]) =>
      fieldsOf(value, path === "" ? key : `${path}.${key}`, isOptional || !wanted.has(key)),
    );
  }
  const items = inner["items"];
  if (isRecord(items) && isRecord(items["properties"])) return fieldsOf(items, `${path}[]`, isOptional);
  const { description } = schema;
  return [{ path, type: typeOf(schema), isOptional, description: typeof description === "string" ? description : null }];
}

/** The form behind `null`, where a field may be that. */
function withoutNull(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const forms: unknown = schema["anyOf"];
  const found: unknown = Array.isArray(forms) ? forms.find((form: unknown) => isRecord(form) && form["type"] !== "null") : schema;
  return isRecord(found) ? found : schema;
}

function typeOf(schema: Readonly<Record<string, unknown>>): string {
  const forms: unknown = schema["anyOf"];
  if (Array.isArray(forms)) return forms.map((form: unknown) => (isRecord(form) ? typeOf(form) : "?")).join(" or ");
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"]);
  const values: unknown = schema["enum"];
  if (Array.isArray(values)) return values.map(String).join(", ");
  const type: unknown = schema["type"];
  if (type === "array") return isRecord(schema["items"]) ? `list of ${typeOf(schema["items"])}` : "list";
  if (type === "object") return "texts by name";
  return Array.isArray(type) ? type.map(named).join(" or ") : named(type);
}

const TYPES: Readonly<Record<string, string>> = { string: "text", integer: "whole number", boolean: "true or false" };

function named(type: unknown): string {
  const name = String(type);
  return TYPES[name] ?? name;
}

const HEAD = `# Data dictionary

Written by \`gyges export --dictionary\` from the schemas that every draw is parsed by. One draw is one model call and its reply.
`;

/** What every column of the sheet and every field of the JSONL means, as Markdown. */
export function dataDictionary(): string {
  const fields = drawFields();
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const columns = COLUMNS.map(([name, path]) => {
    const field = byPath.get(path);
    return [name, code(path), field?.type ?? "?", field?.description ?? "?"];
  });
  const rows = fields.map(({ path, type, isOptional, description }) => [
    code(path),
    type,
    isOptional ? "may be absent" : "always",
    description ?? "?",
  ]);
  return [
    HEAD,
    "## The sheet (`--format csv`)",
    "",
    "An empty cell stands for null; true and false stand as yes and no; lists stand with spaces between. A cell that a sheet would run as a formula opens with `'`, and control characters are left out: exact bytes are in the JSONL.",
    "",
    markdownTable(["column", "field", "type", "meaning"], columns, 4),
    "",
    "## The records (`--format jsonl`)",
    "",
    markdownTable(["field", "type", "presence", "meaning"], rows, 4),
    "",
  ].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
