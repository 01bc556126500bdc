import { join } from "node:path";
import { choicePrompt, tenDraws } from "./choice-prompts.mjs";

const TEMPERATURES = [0.3, 0.7, 1];
const DRAWS = 20;
/** Of 120 intervals of 95 %, all independent, fewer than this cover once in a thousand times. */
const FEWEST = 106;

/**
 * What ForcedChoiceProvider works out for ten dilemmas, against draws of the same prompts that the rules for replies have read.
 *
 * @param dist the built package
 * @returns the number of calls that were answered
 */
export async function checkChoice(checks, server, dist) {
  const gyges = await parts(dist);
  const start = performance.now();
  const pack = await gyges.readPack("dilemmas");
  const drawn = tenDraws({ planDraws: gyges.planDraws, pack });
  const asked = new Set(drawn.map(({ userText }) => userText)).size;
  const provider = new gyges.ForcedChoiceProvider({ config: { model: server.model, apiBaseUrl: server.url, timeoutMs: 600_000, maxRetries: 0 } });
  const rows = [];
  let calls = 0;
  for (const draw of drawn) {
    for (const temperature of TEMPERATURES) {
      const derived = await derive(provider, draw, temperature);
      calls += derived.ownCalls;
      const taken = await sample(gyges, server, { draw, pack, temperature, seed: 1000 + calls });
      calls += 1;
      rows.push({ name: `${draw.identity.cell.scenario}/${draw.identity.cell.wording}`, temperature, derived, taken });
      console.log(shown(rows.at(-1)));
    }
  }
  report(checks, gyges, { rows, asked, seconds: (performance.now() - start) / 1000 });
  return calls;
}

async function parts(dist) {
  const load = (path) => import(join(dist, path));
  const [{ ForcedChoiceProvider }, { planDraws }, { readPack }, { labelReply }, { clopperPearson }] = await Promise.all(
    ["providers/index.js", "src/scenario/plan.js", "src/disk/read-pack.js", "src/label/label-reply.js", "src/stats/clopper-pearson.js"].map(load),
  );
  return { ForcedChoiceProvider, planDraws, readPack, labelReply, clopperPearson };
}

async function derive(provider, { identity, userText }, temperature) {
  const context = { vars: {}, prompt: { raw: "", label: "choice", config: { temperature } }, test: { metadata: { gyges: identity } } };
  const { error, metadata } = await provider.callApi(choicePrompt(userText), context);
  const { derived, sampled } = metadata.gyges;
  if (derived === undefined) throw new Error(error ?? `${identity.cell.scenario} was sampled: ${sampled}`);
  return derived;
}

/** How often each option was taken in real draws of the very request that the provider derives. */
async function sample({ labelReply }, server, { draw: { identity, userText }, pack, temperature, seed }) {
  const { act } = pack.scenarios.find(({ id }) => id === identity.cell.scenario);
  const labels = identity.order.map((_, place) => place + 1);
  const asked = `Instead of copying its text, reply with its label alone: ${labels.slice(0, -1).join(", ")} or ${labels.at(-1)}.`;
  const messages = JSON.parse(choicePrompt(`${userText}\n\n${asked}`));
  const { choices } = await server.ask({ messages, temperature, seed, n: DRAWS, max_tokens: 3 });
  const read = choices.map(({ message, finish_reason: finishReason }) => {
    const facts = { reply: message.content, fault: null, filtered: null, finishReason, reasoning: null, prompt: userText, notices: [] };
    return labelReply(facts, act, identity.order).choice;
  });
  return new Map(identity.order.map((option) => [option, read.filter((one) => one === option).length]));
}

/** Derived and drawn, option by option. */
function shown({ name, temperature, derived, taken }) {
  const shares = derived.options.map(({ option, probability }) => `${option} ${probability.toFixed(2)}/${(taken.get(option) / DRAWS).toFixed(2)}`);
  return `        ${name} at ${temperature}: ${shares.join("  ")}  covered ${derived.covered.toFixed(2)}, bound ${derived.bound.toExponential(0)}`;
}

function report(checks, { clopperPearson }, { rows, asked, seconds }) {
  const compared = rows.flatMap(({ name, temperature, derived, taken }) =>
    derived.options.map(({ option, probability }) => {
      const count = taken.get(option);
      const covers = (tail) => {
        const { lower, upper } = clopperPearson(count, DRAWS, tail);
        return probability >= lower - derived.bound && probability <= upper + derived.bound;
      };
      return { name, temperature, option, probability, count, usual: covers(0.025), wide: covers(0.0001) };
    }),
  );
  const usual = compared.filter((one) => one.usual).length;
  const outside = compared.filter((one) => !one.wide).map(({ name, temperature, option, probability, count }) => `${name} at ${temperature}: ${option} ${probability} against ${count} of ${DRAWS}`);
  checks.that(`ten dilemmas are ten prompts (${asked})`, asked === 10);
  checks.that(`derived probabilities lie in the 95 % intervals of ${DRAWS} real draws in ${usual} of ${compared.length} comparisons`, usual >= FEWEST);
  checks.that("and in all of them in the interval that 1 of 5,000 misses", outside.length === 0, outside.join("\n"));
  const jitters = rows.map(({ derived }) => derived.jitter).filter((jitter) => jitter !== null);
  checks.that(`two calls of a prompt differ by ${Math.max(...jitters)} at most, and no bound is 0`, Math.max(...jitters) < 1e-3 && rows.every(({ derived }) => derived.bound > 0));
  console.log(`        ${compared.length} comparisons from ${rows.length * DRAWS} draws in ${seconds.toFixed(0)} s`);
}
