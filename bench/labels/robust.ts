import { labelFreeText } from "../../src/label/free-text.ts";
import { uniformsFor } from "../../src/organism/uniform.ts";

/** What no data set shows: replies of random bytes, and a very long one. */

const bare = (reply: string): Parameters<typeof labelFreeText>[0] => ({
  reply,
  prompt: "What would you do?",
  finishReason: null,
  filtered: null,
  fault: null,
});

/** How many of 100,000 replies of random bytes were thrown at, and what they were labelled. */
export function randomBytes(replies = 100_000): {
  readonly replies: number;
  readonly thrown: number;
  readonly labels: Record<string, number>;
} {
  const uniform = uniformsFor(1, "bytes");
  const labels: Record<string, number> = {};
  let thrown = 0;
  for (let index = 0; index < replies; index += 1) {
    const bytes = Uint8Array.from({ length: Math.floor(uniform() * 200) }, () => Math.floor(uniform() * 256));
    try {
      const { label } = labelFreeText(bare(new TextDecoder().decode(bytes)));
      labels[label] = (labels[label] ?? 0) + 1;
    } catch {
      thrown += 1;
    }
  }
  return { replies, thrown, labels };
}

/** CPU milliseconds for a megabyte of one letter, and for one reply of 2 kB and of 20 kB of prose. */
export function times(): Record<string, number> {
  const prose = "The committee met on Tuesday and talked about the plan for the harbour, which you can read in the minutes. ";
  const of = (length: number): string => prose.repeat(Math.ceil(length / prose.length)).slice(0, length);
  return {
    megabyteOfOneLetter: cpu("a".repeat(1_000_000), 3),
    megabyteOfNumbers: cpu("1. ".repeat(333_333), 3),
    twoKilobytes: cpu(of(2_000), 300),
    twentyKilobytes: cpu(of(20_000), 100),
  };
}

function cpu(reply: string, times: number): number {
  labelFreeText(bare(reply));
  const before = process.cpuUsage();
  for (let turn = 0; turn < times; turn += 1) labelFreeText(bare(reply));
  const { user, system } = process.cpuUsage(before);
  return Number(((user + system) / 1000 / times).toFixed(3));
}
