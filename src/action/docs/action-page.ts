import * as z from "zod";
import { exitCode, FAIL_ON } from "../../commands/exit-code.ts";
import { markdownTable } from "../../report/markdown-table.ts";
import { isRecord } from "../../schema/is-record.ts";
import { VERDICTS } from "../../schema/verdict.ts";
import { InputsSchema } from "../inputs.ts";
import { heldInputs, type PolicyRow } from "./policy.ts";

/** docs/action.md: its tables come from action.yml, the schema of the inputs and the policy; the rest is the template's. */

const Described = z.looseObject({ description: z.string(), default: z.string().optional() });

/** What the page reads of an action.yml. */
export const ActionFileSchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  inputs: z.record(z.string(), Described).default({}),
  outputs: z.record(z.string(), Described).default({}),
});
export type ActionFile = z.infer<typeof ActionFileSchema>;

export interface PageParts {
  readonly template: string;
  readonly action: ActionFile;
  /** Sub-actions by the folder they are used from: `comment`, `merge`. */
  readonly subActions: Readonly<Record<string, ActionFile>>;
  readonly policy: readonly PolicyRow[];
}

/** @throws Error where the template lacks a place, so that no table is lost in silence */
export function actionPage({ template, action, subActions, policy }: PageParts): string {
  const parts: Readonly<Record<string, string>> = {
    inputs: inputTable(action, z.toJSONSchema(InputsSchema, { io: "input" })),
    outputs: outputTable(action),
    verdicts: verdictTable(),
    policy: markdownTable(
      ["event", "head", "what happens", "base, where `base-ref` names none", "why"],
      policy.map(({ event, head, does, base, why }) => [code(event), head, does, base, why]),
      5,
    ),
    held: heldInputs(),
    "sub-actions": ["## Sub-actions", ...Object.entries(subActions).map(subAction)]
      .slice(Object.keys(subActions).length === 0 ? 1 : 0)
      .join("\n\n"),
  };
  return Object.entries(parts).reduce((page, [name, text]) => {
    const place = `<!-- ${name} -->\n`;
    if (!page.includes(place)) throw new Error(`the template of docs/action.md has no place ${place.trim()}`);
    return text === "" ? page.replace(`${place}\n`, "") : page.replace(place, () => `${text}\n`);
  }, template);
}

function inputTable({ inputs }: ActionFile, schema: unknown): string {
  const properties = isRecord(schema) && isRecord(schema["properties"]) ? schema["properties"] : {};
  const rows = Object.entries(inputs).map(([name, { description, default: usual = "" }]) => [
    code(name),
    usual === "" ? "" : code(usual),
    values(properties[name]),
    cell(description),
  ]);
  return markdownTable(["input", "default", "good values", "meaning"], rows, 4);
}

function outputTable({ outputs }: ActionFile): string {
  return markdownTable(
    ["output", "value"],
    Object.entries(outputs).map(([name, { description }]) => [code(name), cell(description)]),
    2,
  );
}

function subAction([folder, action]: readonly [string, ActionFile]): string {
  const { inputs, outputs } = action;
  const rows = Object.entries(inputs).map(([name, { description, default: usual = "" }]) => [
    code(name),
    usual === "" ? "" : code(usual),
    cell(description),
  ]);
  return [
    `### \`gyges/${folder}\``,
    action.description,
    ...(rows.length === 0 ? [] : [markdownTable(["input", "default", "meaning"], rows, 3)]),
    ...(Object.keys(outputs).length === 0 ? [] : [outputTable(action)]),
  ].join("\n\n");
}

/** The colour of the job by verdict, as the code decides it. */
function verdictTable(): string {
  const rows = VERDICTS.map((verdict) => {
    const ended = { verdict, unmatched: [], pairs: [] };
    const named = FAIL_ON.filter((one) => one === verdict);
    const [usual, asked] = [exitCode(ended, []), exitCode(ended, named)];
    return [code(verdict), usual === 0 ? "green" : "red", usual === asked ? "" : `red with \`fail-on: ${verdict}\``];
  });
  return markdownTable(["verdict", "the job", "unless"], rows, 3);
}

/** The values that the schema admits, where they are few or bounded. */
function values(schema: unknown): string {
  if (!isRecord(schema)) return "";
  const options: unknown = schema["enum"];
  if (Array.isArray(options)) return options.map((option) => code(String(option))).join(", ");
  const items: unknown = schema["items"];
  if (schema["type"] === "array" && isRecord(items)) {
    const some = values(items);
    return some === "" ? "a list" : `a list of ${some}`;
  }
  if (schema["type"] === "number" || schema["type"] === "integer") return range(schema);
  return "";
}

const end = z.number().optional();
const RangeSchema = z.looseObject({ minimum: end, maximum: end, exclusiveMinimum: end, exclusiveMaximum: end });

function range(schema: Readonly<Record<string, unknown>>): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = RangeSchema.parse(schema);
  const least = exclusiveMinimum === undefined ? `${minimum}` : `above ${exclusiveMinimum}`;
  return exclusiveMaximum === undefined ? `${least} to ${maximum}` : `${least}, below ${exclusiveMaximum}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}
