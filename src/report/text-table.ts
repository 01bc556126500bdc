import { columns } from "./escape.ts";

/** Rows in columns for a monospaced font, indented and parted by two spaces; the first column stands to the left. */
export function textTable(rows: readonly (readonly string[])[], others: "left" | "right" = "right"): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) => Math.max(...rows.map((row) => columns(row[index] ?? ""))));
  const line = (row: readonly string[]): string =>
    row.map((cell, index) => padded(cell, widths[index] ?? 0, index === 0 ? "left" : others)).join("  ");
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join("\n");
}

/** Words of `text` in lines of at most `width` columns; `indent` opens every line but the first. A longer word is cut. */
export function wrapped(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((long) => pieces(long, width - columns(indent)))) {
    const next = line === "" ? word : `${line} ${word}`;
    const lead = lines.length === 0 ? 0 : columns(indent);
    if (line !== "" && lead + columns(next) > width) {
      lines.push(line);
      line = word;
    } else line = next;
  }
  return [...lines, line].join(`\n${indent}`);
}

function padded(cell: string, width: number, side: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - columns(cell)));
  return side === "left" ? cell + space : space + cell;
}

function pieces(word: string, width: number): readonly string[] {
  if (columns(word) <= width) return [word];
  const cut: string[] = [];
  let piece = "";
  let room = width;
  for (const character of word) {
    room -= columns(character);
    if (room < 0) {
      cut.push(piece);
      piece = "";
      room = width - columns(character);
    }
    piece += character;
  }
  return [...cut, piece];
}
