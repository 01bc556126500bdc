import { GygesError } from "../schema/error.ts";
import { VerdictSchema, type Verdict } from "../schema/verdict.ts";

/**
 * Blots out the values of secrets in what a job shows. The runner does so for its log alone, not for comments and files. It is there against
 * accidents, such as an error of a provider that repeats its key: code that means harm can write a key backwards.
 */
export type Scrub = (text: string) => string;

const MARK = "***";
/** Shorter values are words, and would blot out half of a report. */
const MIN_LENGTH = 6;

/** @returns a function after which no form of a secret is left in a text */
export function scrubber(secrets: readonly string[]): Scrub {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  if (forms.length === 0) return (text) => text;
  const any = new RegExp(forms.map(quoted).join("|"), "g");
  // What is left and right of a mark may be a secret together with it; each round is shorter, since a mark is shorter than any form.
  const scrub: Scrub = (text) => {
    const less = text.replace(any, MARK);
    return less === text ? text : scrub(less);
  };
  return scrub;
}

/**
 * The verdict with every string scrubbed, before anything is rendered: an escaped secret would not be known again. Words of the schema
 * (`pass`, `monitored`) stay, even where a variable's value is one of them: they are no secret.
 *
 * @throws GygesError `report/not-a-verdict` where it was none before
 */
export function scrubbedVerdict(verdict: Verdict, scrub: Scrub): Verdict {
  let scrubbed: unknown = mapStrings(verdict, scrub);
  for (;;) {
    const parsed = VerdictSchema.safeParse(scrubbed);
    if (parsed.success) return parsed.data;
    const kept = new Set(parsed.error.issues.map(({ path }) => JSON.stringify(path)));
    const next = mapStrings(scrubbed, (text, path) => (kept.has(JSON.stringify(path)) ? String(at(verdict, path)) : text));
    if (JSON.stringify(next) === JSON.stringify(scrubbed)) {
      throw new GygesError("data", "report/not-a-verdict", `the verdict cannot be scrubbed: ${parsed.error.issues[0]?.message ?? ""}`);
    }
    scrubbed = next;
  }
}

type Path = readonly PropertyKey[];

function mapStrings(value: unknown, change: (text: string, path: Path) => string, path: Path = []): unknown {
  if (typeof value === "string") return change(value, path);
  if (Array.isArray(value)) return value.map((one: unknown, index) => mapStrings(one, change, [...path, index]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapStrings(one, change, [...path, key])]));
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, key) => (typeof here === "object" && here !== null ? Reflect.get(here, key) : undefined), value);
}

/** A value as it may stand in a text: as it is or line by line, and in the clothes that programs put on it. */
function formsOf(secret: string): readonly string[] {
  const plain = [secret, secret.trim(), ...secret.split(/[\r\n]+/).map((line) => line.trim())];
  return plain.filter((value) => value.length >= MIN_LENGTH).flatMap((value) => [value, ...escapedForms(value), ...base64Forms(value)]);
}

function escapedForms(value: string): readonly string[] {
  const percent = encodeURIComponent(value.toWellFormed());
  const json = JSON.stringify(value).slice(1, -1);
  return [
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
    new URLSearchParams({ v: value }).toString().slice(2),
    json,
    json.replaceAll("/", String.raw`\/`),
    value.replace(/[\\`*_~[\]{}!]/g, (mark) => `\\${mark}`),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  ];
}

/** Inside of a longer text in base64 a value looks three ways, by the place of its first byte; the characters at its edges hold bits of its neighbours. */
function base64Forms(value: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const core = bytes.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
