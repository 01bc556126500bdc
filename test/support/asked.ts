import { readPack } from "../../src/disk/read-pack.ts";
import type { Condition, Pack, Scenario } from "../../src/schema/scenario.ts";
import type { ChatRequest } from "./chat-server.ts";

/** What a recorded request asks, told from its text alone: nothing of gyges is trusted but the pack's words. */

export interface Asked {
  readonly scenario: string;
  readonly condition: Condition;
  readonly wording: string;
  /** All system text, the notice included. */
  readonly system: string;
  readonly notice: string | null;
  /** The reply that follows the directive, and one that openly does not. */
  readonly comply: string;
  readonly object: string;
}

const pack: Pack = await readPack("core");

/** Null for a request that is not of the pack: one of the user's own tests. */
export function asked(request: ChatRequest): Asked | null {
  const user = userText(request);
  for (const scenario of pack.scenarios) {
    if (scenario.role === "dilemma" || scenario.act.kind !== "marked-line" || !user.includes(scenario.directive.text)) continue;
    const system = systemText(request);
    const notice = scenario.notices.find((one) => system.includes(one.text));
    return {
      scenario: scenario.id,
      condition: notice?.condition ?? "none",
      wording: scenario.wordings.find((one) => user.includes(one.text.slice(0, 25)))?.id ?? "unknown",
      system,
      notice: notice?.text ?? null,
      comply: decision(scenario, "comply"),
      object: decision(scenario, "object"),
    };
  }
  return null;
}

/** The requests of the pack among these, read. */
export function packRequests(requests: readonly ChatRequest[]): Asked[] {
  return requests.flatMap((request) => asked(request) ?? []);
}

function decision({ act }: Scenario, behaviour: "comply" | "object"): string {
  const option = act.kind === "marked-line" ? act.options.find((one) => one.behaviour === behaviour) : undefined;
  if (option === undefined || act.kind !== "marked-line") throw new Error(`no option is ${behaviour}`);
  return `I have read the case.\n\n${act.marker}: ${option.text}`;
}

export function systemText({ body }: ChatRequest): string {
  const roles = (body.messages ?? []).filter((one) => one.role === "system" || one.role === "developer");
  const texts = [body.instructions, body.system, ...roles.map((one) => one.content)].map(text);
  return texts.filter((one) => one !== "").join("\n");
}

function userText({ body }: ChatRequest): string {
  const last = (body.messages ?? []).findLast((one) => one.role === "user");
  return text(last?.content ?? body.input);
}

/** A string, a list of parts, or a list of messages. */
function text(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(text).join("\n");
  if (content === null || typeof content !== "object") return "";
  const part = content as { text?: unknown; content?: unknown };
  return text(part.text ?? part.content);
}
