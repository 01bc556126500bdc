/** An output in its two channels. */
export interface Split {
  /** The answer alone; empty where it never came. */
  readonly reply: string;
  /** Null where none can be read. */
  readonly reasoning: string | null;
}

/**
 * Splits an output that arrived as JSON: a list of content blocks, or a message whose reasoning is a field of its own. Null for any
 * other output, also for a JSON answer of the model's own, whatever its keys are called.
 *
 * | from | form |
 * |---|---|
 * | Anthropic's and Mistral's blocks | `{"type":"thinking","thinking":…}`, `{"type":"redacted_thinking"}`, `{"type":"text","text":…}` |
 * | OpenAI's output items | `{"type":"reasoning","summary":[{"text":…}]}`, `{"type":"message","content":[{"text":…}]}` |
 * | Gemini's parts | `{"text":…,"thought":true}`, `{"text":…}` |
 * | a chat message with tool calls | `{"role":"assistant","content":…,"reasoning_content":…}` |
 *
 * The answer is the text of the other blocks; where one of them is no text, such as a tool call, it is their JSON.
 */
export function splitBlocks(output: string): Split | null {
  const bare = output.trim();
  if (!/^(?:\[\s*\{|\{\s*")/.test(bare.slice(0, 200)) || !/[\]}]$/.test(bare.slice(-1))) return null;
  const parsed = parsedJson(bare);
  if (Array.isArray(parsed)) return ofList(parsed.filter(isRecord), parsed.length);
  return isRecord(parsed) ? ofMessage(parsed) : null;
}

type Json = Readonly<Record<string, unknown>>;

const REASONING_TYPES: ReadonlySet<unknown> = new Set(["thinking", "redacted_thinking", "reasoning"]);

function ofList(blocks: readonly Json[], length: number): Split | null {
  const reasoning = blocks.filter(isReasoning);
  if (blocks.length !== length || reasoning.length === 0) return null;
  const answer = blocks.filter((block) => !isReasoning(block));
  const texts = answer.map(answerText);
  const reply = texts.every((text) => text !== null) ? texts.join("\n\n").trim() : JSON.stringify(answer);
  return { reply, reasoning: filled(reasoning.map(reasoningText).join("\n\n")) };
}

function ofMessage(message: Json): Split | null {
  const { reasoning_content: own, reasoning: other, ...rest } = message;
  const reasoning = own ?? other;
  if (message["role"] !== "assistant" || !("content" in message) || typeof reasoning !== "string") return null;
  const { role: _role, content, ...more } = rest;
  const isText = typeof content === "string" && Object.values(more).every((value) => value === null || value === undefined);
  return { reply: isText ? content.trim() : JSON.stringify(rest), reasoning: filled(reasoning) };
}

function isReasoning(block: Json): boolean {
  return REASONING_TYPES.has(block["type"]) || block["thought"] === true;
}

/** Null for a block that is no text. */
function answerText(block: Json): string | null {
  const { type, text, content } = block;
  if (typeof text === "string") return text;
  return type === "message" ? joined(content) : null;
}

/** Empty for a redacted block, and for one whose text the provider keeps. */
function reasoningText({ type, thinking, text, summary, content }: Json): string {
  if (type === "redacted_thinking") return "";
  return [thinking, text, summary, content]
    .map((part) => (typeof part === "string" ? part : (joined(part) ?? "")))
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The texts of a list of parts; null where it is no list. */
function joined(parts: unknown): string | null {
  if (!Array.isArray(parts)) return null;
  return parts
    .filter(isRecord)
    .map(({ text }) => (typeof text === "string" ? text : ""))
    .join("\n");
}

function filled(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
