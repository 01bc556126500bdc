import { writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eachLine, type Line } from "../../src/disk/each-line.ts";
import { folder } from "./sample.ts";

const CHUNK = 1 << 20;

async function linesOf(bytes: string | Buffer, wait = false): Promise<Line[]> {
  using dir = folder();
  const path = join(dir.path, "lines");
  writeFileSync(path, bytes);
  const file = await open(path);
  const lines: Line[] = [];
  try {
    await eachLine(file, path, (line) => {
      lines.push(line);
      return wait ? new Promise((resolve) => setImmediate(resolve)) : undefined;
    });
  } finally {
    await file.close();
  }
  return lines;
}

describe("the lines of a file", () => {
  test("are told with their number and where they end", async () => {
    expect(await linesOf("one\n\nthrée\nlast")).toEqual([
      { text: "one", number: 1, end: 4, ended: true },
      { text: "", number: 2, end: 5, ended: true },
      { text: "thrée", number: 3, end: 12, ended: true },
      { text: "last", number: 4, end: 16, ended: false },
    ]);
    expect(await linesOf("")).toEqual([]);
    expect(await linesOf("\n")).toEqual([{ text: "", number: 1, end: 1, ended: true }]);
  });

  test.each([
    ["at the end of a chunk", [CHUNK - 1, 5]],
    ["just behind it", [CHUNK, 5]],
    ["just before it", [CHUNK - 2, 5, CHUNK]],
    ["far behind several", [3 * CHUNK + 7, 2, 5 * CHUNK, 0, CHUNK - 1]],
  ])("are whole where a newline stands %s", async (_name, sizes) => {
    const texts = sizes.map((size, index) => String(index).repeat(size));
    const lines = await linesOf(texts.map((text) => `${text}\n`).join(""));
    expect(lines.map(({ text }) => text.length)).toEqual(sizes);
    expect(lines.every(({ text }, index) => text === texts[index])).toBe(true);
    expect(lines.at(-1)?.end).toBe(sizes.reduce((sum, size) => sum + size + 1, 0));
  });

  test("wait for whoever takes them, so that no text is overwritten under way", async () => {
    const texts = Array.from({ length: 40 }, (_, index) => "×".repeat(50_000 + index));
    const lines = await linesOf(texts.join("\n"), true);
    expect(lines.map(({ text }) => text)).toEqual(texts);
  });

  test("of a letter that two chunks share are whole", async () => {
    const text = `${"a".repeat(CHUNK - 1)}×b`;
    expect((await linesOf(`${text}\n`))[0]?.text).toBe(text);
  });

  test("are refused above 16 MB, by number", async () => {
    await expect(linesOf(`short\n${"x".repeat((16 << 20) + 1)}\n`)).rejects.toMatchObject({
      code: "store/line-too-long",
      message: expect.stringMatching(/lines: line 2 is longer than 16 MB/),
    });
    expect((await linesOf(`short\n${"x".repeat(16 << 20)}\n`))[1]?.text).toHaveLength(16 << 20);
  });
});
