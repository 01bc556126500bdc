import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { parse, stringify } from "yaml";

/** Real pack files, broken: as a slip of the hand, a bad merge, or an attacker would leave them. Equal seeds give equal files. */
export class Mutations {
  readonly #random: RandomGenerator;

  constructor(seed: number) {
    this.#random = xoroshiro128plus(seed);
  }

  pick<T>(all: readonly T[]): T {
    return all[uniformInt(this.#random, 0, all.length - 1)]!;
  }

  /** One to three changes, of the text or of what stands in it. */
  mutate(text: string): string {
    let mutant = text;
    for (let left = uniformInt(this.#random, 1, 3); left > 0; left -= 1) mutant = this.#once(mutant);
    return mutant;
  }

  #once(text: string): string {
    return this.pick([
      () => this.#lines(text),
      () => this.#lines(text),
      () => this.#insert(text),
      () => text.slice(0, uniformInt(this.#random, 0, text.length)),
      () => this.#tree(text),
      () => this.#tree(text),
      () => this.#tree(text),
    ])();
  }

  #lines(text: string): string {
    const lines = text.split("\n");
    const at = uniformInt(this.#random, 0, lines.length - 1);
    const line = lines[at] ?? "";
    const changed = this.pick<() => readonly string[]>([
      () => [],
      () => [line, line],
      () => [`  ${line}`],
      () => [line.trimStart()],
      () => [line.replace(":", "")],
      () => [line.replaceAll('"', "'")],
      () => [lines.at(-1 - at) ?? ""],
    ])();
    return lines.toSpliced(at, 1, ...changed).join("\n");
  }

  #insert(text: string): string {
    const at = uniformInt(this.#random, 0, text.length);
    return text.slice(0, at) + this.pick(PIECES) + text.slice(at);
  }

  /** A key lost, renamed or doubled, a value of another kind or too much of it. Text that is no YAML any more stays as it is. */
  #tree(text: string): string {
    const root = parsed(text);
    const places = placesIn(root);
    if (places.length === 0) return this.#insert(text);
    const { holder, key } = this.pick(places);
    const value = holder[key];
    this.pick<() => void>([
      () => void delete holder[key],
      () => void (holder[key] = this.pick(VALUES)),
      () => void (holder[key] = this.pick(VALUES)),
      () => void (holder[`${key}${this.pick(["s", "_", "2", "\u200B"])}`] = value),
      () => void (holder[key] = [value, value]),
      () => void (holder[key] = Array.isArray(value) ? value.slice(1) : { value }),
      () => void (holder[key] = typeof value === "string" ? value + this.pick(PIECES) : value),
      () => void (holder[key] = typeof value === "string" ? value.repeat(uniformInt(this.#random, 2, 40)) : JSON.stringify(value)),
      () => void (holder[key] = this.pick(places).holder[this.pick(places).key] ?? null),
    ])();
    try {
      return stringify(root, { aliasDuplicateObjects: false });
    } catch {
      // A value that was put inside itself cannot be written down.
      return this.#insert(text);
    }
  }
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (!isHolder(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesIn(inner)]);
}

/** A list too: it takes numbers in text as its keys. */
function isHolder(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: "silent" }) as unknown;
  } catch {
    return null;
  }
}

const PIECES = [
  "&x ",
  "*x",
  "!run ls",
  "!!binary aGk=",
  "<<: {a: 1}\n",
  "__proto__: {a: 1}\n",
  "constructor:\n  - 1\n",
  "\t",
  "\u0000",
  "\uFEFF",
  "\u202E",
  "\uD800",
  "{{",
  "{{ secret }}",
  "{% include x %}",
  "{#",
  "file:///etc/passwd",
  "---\n",
  "...\n",
  "? [a]\n: b\n",
  "[".repeat(30),
  "{a: ".repeat(25),
  "- ".repeat(30),
  "\n".repeat(3),
  "'",
  '"',
  ": ",
  " #",
  "|+\n",
  ">-\n",
  "%YAML 9.9\n",
  "test",
  "example.com",
  "1e999",
  "not ",
  "never",
] as const;

const VALUES: readonly unknown[] = [
  null,
  "",
  " ",
  0,
  -1,
  1.5,
  1e308,
  Number.NaN,
  true,
  [],
  {},
  [[]],
  [null],
  { id: "x" },
  "yes",
  "../../etc/passwd",
  "A".repeat(5000),
  "\u0000",
  "{{name}}",
  ["a", "b"],
  "2026-13-45",
  "1.0",
  "monitored",
  "7f0c1a52-6f0e-4a86-9a55-0a4d0c2f9b11",
  "Ünïcode – dash",
  3,
  [3, "three"],
  { text: null },
];
