import { parseStrict } from "../schema/parse.ts";
import { PlanReportSchema, type PlanReport } from "../schema/plan-report.ts";
import { safeJson } from "./safe-json.ts";

/** The plan as a document: two spaces, keys in the order of the schema, a newline at the end. Parsed once more on the way out. */
export function planJson(report: PlanReport): string {
  const parsed = parseStrict(PlanReportSchema, report, {
    where: "the plan that was to be written",
    example: '{"schema": "gyges.plan/1", …}',
    code: "report/not-a-plan",
    kind: "data",
  });
  return `${safeJson(parsed, 2)}\n`;
}
