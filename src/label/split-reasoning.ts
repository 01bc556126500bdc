/**
 * Splits off the reasoning that a provider puts before the answer, so that no rule ever reads it as what the model did.
 *
 * The forms are those that promptfoo 0.123.1 writes (`showThinking` is on by default there) and those of models that think in tags:
 *
 * | written by | form |
 * |---|---|
 * | Anthropic | blocks `Thinking: …\nSignature: …` and `Redacted Thinking: …`, each followed by a blank line |
 * | OpenAI chat and kin | `Thinking: …`, a blank line, the answer |
 * | OpenAI Responses | `Reasoning: …`, a line break, the answer |
 * | Bedrock, open models | `<think>`, `<thinking>`, `<reasoning>`, `<SCRATCHPAD_REASONING>` … closed again, then the answer, perhaps in `<OUTPUT>` |
 *
 * Rule for the forms without an end mark: behind `Thinking:` the answer is what follows the **last** blank line, behind
 * `Reasoning:` it is the **last** line. A part of a long answer may be lost to the reasoning that way (a marked line and a copied
 * choice stand last, so they are kept; for free text set `showThinking: false`). The reverse needs a provider that writes the
 * prefix and then no answer at all: its last line of reasoning is taken for one, since nothing in the text tells the two apart.
 * OpenRouter, where the content is empty, writes its reasoning without any mark: not recognisable here either.
 */
export function splitReasoning(output: string): { reply: string; reasoning: string | null } {
  const prefix = cutPrefix(output);
  const tags = cutTags(output.slice(prefix));
  const start = tags === null ? output.length : prefix + tags;
  const reply = unwrap(start === 0 ? output : output.slice(start).trim());
  const reasoning = output.slice(0, start).trim();
  return { reply, reasoning: reasoning === "" ? null : reasoning };
}

const SIGNED = /^Signature: [A-Za-z0-9+/_=-]{40,}[ \t]*\r?$/m;
const REDACTED = /^\s{0,8}Redacted Thinking: [^\n]*\n?\s*/i;
const TAG = /<(\/?)(?:think|thinking|thought|reasoning|scratchpad|scratchpad_reasoning)\s{0,4}>/gi;
const BEHIND_TAG = /^\s*Signature: \S+[ \t]*(?:\r?\n\s*|$)/;
const ENVELOPE = /^\s*<(output|answer|response)>/i;

/** Where the answer begins behind the prefix forms; 0 where there is none. */
function cutPrefix(output: string): number {
  let at = 0;
  for (;;) {
    const rest = output.slice(at, at + 40);
    if (/^\s{0,8}Redacted Thinking: /i.test(rest)) at += REDACTED.exec(output.slice(at))?.[0].length ?? 0;
    else if (/^\s{0,8}Thinking:/i.test(rest)) {
      const signed = behindSignature(output.slice(at));
      if (signed === null) return at + behindLastBlankLine(output.slice(at));
      at += signed;
    } else if (/^\s{0,8}Reasoning:/i.test(rest)) return at + behindLastBreak(output.slice(at));
    else return at;
  }
}

/** Behind the first long signature, which a model cannot write by chance; else behind the last short one that a blank line or the end follows. */
function behindSignature(text: string): number | null {
  const long = SIGNED.exec(text);
  if (long !== null) return skipSpace(text, long.index + long[0].length);
  let last: number | null = null;
  for (const short of text.matchAll(/\nSignature: [^\s]{1,2000}[ \t]*(?=\r?\n\r?\n|$)/g))
    last = skipSpace(text, short.index + short[0].length);
  return last;
}

function behindLastBlankLine(text: string): number {
  const unix = text.lastIndexOf("\n\n");
  const dos = text.lastIndexOf("\r\n\r\n");
  if (unix === -1 && dos === -1) return text.length;
  return dos > unix ? dos + 4 : unix + 2;
}

function behindLastBreak(text: string): number {
  const filled = text.trimEnd();
  const last = filled.lastIndexOf("\n");
  return last === -1 ? text.length : last + 1;
}

/** Behind the last closing tag; null where a tag is left open, which means that the answer never came. */
function cutTags(text: string): number | null {
  let end = 0;
  let open = false;
  for (const tag of text.matchAll(TAG)) {
    open = tag[1] === "";
    if (!open) end = tag.index + tag[0].length;
  }
  if (open) return null;
  if (end === 0) return 0;
  return end + (BEHIND_TAG.exec(text.slice(end))?.[0].length ?? 0);
}

/** The answer without the tag that some prompts ask for around it; an output without reasoning stays as it is. */
function unwrap(answer: string): string {
  const opened = ENVELOPE.exec(answer);
  if (opened === null) return answer;
  const inside = answer.slice(opened[0].length);
  const close = inside.toLowerCase().lastIndexOf(`</${opened[1]?.toLowerCase()}>`);
  return (close === -1 ? inside : inside.slice(0, close)).trim();
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
