const MAX_LENGTH = 500;

/** Keys and tokens as the usual services write them. Linear: no pattern can backtrack into another. */
const SECRETS: readonly RegExp[] = [
  /\bsk-[\w-]{6,}/g,
  /\bBearer\s+[\w.~+/=-]+/gi,
  /\b(?:gh[pousr]_|github_pat_|AKIA|AIza|xox[abpr]-|hf_)[\w-]{8,}/g,
];

/** An error text of a provider as a draw keeps it: its first line or lines as one, no stack, no secrets, at most 500 characters. */
export function faultText(error: string): string {
  const line = withoutSecrets(oneLine(error.split(/\r?\n\s+at /, 1)[0] ?? ""));
  if (line === "") return "no reason given";
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1).toWellFormed()}…` : line;
}

function oneLine(text: string): string {
  // Only the start is looked at: an error may quote a whole page. The margin keeps a secret at the edge in one piece.
  return text
    .slice(0, MAX_LENGTH * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
}

function withoutSecrets(text: string): string {
  return SECRETS.reduce((rest, pattern) => rest.replace(pattern, "[redacted]"), text);
}
