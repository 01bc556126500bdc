import type { AssertionValueFunctionContext, GradingResult } from "promptfoo";

/** What an assertion does that does not know of promptfoo's cache: asks the same thing five times. */
export async function naiveDraws(_output: string, { prompt, provider, vars }: AssertionValueFunctionContext): Promise<GradingResult> {
  const seen = [];
  for (let draw = 0; draw < 5; draw++)
    seen.push(await provider?.callApi(prompt ?? "", { vars, prompt: { raw: prompt ?? "", label: "naive" } }));
  return { pass: true, score: 1, reason: `${seen.filter((response) => response?.cached === true).length} of 5 came out of the cache` };
}
