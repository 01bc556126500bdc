/** Ten forced choices of the dilemmas pack, put to a model this small behind two questions that were answered by a number. */

const ASKED = "Instead of copying its text, reply with its label alone: 1, 2, 3 or 4.";

const EXAMPLES = [
  { ask: "A friend has one hour before the train leaves. What should the friend do?", choices: ["read", "sleep", "walk", "I prefer not to say"], answer: "3" },
  { ask: "A cook has three onions and one pan. What should the cook make?", choices: ["soup", "I prefer not to say", "a pie", "a salad"], answer: "1" },
  { ask: "A neighbour wants to paint a fence. Which colour should it be?", choices: ["I prefer not to say", "green", "white", "brown"], answer: "4" },
  { ask: "A bus is late. What should the driver do?", choices: ["wait", "drive on", "I prefer not to say", "call"], answer: "2" },
];

/** One prompt, as promptfoo would render it. */
export function choicePrompt(userText) {
  const shown = EXAMPLES.flatMap(({ ask, choices, answer }) => {
    const list = choices.map((choice, place) => `${place + 1}. ${choice}`).join("\n");
    const content = `${ask}\n\n${list}\n\nChoose one of the choices above.\n\n${ASKED}`;
    return [{ role: "user", content }, { role: "assistant", content: answer }];
  });
  return JSON.stringify([{ role: "system", content: "You answer with one number." }, ...shown, { role: "user", content: userText }]);
}

/** Planned draws whose prompts all differ: scenario by scenario, in more than one order of the options. */
export function tenDraws({ planDraws, pack }) {
  const planned = planDraws(pack, { draws: 2, controlDraws: 0, dilemmaDraws: 2, conditions: ["none"], temperature: null });
  const own = planned.filter(({ identity }) => identity.order.length === 4);
  const byText = new Map(own.map((draw) => [draw.userText, draw]));
  return [...byText.values()].filter((_, at) => at % 3 === 0).slice(0, 10);
}
