import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert as holds, asyncProperty, integer, nat } from "fast-check";
import { describe, expect, test } from "vitest";
import { chainLine, readChained } from "../../src/disk/chained-line.ts";
import { openStore, readStore } from "../../src/disk/store.ts";
import { GygesError } from "../../src/schema/error.ts";
import { keyOfDraw } from "../../src/schema/store.ts";
import { draw, folder, header } from "./sample.ts";

/** What `readStore` says of the lines of a store of six draws, once they were changed. */
async function saidOf(
  change: (lines: string[]) => readonly string[],
  text = (lines: readonly string[]) => lines.join("\n") + "\n",
): Promise<string> {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  const store = await openStore(path, header());
  for (let number = 0; number < 6; number += 1) await store.append(draw(number));
  await store.finish();
  await store.close();
  writeFileSync(path, text(change(readFileSync(path, "utf8").trimEnd().split("\n"))));
  return await readStore(path).then(
    ({ torn }) => (torn ? "torn" : "nothing"),
    (cause: unknown) => (cause instanceof GygesError ? `${cause.code} ${cause.message.replaceAll(path, "FILE")}` : String(cause)),
  );
}

describe("a line of a store that was changed is found and named", () => {
  test.each<[string, (lines: string[]) => readonly string[], string]>([
    [
      "a label turned round",
      (all) => all.with(3, all[3]!.replace("comply-full", "object-open")),
      "line 4 was changed after it was written",
    ],
    ["a blank too many", (all) => all.with(2, all[2]!.replace('"draw":', '"draw": ')), "line 3 was changed"],
    ["the last line, though a torn one would be cut", (all) => all.with(7, all[7]!.replace("6", "5")), "line 8 was changed"],
    ["the last line made no JSON", (all) => all.with(7, all[7]!.replace("6", "")), "line 8 was changed"],
    ["the header", (all) => all.with(0, all[0]!.replace("print-1", "print-2")), "line 1 was changed"],
    ["a draw taken out", (all) => all.toSpliced(3, 1), "a line is missing between line 3 and line 4"],
    ["the header taken out", (all) => all.slice(1), "a line is missing before line 1"],
    ["a draw doubled", (all) => all.toSpliced(4, 0, all[3]!), "line 5 is line 4 once more"],
    ["a draw doubled at the end", (all) => [...all, all[2]!], "line 9 is line 3 once more"],
    ["two draws swapped", (all) => all.with(2, all[3]!).with(3, all[2]!), "line 3 belongs behind line 4"],
    ["a line of another hand", (all) => all.toSpliced(2, 0, JSON.stringify({ record: "looked", draws: 1 })), "line 3 carries no checksum"],
    ["the checksum of one line taken off", (all) => all.with(3, readChained(all[3]!)!.body), "line 4 carries no checksum"],
    [
      "the checksum of the first line taken off",
      (all) => all.with(0, readChained(all[0]!)!.body),
      "line 2 carries a checksum, and the first line does not",
    ],
  ])("%s", async (_what, change, seen) => {
    const said = await saidOf(change);
    expect(said).toContain(`store/edited FILE: ${seen}`);
    expect(said).toContain("\n  Take the original file. To draw all of it anew: rm ");
  });

  test("any one character of it, at any place", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    for (const number of [0, 1]) await store.append(draw(number));
    await store.close();
    const whole = readFileSync(path);
    await holds(
      asyncProperty(nat(whole.length - 2), integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = bytes[at]! ^ change;
        writeFileSync(path, bytes);
        expect(
          await readStore(path).then(
            ({ torn }) => (torn ? "torn" : "read"),
            (cause: unknown) => (cause instanceof GygesError ? "refused" : cause),
          ),
        ).not.toBe("read");
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test("lines joined with those of another store are told as two stores", async () => {
    expect(await saidOf((all) => [...all, all[0]!])).toContain("store/header FILE, line 9: saw a second header");
  });

  test("a torn tail is cut all the same, wherever it is torn", async () => {
    expect(
      await saidOf(
        (all) => all,
        (all) => all.join("\n"),
      ),
    ).toBe("torn");
    expect(
      await saidOf(
        (all) => all,
        (all) => `${all.join("\n")}\n{"record":"dr`,
      ),
    ).toBe("torn");
    expect(await saidOf((all) => all)).toBe("nothing");
  });
});

test("a store of an early version, whose lines carry no checksum, is read and continued as it is", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  writeFileSync(path, [header(), { record: "draw", draw: draw(0) }].map((record) => `${JSON.stringify(record)}\n`).join(""));
  const store = await openStore(path, header());
  await store.append(draw(1));
  await store.close();
  expect(readFileSync(path, "utf8").split("\n")[2]).toBe(JSON.stringify({ record: "draw", draw: draw(1) }));
  expect((await readStore(path)).draws).toEqual([draw(0), draw(1)]);
});

test("a record that a reply filled with our own marks is read back as it was", () => {
  const reply = '","after":"0000000000000000","sum":"0000000000000000"}';
  const body = JSON.stringify({ record: "draw", reply });
  const { text, sum } = chainLine(body, "0123456789abcdef");
  expect(readChained(text)).toEqual({ body, after: "0123456789abcdef", sum, fits: true });
  expect(readChained(body)).toBeNull();
});

describe("calls that were about to be made", () => {
  test("and of which nothing came are counted, once for each process that lost them", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const sent = async (sends: readonly number[], answers: readonly number[]): Promise<number> => {
      const store = await openStore(path, header());
      for (const number of sends) await store.sent(keyOfDraw(draw(number)));
      for (const number of answers) await store.append(draw(number));
      await store.close();
      return (await readStore(path)).unanswered;
    };
    expect(await sent([0, 1, 2], [1])).toBe(2);
    expect(await sent([0, 2], [2])).toBe(3);
    expect(await sent([0, 3], [0, 3])).toBe(3);
  });

  test("and were held back are no calls", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    for (const number of [0, 1]) await store.sent(keyOfDraw(draw(number)));
    await store.unsent(keyOfDraw(draw(0)));
    await store.close();
    expect((await readStore(path)).unanswered).toBe(1);
  });

  test("are no draws: the store is finished with the draws it has", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    const store = await openStore(path, header());
    await store.sent(keyOfDraw(draw(0)));
    await store.append(draw(0));
    await store.finish();
    await store.close();
    expect(await readStore(path)).toMatchObject({ finished: true, unanswered: 0, draws: [draw(0)] });
  });
});
