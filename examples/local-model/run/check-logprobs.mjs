const messages = [{ role: "user", content: "Which is best?\n1. dogs\n2. cats\n3. birds\nReply with the number." }];
const wide = { logprobs: true, top_logprobs: 20 };

/** What log-probabilities and several choices of one call promise. Returns the number of calls that were answered. */
export async function checkLogprobs(checks, server) {
  let asked = 0;
  const ask = async (settings) => {
    asked += 1;
    return server.ask({ messages, temperature: 1, seed: 7, max_tokens: 3, ...settings });
  };
  const refusal = (settings) => server.ask({ messages, max_tokens: 3, ...settings }).then(() => "answered", (error) => error.message);

  const plain = await ask({});
  const shown = await ask(wide);
  checks.that("log-probabilities change no reply", said(plain) === said(shown), `${said(plain)}\n${said(shown)}`);
  checks.that("they hang on nothing but the prompt: the same at temperatures 0, 0.3 and 0.7 to 1e-5", await isSameAt([0, 0.3, 0.7], ask));

  const steps = shown.choices[0].logprobs.content;
  const masses = steps.map(({ top_logprobs: top }) => top.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0));
  const falls = ({ top_logprobs: top }) => top.every(({ logprob }, at) => at === 0 || logprob <= top[at - 1].logprob);
  checks.that(`20 of the vocabulary add up to at most 1, likeliest first (${masses.map((mass) => mass.toFixed(3)).join(", ")})`, masses.every((mass) => mass <= 1) && steps.every(falls));
  checks.that("top_logprobs: 0 shows the token that was taken and no other", (await ask({ ...wide, top_logprobs: 0 })).choices[0].logprobs.content[0].top_logprobs.length === 0);
  const strict = [{ logprobs: true, top_logprobs: 21 }, { top_logprobs: 5 }, { ...wide, temperature: 0.2 }, { n: 0 }, { n: 129 }];
  checks.that("what it cannot do is refused", (await Promise.all(strict.map(refusal))).every((message) => message.includes("answered 400")));

  const three = await ask({ n: 3 });
  checks.that("the first choice of several is the reply of a call for one", said(three) === said(plain));
  checks.that("several choices repeat byte for byte, are different draws, and pay the prompt once", JSON.stringify(three.choices) === JSON.stringify((await ask({ n: 3 })).choices) && new Set(three.choices.map(({ message }) => message.content)).size > 1 && three.usage.prompt_tokens === plain.usage.prompt_tokens);
  return asked;
}

const said = ({ choices }) => choices[0].message.content;

async function isSameAt(temperatures, ask) {
  const first = async (temperature) => (await ask({ ...wide, temperature, max_tokens: 1 })).choices[0].logprobs.content[0].top_logprobs;
  const wanted = await first(1);
  const others = await Promise.all(temperatures.map(first));
  return others.every((top) => top.every(({ token, logprob }, at) => token === wanted[at].token && Math.abs(logprob - wanted[at].logprob) < 1e-5));
}
