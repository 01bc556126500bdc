import { code } from "../../report/escape.ts";
import { markerOf } from "../../report/marker.ts";
import { stampLine, type Stamp } from "./stamp.ts";

/** GitHub refuses a comment above 65,536 characters with 422; the report itself keeps to 60,000. */
const MAX_BODY_LENGTH = 65_000;

export interface Wording {
  readonly key: string;
  readonly stamp: Stamp;
  /** The verdict as Markdown. */
  readonly text: string;
  /** Sentences in Markdown that stand above the verdict. */
  readonly notes: readonly string[];
}

/** What is written: marker, stamp, notes, report. Where that is too long, its headline alone. */
export function commentBody(wording: Wording): string {
  const body = composed(wording, wording.text);
  return body.length <= MAX_BODY_LENGTH ? body : shortBody(wording);
}

/** The first paragraph, which holds verdict and reason, for where GitHub takes no more. */
export function shortBody(wording: Wording): string {
  const [headline = ""] = wording.text.split("\n\n", 1);
  return composed(wording, `${headline.slice(0, 2000)}\n\nThe report is too long for a comment: it is in the summary of the job.`);
}

/** A note for a verdict that came late. */
export function movedOn(judged: string, now: string): string {
  return `This verdict is about ${code(judged.slice(0, 12))}. The pull request has moved on to ${code(now.slice(0, 12))} since.`;
}

function composed({ key, stamp, notes }: Wording, report: string): string {
  const parts = [...notes.map((note) => `> ${note}`), report.trim()];
  return `${markerOf(key)}\n${stampLine(stamp)}\n${parts.join("\n\n")}\n`;
}
