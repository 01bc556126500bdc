import type { GygesError } from "../schema/error.ts";

/** Messages of `gyges run` say what to type in a shell. In a job the same is said in lines of the workflow. */
const REMEDIES: Readonly<Record<string, readonly string[]>> = {
  "config/unreadable": ["with:", "  config: path/of/the/promptfooconfig.yaml # from working-directory"],
  "config/message-var": ["with:", "  message-var: name_of_the_variable"],
  "config/unset-variable": ["with:", "  message-var: name_of_the_variable # where it is the user's turn"],
};

/** @returns the message with the lines that mend it in the workflow, where there are any */
export function inWorkflow({ code, message }: GygesError): string {
  const lines = REMEDIES[code];
  return lines === undefined ? message : [message, "  In the gyges step:", ...lines.map((line) => `    ${line}`)].join("\n");
}
