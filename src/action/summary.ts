/** GitHub drops a step's whole summary above 1 MiB, with an error (actions/runner, AttachmentSizeLimit). */
export const MAX_SUMMARY_BYTES = 900 * 1024;

const CUT = "\n\n*The rest is in the report file.*\n";

/**
 * The report as a step summary, cut behind a whole line where it is too long.
 *
 * @param outputs what the model wrote: all of it or nothing, since half of it would leave its fence open
 */
export function stepSummary(markdown: string, outputs: string | null = null): string {
  const whole = outputs === null ? markdown : `${markdown}\n${outputs}`;
  if (Buffer.byteLength(whole) <= MAX_SUMMARY_BYTES) return whole;
  const bytes = Buffer.from(markdown);
  if (bytes.length <= MAX_SUMMARY_BYTES) return markdown;
  const room = bytes.subarray(0, MAX_SUMMARY_BYTES - Buffer.byteLength(CUT));
  const end = room.lastIndexOf("\n");
  return (end === -1 ? "" : room.subarray(0, end).toString()) + CUT;
}
