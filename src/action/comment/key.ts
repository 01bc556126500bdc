import * as z from "zod";

/** The name by which a job finds its own comment again, among those of other jobs on the same pull request. */

const MAX_LENGTH = 100;

export const CommentKeySchema = z
  .string()
  .max(MAX_LENGTH)
  .regex(/^[\w .,:()+/-]+$/, "wanted letters, digits, blanks and any of . , : ( ) + / - _");

/** `<workflow>/<job>`, which two jobs of a repository seldom share; what a key may not hold becomes a hyphen. */
export function defaultKey(workflow: string | undefined, job: string | undefined): string {
  const key = `${workflow ?? ""}/${job ?? ""}`.replace(/[^\w .,:()+/-]/g, "-").slice(0, MAX_LENGTH);
  return key === "/" ? "gyges" : key;
}

/** The one file of that artifact. */
export const REPORT_FILE = "gyges-report.json";

/** Name of the artifact that carries the report to the second stage; GitHub refuses slashes and colons in it. */
export function artifactName(key: string): string {
  return `gyges-report-${key.replace(/[^\w.-]+/g, "-")}`;
}
