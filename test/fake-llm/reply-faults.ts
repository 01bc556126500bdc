import type { ReplyFault } from "./faults.ts";

/** A whole reply with one thing wrong in it. The model has worked for it all the same. */
export function withReplyFault(answer: object, fault: ReplyFault | null): unknown {
  if (fault === null) return answer;
  if (fault.fault === "no-choices") return { ...answer, ...("choices" in answer ? { choices: [] } : { content: [] }) };
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === "logprob" ? null : value)));
}
