const message = { role: "user", content: "My tent arrived without pegs. What shall I do?" };
const call = { messages: [message], temperature: 1, max_tokens: 60 };

/** What a seed promises. Returns the number of calls it took. */
export async function checkSeeds(checks, server) {
  let asked = 0;
  const reply = async (settings, messages = call.messages) => {
    asked += 1;
    const { choices, usage } = await server.ask({ ...call, ...settings, messages });
    return JSON.stringify([choices, usage.completion_tokens]);
  };
  const first = await reply({ seed: 7 });
  checks.that("a seed repeats byte for byte", first === (await reply({ seed: 7 })));

  const elsewhere = (word) => [{ role: "system", content: `You are ${word}. `.repeat(40) }, message];
  const [beside] = await Promise.all([reply({ seed: 7 }), reply({}, elsewhere("brief")), reply({}, elsewhere("kind")), reply({}, elsewhere("calm"))]);
  checks.that("a seed repeats byte for byte beside other calls and after them", first === beside && first === (await reply({ seed: 7 })));
  checks.that("another seed gives another reply at temperature 1", first !== (await reply({ seed: 8 })));

  const fresh = await Promise.all(Array.from({ length: 4 }, () => reply({})));
  checks.that("calls without a seed, made in the same moment, are different draws", new Set(fresh).size === fresh.length, fresh.join("\n"));
  return asked;
}
