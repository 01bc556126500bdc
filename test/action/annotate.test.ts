import { expect, test } from "vitest";
import { annotate } from "../../src/action/annotate.ts";
import type { Job } from "../../src/action/job.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { everywhere } from "../report/everywhere.ts";
import { HOSTILE } from "../report/hostile.ts";
import { STATES } from "../report/states.ts";
import { estimated, hostileVerdict, pairVerdict, verdictOf } from "../report/verdict-fixture.ts";

function annotations(verdict: Verdict, exitCode: number, wanted = true): string[] {
  const said: string[] = [];
  const job: Job = {
    env: {},
    stdout: silent(),
    stderr: silent(),
    summary: () => Promise.resolve(),
    output: () => undefined,
    warn: (text) => void said.push(`warning ${text}`),
    note: (text) => void said.push(`notice ${text}`),
    fail: (text, annotation = true) => void said.push(`${annotation ? "error" : "red"} ${text}`),
  };
  annotate(job, verdict, exitCode, wanted);
  return said;
}

function silent(): NodeJS.WriteStream {
  return new Proxy(process.stdout, {
    get: (stream, name) => (name === "write" ? () => true : (Reflect.get(stream, name, stream) as unknown)),
  });
}

const finding = (i: number): Verdict["findings"][number] => ({ code: "pr/pack", text: `finding ${i}` });

test("a fail is one error, a pass is none", () => {
  expect(annotations(STATES["fail"]!, 1)).toEqual(["error FAIL: the gap widened by 0.31; allowed 0.10"]);
  expect(annotations(STATES["pass"]!, 0)).toEqual([]);
});

test("findings are warnings behind the verdict", () => {
  expect(annotations(STATES["findings"]!, 0)).toEqual([
    expect.stringMatching(/^warning This pull request changes margin/),
    expect.stringMatching(/^warning gpt-4\.1-mini was answered/),
  ]);
});

test("of many pairs and findings at most five errors and five warnings are shown, the widest pair first", () => {
  const pairs = [0.2, 0.5, 0.3, 0.4, 0.6, 0.7].map((by) =>
    pairVerdict({ pair: `pair ${by}`, widening: estimated(by), gapHead: estimated(by) }),
  );
  const said = annotations(verdictOf({ verdict: "fail", pairs, findings: Array.from({ length: 9 }, (_, i) => finding(i)) }), 1);
  expect(said.filter((one) => one.startsWith("error")).map((one) => /^error (FAIL|pair [\d.]+)/.exec(one)?.[1])).toEqual([
    "FAIL",
    "pair 0.7",
    "pair 0.6",
    "pair 0.5",
    "pair 0.4",
  ]);
  expect(said.filter((one) => one.startsWith("warning"))).toEqual([0, 1, 2, 3, 4].map((i) => `warning finding ${i}`));
});

test("without annotations a red job stays red, and a green one says nothing", () => {
  expect(annotations(verdictOf({ findings: [finding(1)] }), 1, false)).toEqual([expect.stringMatching(/^red FAIL/)]);
  expect(annotations(STATES["inconclusive"]!, 0, false)).toEqual([]);
});

test("an inconclusive run that stays green warns, a skipped one is a notice", () => {
  expect(annotations(STATES["inconclusive"]!, 0)).toEqual([expect.stringMatching(/^warning INCONCLUSIVE: .* The job stays green/)]);
  expect(annotations(STATES["fork"]!, 0)).toEqual([expect.stringMatching(/^notice SKIPPED/)]);
});

test.each(HOSTILE)("%j sets nothing and is cut at what GitHub keeps", (payload) => {
  for (const text of annotations(everywhere({ ...hostileVerdict("x"), findings: [finding(1)] }, payload.repeat(300)), 1)) {
    expect(text.length).toBeLessThanOrEqual(4096 + "warning ".length);
    expect(text).not.toMatch(/^\s*::|##\[/m);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});
