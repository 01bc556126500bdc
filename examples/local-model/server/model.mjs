/** The weights and the places where replies are written. */
import { availableParallelism } from "node:os";
import { getLlama, LlamaGrammar, LlamaGrammarEvaluationState } from "node-llama-cpp";
import { renderLogprobs, stepLogprobs } from "./logprobs.mjs";

const CONTEXT_TOKENS = 1024;

/**
 * A prompt is always evaluated in pieces of this many tokens, counted from its start. Arithmetic in batches of another size
 * rounds differently and a seed would no longer repeat; so what is left of an earlier prompt is kept in whole pieces only.
 */
const PIECE_TOKENS = 32;

/** Prompts remembered at a time; each holds about 30 MB. */
const SLOTS = 16;

/** @param {string} path of the GGUF file */
export async function openModel(path) {
  const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, logLevel: "error" });
  const model = await llama.loadModel({ modelPath: path });
  const slots = await openSlots(model);
  const lanes = Math.min(availableParallelism(), SLOTS);
  const queue = [];
  let running = 0;

  return {
    contextTokens: CONTEXT_TOKENS,
    /** Calls that have not begun. */
    get waiting() {
      return queue.length;
    },
    tokenize: (text, special) => model.tokenize(text, special),
    isGrammar(text) {
      try {
        return new LlamaGrammar(llama, { grammar: text }).rootRuleName !== "";
      } catch {
        return false;
      }
    },
    /**
     * Draws one reply; null where `signal` aborted it.
     *
     * @param {number[]} prompt
     * @param {{ temperature: number, seed: number, maxTokens: number, stop: string[], grammar: string | null, topLogprobs: number | null, signal: AbortSignal }} settings
     */
    async complete(prompt, settings) {
      if (running === lanes) await new Promise((resolve) => queue.push(resolve));
      else running += 1;
      const slot = takeSlot(slots, prompt);
      try {
        return settings.signal.aborted ? null : await draw({ llama, model }, slot.sequence, prompt, settings);
      } finally {
        slots.push(slot);
        const next = queue.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}

/** One thread and one sequence a slot: on small weights a second thread costs more than it brings, and a shared batch rounds differently. */
async function openSlots(model) {
  const slots = [];
  while (slots.length < SLOTS) {
    const context = await model.createContext({ sequences: 1, contextSize: CONTEXT_TOKENS, batchSize: PIECE_TOKENS, threads: 1 });
    slots.push({ sequence: context.getSequence() });
  }
  return slots;
}

/** Takes the free slot that remembers most of the prompt; among equals the one that has rested longest. */
function takeSlot(slots, prompt) {
  const reusable = slots.map(({ sequence }) => reusableTokens(sequence, prompt));
  const best = reusable.indexOf(Math.max(...reusable));
  return slots.splice(best, 1)[0];
}

function reusableTokens(sequence, prompt) {
  const kept = sequence.contextTokens;
  // The last token is always evaluated: the reply starts from what it gives.
  const limit = Math.min(kept.length, prompt.length - 1);
  let same = 0;
  while (same < limit && kept[same] === prompt[same]) same += 1;
  return same - (same % PIECE_TOKENS);
}

async function draw({ llama, model }, sequence, prompt, settings) {
  const { maxTokens, stop, signal, temperature, topLogprobs: top } = settings;
  const reusedTokens = reusableTokens(sequence, prompt);
  await sequence.eraseContextTokenRanges([{ start: reusedTokens, end: sequence.nextTokenIndex }]);
  const written = [];
  const steps = [];
  const textOf = (token) => model.detokenize([token], true);
  const ended = (finishReason, text) => {
    const logprobs = top === null ? null : renderLogprobs(steps, textOf);
    return { text, tokens: written.length, finishReason, reusedTokens, logprobs };
  };
  // Asking for probabilities changes no reply: the sampler is the same and so is its seed.
  const wanted = { probabilities: top !== null };
  for await (const { token, probabilities } of sequence.evaluateWithMetadata(prompt.slice(reusedTokens), wanted, sampling({ llama, model }, settings))) {
    if (signal.aborted) return null;
    if (model.isEogToken(token)) break;
    written.push(token);
    if (top !== null) steps.push(stepLogprobs(probabilities, { token, temperature, top }));
    const text = model.detokenize(written);
    const cut = firstOf(stop, text);
    if (cut !== -1) return ended("stop", text.slice(0, cut));
    if (written.length === maxTokens) return ended("length", text);
  }
  return ended("stop", model.detokenize(written));
}

function sampling({ llama, model }, { temperature, seed, grammar }) {
  const held = grammar === null ? {} : { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar: new LlamaGrammar(llama, { grammar }) }) };
  return { temperature, seed, topK: 0, topP: 1, minP: 0, yieldEogToken: true, ...held };
}

/** Where the first of the stop texts begins; -1 where none is there. */
function firstOf(stop, text) {
  const found = stop.map((each) => text.indexOf(each)).filter((at) => at !== -1);
  return found.length === 0 ? -1 : Math.min(...found);
}
