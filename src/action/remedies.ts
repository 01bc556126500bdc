import { missingKeysIn } from "../run/child/missing-key.ts";
import type { GygesError } from "../schema/error.ts";
import type { Reason, Verdict } from "../schema/verdict.ts";

/** promptfoo's output in the report folder. */
export const LOG_FILE = "promptfoo.log";

/** Messages of `gyges run` say what to type in a shell. In a job the same is said in lines of the workflow. */
const REMEDIES: Readonly<Record<string, readonly string[]>> = {
  "config/unreadable": ["with:", "  config: path/of/the/promptfooconfig.yaml # from working-directory"],
  "config/message-var": ["with:", "  message-var: name_of_the_variable"],
};

/** @returns the message with the lines that mend it in the workflow, where there are any */
export function inWorkflow({ code, message }: GygesError): string {
  const lines = REMEDIES[code];
  return lines === undefined ? ofJob(message) : inStep(message, lines);
}

/** A run's own verdict with its reasons in the words of a job. */
export function verdictOfJob(verdict: Verdict): Verdict {
  // What a cancelled job leaves is told with its way on.
  const ofReason = ({ code, text }: Reason): Reason => ({ code, text: code === "interrupted" ? text : ofJob(text) });
  const pairs = verdict.pairs.map((pair) => ({ ...pair, reasons: pair.reasons.map(ofReason) }));
  return { ...verdict, reasons: verdict.reasons.map(ofReason), pairs };
}

function ofJob(text: string): string {
  const keys = missingKeysIn(text);
  if (keys.length > 0) return withSecrets(text.split("\n")[0]!, keys);
  return AGAIN.reduce((said, [typed, clicked]) => said.replace(typed, clicked), text);
}

/** What a runner draws goes away with it, and nobody types there. */
const AGAIN: readonly (readonly [typed: RegExp, clicked: string])[] = [
  [/The draws so far are kept: run the same command again to go on\./g, "Once that is mended, re-run the job."],
  [/Its output: \S+\/promptfoo\.log/g, `Its output: ${LOG_FILE} in the report folder, unless a model had answered by then.`],
  [/Look at the replies: gyges export STORE/g, "Look at the replies: with show-outputs: summary they stand in the step summary"],
  [/Run the same command again/g, "Re-run the job"],
  [/run the same command again/g, "re-run the job"],
];

function withSecrets(said: string, keys: readonly string[]): string {
  const lines = keys.map((key) => `  ${key}: \${{ secrets.${key} }}`);
  const add = keys.map((key) => `gh secret set ${key}`).join("; ");
  return `${inStep(said, ["env:", ...lines])}\n  If it says so already, the repository lacks the secret: Settings, Secrets and variables, Actions; or ${add}`;
}

function inStep(message: string, lines: readonly string[]): string {
  return [message, "  In the gyges step:", ...lines.map((line) => `    ${line}`)].join("\n");
}
