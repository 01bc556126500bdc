/** Log-probabilities as the OpenAI protocol has them: of the model's own distribution, at temperature 1, over the whole vocabulary. */

/** Below it, single precision has lost the small probabilities from which those at temperature 1 would be worked out (1e-45 ** 0.3 is 4e-14, of which 49,152 are 2e-9). */
export const LOWEST_TEMPERATURE = 0.3;

/** What JSON can hold of a probability of 0; OpenAI's own number for it. */
const NEVER = -9999;

/**
 * The likeliest tokens of one step and the token that was taken, with their log-probabilities at temperature 1.
 *
 * llama.cpp gives the step after tempering, p_T ~ p ** (1/T), so p ~ p_T ** T; at 0 it gives p itself. Its sums are of single precision and off by
 * 1e-4, so the whole vocabulary is summed here once more.
 *
 * @param {Map<number, number>} probabilities of the whole vocabulary, likeliest first
 */
export function stepLogprobs(probabilities, { token, temperature, top }) {
  const power = temperature === 0 ? 1 : temperature;
  let total = 0;
  for (const probability of probabilities.values()) total += probability ** power;
  const logprob = (probability) => (probability > 0 ? power * Math.log(probability) - Math.log(total) : NEVER);
  const likeliest = [];
  for (const [each, probability] of probabilities) {
    if (likeliest.length === top || probability === 0) break;
    likeliest.push({ token: each, logprob: logprob(probability) });
  }
  return { token, logprob: logprob(probabilities.get(token) ?? 0), likeliest };
}

/** Steps as the protocol writes them. */
export function renderLogprobs(steps, textOf) {
  const written = ({ token, logprob }) => {
    const text = textOf(token);
    // A token may hold a part of a letter, whose bytes the library does not give.
    return { token: text, logprob, bytes: text.includes("\uFFFD") ? null : [...Buffer.from(text, "utf8")] };
  };
  return { content: steps.map((step) => ({ ...written(step), top_logprobs: step.likeliest.map(written) })), refusal: null };
}
