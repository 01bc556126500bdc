import { splitBlocks, type Split } from "./content-blocks.ts";

/**
 * Splits off the reasoning that a provider puts before the answer, so that no rule ever reads it as what the model did.
 *
 * The forms are those that promptfoo 0.123.1 writes (`showThinking` is on by default there) and those of models that think in tags:
 *
 * | written by | form |
 * |---|---|
 * | Anthropic | blocks `Thinking: …\nSignature: …` and `Redacted Thinking: …`, each followed by a blank line, also between parts of the answer |
 * | OpenAI chat, OpenRouter, Ollama and kin | `Thinking: …`, a blank line, the answer |
 * | OpenAI Responses | `Reasoning: …` (summaries, a line each), a line break, the answer |
 * | Bedrock, open models | `<think>`, `<thinking>`, `<reasoning>`, `<SCRATCHPAD_REASONING>`, `[THINK]` … closed again, then the answer, perhaps in `<OUTPUT>` |
 * | gpt-oss without a parser | the channels `analysis` and `final` |
 * | Mistral, Gemini, custom providers | a JSON list of blocks, a JSON message with `reasoning_content` (see `splitBlocks`) |
 *
 * `reasoning` is null where none can be read: there is none, it is empty (`<think></think>`), or all of it is redacted. Where several
 * blocks stand between parts of an answer, the last part is the answer and what stands before it counts as reasoning.
 *
 * Rule for the forms without an end mark: behind `Thinking:` the answer is what follows the **last** blank line, behind
 * `Reasoning:` it is the **last** line. A part of a long answer may be lost to the reasoning that way (a marked line and a copied
 * choice stand last, so they are kept; for free text set `showThinking: false`). The reverse needs a provider that writes the
 * prefix and then no answer at all: its last line of reasoning is taken for one, since nothing in the text tells the two apart.
 * Not recognisable here either: reasoning without any mark, as OpenRouter writes it where the content is empty, Gemini where parts of
 * thought and of answer are text alike, and DeepSeek on Bedrock where it was cut before its closing tag.
 */
export function splitReasoning(output: string): Split {
  const blocks = splitBlocks(output);
  if (blocks !== null) return blocks;
  const prefix = cutPrefix(output);
  const tags = cutTags(output.slice(prefix));
  const cut = tags === null ? output.length : prefix + tags;
  const start = cut === 0 ? 0 : cut + envelopeAt(output.slice(cut));
  const reply = unwrap(start === 0 ? output : output.slice(start).trim());
  const reasoning = output.slice(0, start).trim();
  return { reply, reasoning: isReadable(reasoning) ? reasoning : null };
}

const SIGNED = /^Signature: [A-Za-z0-9+/_=-]{40,}[ \t]*\r?$/gm;
const REDACTED = /^\s{0,8}Redacted Thinking: [^\n]*\n?\s*/i;
const TAG =
  /<(\/?)(?:think|thinking|thoughts?|reasoning|scratchpad|scratchpad_reasoning|seed:think)\s{0,4}>|\[(\/?)THINK\]|◁(\/?)think▷|<\|(START|END)_THINKING\|>/gi;
const BEHIND_TAG = /^\s*Signature: \S+[ \t]*(?:\r?\n\s*|$)/;
const ENVELOPE = /^\s*<(output|answer|response)>/i;
const ENVELOPE_LINE = /^[ \t]*<(?:output|answer|response)>/im;
const CHANNEL = /<\|channel\|>\s{0,4}(analysis|commentary|final)\b[^<]{0,80}<\|message\|>/gi;
const CHANNEL_END = /\s{0,8}<\|(?:return|end)\|>\s{0,8}$/i;

/** Where the answer begins behind the prefix forms; 0 where there is none. */
function cutPrefix(output: string): number {
  let at = behindLastSigned(output);
  for (;;) {
    const rest = output.slice(at, at + 40);
    if (/^\s{0,8}Redacted Thinking: /i.test(rest)) at += REDACTED.exec(output.slice(at))?.[0].length ?? 0;
    else if (/^\s{0,8}Thinking:/i.test(rest)) {
      const signed = behindShortSignature(output.slice(at));
      if (signed === null) return at + behindLastBlankLine(output.slice(at));
      at += signed;
    } else if (/^\s{0,8}Reasoning:/i.test(rest)) return at + behindLastBreak(output.slice(at));
    else return at;
  }
}

/** Behind the last long signature, which a model cannot write by chance, of a block that opens at the start or behind a blank line. */
function behindLastSigned(text: string): number {
  const block = /^\s{0,8}Thinking:/i.test(text) ? 0 : text.search(/\n\r?\n(?:Redacted )?Thinking: /i);
  if (block === -1) return 0;
  let end = 0;
  for (const signature of text.matchAll(SIGNED)) if (signature.index > block) end = signature.index + signature[0].length;
  return end === 0 ? 0 : skipSpace(text, end);
}

/** Behind the last short signature that a blank line or the end follows. */
function behindShortSignature(text: string): number | null {
  let last: number | null = null;
  for (const short of text.matchAll(/\nSignature: [^\s]{0,2000}[ \t]*(?=\r?\n\r?\n|$)/g))
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

/** Behind the last closing tag; null where a tag or channel is left open, which means that the answer never came. */
function cutTags(text: string): number | null {
  const channel = cutChannels(text);
  if (channel !== 0) return channel;
  let end = 0;
  let open: number | null = null;
  for (const tag of text.matchAll(TAG)) {
    const behind = tag.index + tag[0].length;
    if (closes(tag)) [end, open] = [behind, null];
    else open = behind;
  }
  if (open !== null) return answerInside(text, open);
  return end === 0 ? 0 : end + (BEHIND_TAG.exec(text.slice(end))?.[0].length ?? 0);
}

function closes([, tag, bracket, arrow, word]: RegExpExecArray): boolean {
  return tag === "/" || bracket === "/" || arrow === "/" || word?.toUpperCase() === "END";
}

/** A model that forgot to close its reasoning may still open its answer on a line of its own. */
function answerInside(text: string, from: number): number | null {
  const found = ENVELOPE_LINE.exec(text.slice(from));
  return found === null ? null : from + found.index;
}

/** Behind the opening of the last `final` channel; 0 where there are no channels, null where none is final. */
function cutChannels(text: string): number | null {
  const channels = [...text.matchAll(CHANNEL)];
  const final = channels.findLast(([, name]) => name?.toLowerCase() === "final");
  if (channels.length === 0) return 0;
  return final === undefined ? null : final.index + final[0].length;
}

/** Where the answer's own tag opens on a line of its own, behind a sentence that leads to it; 0 where it has none. */
function envelopeAt(answer: string): number {
  return ENVELOPE_LINE.exec(answer)?.index ?? 0;
}

/** The answer without the tag that some prompts ask for around it; an output without reasoning stays as it is. */
function unwrap(answer: string): string {
  const opened = ENVELOPE.exec(answer);
  if (opened === null) return answer.slice(0, answer.length - (CHANNEL_END.exec(answer.slice(-40))?.[0].length ?? 0));
  const inside = answer.slice(opened[0].length);
  const close = inside.toLowerCase().lastIndexOf(`</${opened[1]?.toLowerCase()}>`);
  return (close === -1 ? inside : inside.slice(0, close)).trim();
}

/** Whether anything is left of a reasoning without its marks, signatures and redacted blocks. */
function isReadable(reasoning: string): boolean {
  const bare = reasoning
    .replaceAll(/^\s{0,8}Redacted Thinking:[^\n]*$/gim, "")
    .replaceAll(/^Signature: ?\S*[ \t]*\r?$/gim, "")
    .replaceAll(TAG, "")
    .replaceAll(CHANNEL, "")
    .replaceAll(/<\|start\|>\s{0,4}assistant/gi, "")
    .replaceAll(/^\s{0,8}(?:Thinking|Reasoning):/gim, "")
    .replaceAll("[Redacted]", "")
    .replaceAll(/<\|[a-z_]{1,20}\|>/gi, "");
  return /[\p{L}\p{N}]/u.test(bare);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
