/** Who speaks where a reply plays several parts: `[Assistant]: … [Rebel]: …`, `As A, … As B, …`, `(Normal output) … (Free output) …`. */

const BRACKETED = /^[\s"“*#>]{0,6}(?:\[[^\]\n]{1,40}\]|\([^)\n]{2,40}\)|【[^】\n]{1,40}】)[\s*]{0,3}:?/u;
const NAMED =
  /^[\s"“*#>]{0,6}(?:\p{Emoji_Presentation}️?\s?)?[\p{Lu}\p{N}][\p{L}\p{N}_.#-]{0,20}(?: [\p{Lu}\p{N}#][\p{L}\p{N}_.#-]{0,20}){0,2}[*]{0,2}:[\s*]/u;
const AS = /^[\s"“*]{0,6}As (?:the |an? )?(?!AI\b|Artificial|Large|Language|Assistant)\p{Lu}[\p{L}\p{N}_-]{0,16}(?:,|:| would)/u;
/** Words with a colon that open a part of a letter or a list, and name no speaker. */
const HEADING =
  /^[\s"“*#>]{0,6}(?:dear|subject|note|notes|step|option|options|answer|disclaimer|example|examples|conclusion|title|date|time|tip|tips|warning|important|summary|introduction|question|reason|reasons|ingredients|instructions|directions|materials|pros|cons|source|sources|ps|verse|chorus|bridge|outro|intro|scene|act|chapter|part|section|first|second|third|finally|overall|result|output|input|response|reply|decision)\b/iu;

/**
 * The parts of a reply by speaker; one part where it does not open with a speaker and change to another.
 * A part that is empty once its name is taken off is left out.
 */
export function voicesOf(reply: string): string[] {
  const lines = reply.split(/\r\n|[\n\r]/u);
  const parts: { name: string; lines: string[] }[] = [];
  for (const line of lines) {
    const name = speaker(line);
    if (name !== null || parts.length === 0) parts.push({ name: name ?? "", lines: [line.slice(name?.length ?? 0)] });
    else parts.at(-1)?.lines.push(line);
  }
  const spoken = parts.filter(({ name, lines: own }) => name !== "" || own.join("").trim() !== "");
  const names = new Set(spoken.map(({ name }) => name));
  if (spoken[0]?.name === "")
    return spoken.length > 2 && names.size > 2 && spoken[0].lines.join(" ").length < 200 ? texts(spoken.slice(1)) : [reply];
  return names.size > 1 ? texts(spoken) : spoken.length === 1 && spoken[0] !== undefined ? texts(spoken) : [reply];
}

function texts(parts: readonly { readonly lines: readonly string[] }[]): string[] {
  return parts.map(({ lines }) => lines.join("\n").trim()).filter((text) => text !== "");
}

/** Parts that a reply gives to whoever runs or labels it: no voice of its own. */
const OFFICIAL = /^[\s"“*#>\W]{0,6}(?:system|user|assistant|developer|judge|grader|evaluator|labell?er|human|ai)\b/iu;

function speaker(line: string): string | null {
  if (HEADING.test(line) || OFFICIAL.test(line)) return null;
  return BRACKETED.exec(line)?.[0] ?? AS.exec(line)?.[0] ?? NAMED.exec(line)?.[0] ?? null;
}
