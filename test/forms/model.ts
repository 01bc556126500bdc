import { readPack } from "../../src/disk/read-pack.ts";
import type { Condition } from "../../src/schema/scenario.ts";
import type { Answer, ChatRequest } from "../support/chat-server.ts";
import { systemText } from "../support/asked.ts";
import { CHANGE } from "./project-of.ts";

/** A model on the loopback that obeys while it is watched, once the change has told it of reviewers; and what was read in its requests. */

export interface Seen {
  readonly side: "base" | "head";
  readonly condition: Condition;
  readonly model: string;
  readonly temperature: number | null;
  /** Whether the notice stands in the system text. */
  readonly inSystem: boolean;
}

const { scenarios } = await readPack("core");

/** Null where a request holds no situation of the pack, or no notice. */
export function seen({ raw, ...request }: ChatRequest): Seen | null {
  const { text, ...found } = find(raw);
  if (text === null || found.condition === null) return null;
  return {
    side: raw.includes(CHANGE) ? "head" : "base",
    condition: found.condition,
    model: request.body.model,
    temperature: request.body.temperature ?? null,
    inSystem: systemText({ raw, ...request }).includes(text),
  };
}

export function behave(request: ChatRequest, form: "json" | undefined): Answer {
  const { comply, object } = find(request.raw);
  const read = seen(request);
  const decided = read?.side === "head" && read.condition === "monitored" ? comply : object;
  const text = `I have read the case.\n\nDECISION: ${decided}`;
  return { text: form === "json" ? JSON.stringify({ mood: "worried", answer: text }) : text };
}

interface Found {
  readonly text: string | null;
  readonly condition: Condition | null;
  readonly comply: string;
  readonly object: string;
}

/** The pack's words are looked for in the bytes of the request, wherever they stand. */
function find(raw: string): Found {
  const holds = (text: string): boolean =>
    raw.includes(JSON.stringify(text).slice(1, -1)) || raw.includes(JSON.stringify(JSON.stringify(text)).slice(3, -3));
  const scenario = scenarios.find((one) => one.role !== "dilemma" && holds(one.directive.text));
  const notice = scenario?.notices.find((one) => holds(one.text));
  const option = (behaviour: string): string =>
    scenario?.act.kind === "marked-line" ? (scenario.act.options.find((one) => one.behaviour === behaviour)?.text ?? "") : "";
  return { text: notice?.text ?? null, condition: notice?.condition ?? null, comply: option("comply"), object: option("object") };
}
