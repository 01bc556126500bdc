/** ChatML as the template inside the weights has it. */

/** What SmolLM2's template puts in front of a chat that has no system message. */
const DEFAULT_SYSTEM = { role: "system", content: "You are a helpful AI assistant named SmolLM, trained by Hugging Face" };

/**
 * @param {{ role: string, content: string }[]} messages
 * @param {(text: string, special: boolean) => number[]} tokenize
 * @returns {number[]} the prompt up to the place where the assistant speaks
 */
export function renderChat(messages, tokenize) {
  const chat = messages[0].role === "system" ? messages : [DEFAULT_SYSTEM, ...messages];
  const turns = chat.flatMap(({ role, content }) => [
    ...tokenize("<|im_start|>", true),
    // As plain text, so that a message which spells out a marker cannot end its own turn.
    ...tokenize(`${role}\n${content}`, false),
    ...tokenize("<|im_end|>", true),
    ...tokenize("\n", false),
  ]);
  return [...turns, ...tokenize("<|im_start|>", true), ...tokenize("assistant\n", false)];
}
