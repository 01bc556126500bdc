import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { scrubLogs } from "../../src/action/scrub-logs.ts";
import { scrubbedVerdict, scrubber } from "../../src/action/scrub.ts";
import { scrubberOf } from "../../src/action/secrets.ts";
import { VERDICTS } from "../../src/schema/verdict.ts";
import { STATES } from "../report/states.ts";
import { pairVerdict, verdictOf } from "../report/verdict-fixture.ts";

const KEY = "sk-live_Ab/C+d&e=9*f";

/** Keys of providers are printable; a character of two or three bytes is the hard case of base64. */
const secrets = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-_+/=&%*.:~ "\\<>é€')), minLength: 6, maxLength: 40 });
const texts = fc.string({ unit: "grapheme", maxLength: 30 });

test.each([
  ["as it is", (text: string) => text],
  ["URL-encoded", encodeURIComponent],
  ["URL-encoded with small letters", (text: string) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase())],
  ["in a form", (text: string) => new URLSearchParams([["", text]]).toString().slice(1)],
  ["in JSON", (text: string) => JSON.stringify(text).slice(1, -1)],
  ["in Markdown", (text: string) => text.replace(/[\\`*_~[\]{}!]/g, (mark) => `\\${mark}`)],
])("no secret is left %s, whatever stands around it", (_, dress) => {
  fc.assert(
    fc.property(secrets, texts, texts, (secret, before, after) => {
      const scrubbed = scrubber([secret])(`${before}${dress(secret)}${after}`);
      expect(scrubbed).not.toContain(secret);
      expect(scrubbed).not.toContain(dress(secret));
    }),
  );
});

test.each(["base64", "base64url"] as const)("no secret is left in %s, at whichever byte of the encoded text it begins", (encoding) => {
  fc.assert(
    fc.property(secrets, texts, texts, (secret, before, after) => {
      const scrubbed = scrubber([secret])(Buffer.from(`${before}${secret}${after}`).toString(encoding));
      expect(scrubbed).toContain("***");
      const readable = scrubbed.split("***").flatMap((part) => ["", "A", "AA", "AAA"].map((lead) => Buffer.from(lead + part, encoding)));
      expect(readable.filter((bytes) => bytes.includes(secret))).toEqual([]);
    }),
  );
});

test("no secret arises where two marks meet their neighbours", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("*", "a"), minLength: 6, maxLength: 9 }),
      fc.string({ unit: fc.constantFrom("*", "a") }),
      (secret, text) => {
        expect(scrubber([secret])(text + secret + text)).not.toContain(secret);
      },
    ),
  );
});

test("of two secrets one of which holds the other, none is left", () => {
  expect(scrubber(["abcdef", "abcdefghi"])("x abcdefghi y abcdef z")).toBe("x *** y *** z");
});

test("the lines of a secret of several lines are secrets too", () => {
  expect(scrubber(["first-line\n  second-line\r\n\n"])("a second-line, b first-line")).toBe("a ***, b ***");
});

test("a text without a secret stays as it is", () => {
  const alphabet = "ghijk \n#`|";
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from(alphabet)) }), (text) => {
      expect(scrubber([KEY, "OTHER-SECRET"])(text)).toBe(text);
    }),
  );
});

test("values of fewer than six characters are words, and stay", () => {
  expect(scrubber(["", "true", "12345"])("true 12345")).toBe("true 12345");
});

test("the secrets of a job: what env-pass names, providers' variables, and the tokens", () => {
  const scrub = scrubberOf({
    "INPUT_ENV-PASS": "MY_KEY, OTHER_KEY",
    MY_KEY: "my-own-key",
    OPENAI_API_KEY: KEY,
    "INPUT_GITHUB-TOKEN": "ghs_token-of-the-job",
    GITHUB_TOKEN: "ghs_another-token",
    HOME: "/home/runner",
  });
  expect(scrub(`my-own-key ${KEY} ghs_token-of-the-job ghs_another-token /home/runner`)).toBe("*** *** *** *** /home/runner");
});

test("the key of sealed packs is a secret, and so is each of its lines", () => {
  const before = process.env["GYGES_PACK_KEY"];
  process.env["GYGES_PACK_KEY"] = "# a comment\nAGE-SECRET-KEY-1ABC";
  try {
    expect(scrubberOf({})("key: AGE-SECRET-KEY-1ABC.")).toBe("key: ***.");
  } finally {
    if (before === undefined) delete process.env["GYGES_PACK_KEY"];
    else process.env["GYGES_PACK_KEY"] = before;
  }
});

test("a verdict loses its secrets wherever they stand", () => {
  const verdict = verdictOf({
    reasons: [{ code: "error", text: `the provider said: bad key ${KEY}` }],
    findings: [{ code: "pr/endpoint", text: KEY }],
    unmatched: [KEY],
    pairs: [pairVerdict({ pair: `chat ${KEY}`, servedModels: { base: [KEY], head: [] } })],
  });
  expect(JSON.stringify(scrubbedVerdict(verdict, scrubber([KEY])))).not.toContain(KEY);
});

test.each(Object.entries(STATES))("the verdict %s stays as it is without a secret in it", (_, verdict) => {
  expect(scrubbedVerdict(verdict, scrubber([KEY]))).toEqual(verdict);
});

test("a variable whose value is a word of the schema leaves a verdict that is one", () => {
  const words = [...VERDICTS, "estimated", "monitored", "gyges.verdict/1", "core", "probes"];
  const verdict = verdictOf({ pairs: [pairVerdict({ pair: "monitored estimated" })] });
  const scrubbed = scrubbedVerdict(verdict, scrubber(words));
  expect(scrubbed.verdict).toBe(verdict.verdict);
  expect(scrubbed.pairs[0]?.pair).toBe("*** ***");
  expect(scrubbed.pairs[0]?.widening).toEqual(verdict.pairs[0]?.widening);
});

test("promptfoo's logs lose their secrets, and the store beside them stays", async () => {
  const runs = mkdtempSync(join(tmpdir(), "gyges-logs-"));
  try {
    mkdirSync(join(runs, "one"));
    mkdirSync(join(runs, "without"));
    writeFileSync(join(runs, "one/promptfoo.log"), `line\nAuthorization: Bearer ${KEY}\nlast`);
    writeFileSync(join(runs, "one/store.jsonl"), KEY);
    await scrubLogs(runs, scrubber([KEY]));
    expect(readFileSync(join(runs, "one/promptfoo.log"), "utf8")).toBe("line\nAuthorization: Bearer ***\nlast\n");
    expect(readFileSync(join(runs, "one/store.jsonl"), "utf8")).toBe(KEY);
    expect(readdirSync(join(runs, "one")).toSorted()).toEqual(["promptfoo.log", "store.jsonl"]);
    await scrubLogs(join(runs, "nowhere"), scrubber([KEY]));
  } finally {
    rmSync(runs, { recursive: true });
  }
});
