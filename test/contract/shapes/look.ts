import type * as z from "zod";
import type { Facts } from "../call.ts";

/** What is not as the SDK's type has it: of the wrong kind or unknown to it, and what the type requires and nobody sent. */
export interface Look extends Facts {
  readonly shape: readonly string[];
  readonly "left out": readonly string[];
}

/** As every answer should be. */
export const WHOLE_SHAPE: Look = { shape: [], "left out": [] };

/** @param name of the thing, before the key in what is told */
export function look(name: string, schema: z.ZodType, values: readonly unknown[]): Look {
  const all = values.flatMap((value) => issuesOf(schema, value).map((issue) => ({ issue, missing: isMissing(value, issue.path) })));
  const key = ({ path }: z.core.$ZodIssue): string => [name, ...path.filter((step) => typeof step === "string")].join(".");
  const wrong = all.flatMap(({ issue, missing }) => (missing ? [] : wrongs(key(issue), issue)));
  return { shape: unique(wrong), "left out": unique(all.filter(({ missing }) => missing).map(({ issue }) => key(issue))) };
}

/** Several looks at one call. */
export function joined(...looks: readonly Look[]): Look {
  return { shape: unique(looks.flatMap(({ shape }) => shape)), "left out": unique(looks.flatMap((one) => one["left out"])) };
}

function issuesOf(schema: z.ZodType, value: unknown): readonly z.core.$ZodIssue[] {
  return schema.safeParse(value).error?.issues ?? [];
}

function wrongs(key: string, issue: z.core.$ZodIssue): string[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((own) => `${key}.${own}: no such key`);
  return [`${key}: ${issue.message}`];
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null) return false;
    at = Reflect.get(at, step);
  }
  return path.length > 0 && at === undefined;
}

function unique(all: readonly string[]): string[] {
  return [...new Set(all)].toSorted();
}
