import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The fenced blocks of all pages, and the words of the lines that they tell people to type. */

export const root = resolve(import.meta.dirname, "../..");

export interface Block {
  /** Page and line of the fence: `docs/cost.md:24`. */
  readonly at: string;
  readonly page: string;
  readonly language: string;
  readonly text: string;
  /** What the `<!-- from: … -->` names that it stands in. */
  readonly from: string | null;
}

/** Pages for people. A report that a run wrote is none, and action.template.md stands in action.md. */
export const PAGES: readonly string[] = execFileSync("git", ["-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => /^(?:README|ARCHITECTURE|CONTRIBUTING|SECURITY|CHANGELOG)\.md$|^docs\/[^/]+\.md$|^examples\/.*README\.md$/.test(file))
  .filter((file) => file !== "docs/action.template.md")
  .toSorted();

/** Every fence of a page, quoted ones too. A fence that is never closed is an error. */
export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(root, page), "utf8");
  const fences = [...text.matchAll(/^[> ]*```/gm)].length;
  const found = [...text.matchAll(/^((?:> ?| )*)```([\w-]*)\n([^]*?)^\1```$/gm)];
  if (fences !== 2 * found.length)
    throw new Error(`${page} has ${fences} fences and ${found.length} blocks: one is not closed, or has more than a word behind it`);
  return found.map((match) => {
    const [, quote = "", language = "", inside = ""] = match;
    const before = text.slice(0, match.index);
    return {
      at: `${page}:${before.split("\n").length}`,
      page,
      language,
      text: inside
        .split("\n")
        .map((line) => line.slice(quote.length))
        .join("\n"),
      from:
        before.lastIndexOf("<!-- from:") > before.lastIndexOf("<!-- /from") ? (/^.*<!-- from: (\S+) -->/s.exec(before)?.[1] ?? null) : null,
    };
  });
}

/**
 * The commands of a shell block, each as its words: lines that end in `\` are joined, what stands behind `&&` is a command of its own, and comments go.
 */
export function commandsOf(text: string): readonly (readonly string[])[] {
  return text
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .flatMap((line) => line.replace(/(?:^|\s)#\s.*$/, "").split("&&"))
    .map((line) => [...line.matchAll(/"([^"]*)"|'([^']*)'|\S+/g)].map((word) => word[1] ?? word[2] ?? word[0]))
    .filter((words) => words.length > 0);
}

/** The commands in running text and tables that begin with `gyges`: a promise as much as a block is. Of `gyges pack seal | open` both. */
export function inlineCommands(page: string): readonly (readonly string[])[] {
  const text = readFileSync(join(root, page), "utf8").replaceAll(/^((?:> ?| )*)```[^]*?^\1```$/gm, "");
  const codes = [...text.matchAll(/`((?:npx )?gyges (?!\.)[^`]*)`/g)].map(([, code = ""]) =>
    code.replaceAll(String.raw`\|`, "|").replace(/ …$/, ""),
  );
  return codes.flatMap(commandsOf).flatMap((words) => {
    const bar = words.indexOf("|");
    if (bar < 0) return [words];
    return words.slice(bar - 1).flatMap((last) => (last === "|" ? [] : [[...words.slice(0, bar - 1), last]]));
  });
}
