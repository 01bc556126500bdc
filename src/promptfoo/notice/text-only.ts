/**
 * Providers that put the prompt as it stands into a request of another form: a body that the config spells out, or the text that a completion
 * goes on from. A list of messages would arrive there as the JSON that it is, so a prompt of plain text stays plain text.
 */
const TEXT_ONLY = /^(?:(?:https?|wss?|websocket)(?::|$)|[\w-]+:(?:completion|text-generation)(?::|$)|ollama:(?!chat:|embeddings?:))/;

/** @param providerId as promptfoo names a live provider (of a target by HTTP that is its address), or as the config does */
export function takesText(providerId: string | null): boolean {
  return providerId !== null && TEXT_ONLY.test(providerId);
}
