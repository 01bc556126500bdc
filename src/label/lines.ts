/** The lines of a text, whichever signs its writer breaks them by; blank ones too. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/u);
}
