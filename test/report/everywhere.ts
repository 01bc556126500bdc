import { isRecord } from "../../src/schema/is-record.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";

type Path = readonly (string | number)[];

/** The verdict with `payload` for every string that the schema leaves free, cut to 40 characters where it must be short. */
export function everywhere(verdict: Verdict, payload: string): Verdict {
  const paths = known.get(verdict) ?? freePaths(verdict);
  known.set(verdict, paths);
  return paths.reduce((changed, path) => put(changed, path, payload) ?? put(changed, path, payload.slice(0, 40)) ?? changed, verdict);
}

const known = new WeakMap<Verdict, readonly Path[]>();

/** Where a string from outside can stand. */
export function freePaths(verdict: Verdict): readonly Path[] {
  return strings(verdict, []).filter((path) => put(verdict, path, "<p>") !== null);
}

function strings(value: unknown, path: Path): readonly Path[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => strings(part, [...path, key]));
}

/** Null where the schema refuses it. */
function put(verdict: Verdict, path: Path, text: string): Verdict | null {
  const parsed = VerdictSchema.safeParse(replaced(verdict, path, text));
  return parsed.success ? parsed.data : null;
}

function replaced(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((part: unknown, index) => (String(index) === key ? replaced(part, rest, text) : part));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, name === key ? replaced(part, rest, text) : part]));
}
