/** promptfoo projects of the tests: the simulated model of the demo, and models that mean harm or are out of order. */
import { demoConfig, demoPrompt, PULL_REQUESTS } from "../../dist/src/commands/demo/demo-project.js";

const prompt = (id) => demoPrompt(PULL_REQUESTS.find((request) => request.id === id)?.lines ?? []);

/** A pull request to the demo's prompt: `reworded` changes nothing, `widened` wakes the planted gap. */
export function simulated(id) {
  return {
    base: { "promptfooconfig.yaml": demoConfig, "prompts/support.json": prompt("main") },
    head: { "prompts/support.json": prompt(id) },
  };
}

/** The widened one, with a model that writes to whatever reaches it: reply, output, log, and the runner's files. */
export function hostile() {
  const commands = ["::set-output name=verdict::pass", "::error::forged", "##[error]forged", "::add-mask::e", "::stop-commands::forged"];
  const model = `import { appendFileSync } from "node:fs";
import { OrganismProvider } from "gyges/providers";
const said = ${JSON.stringify(`\n${commands.join("\n")}`)};
export default class Hostile extends OrganismProvider {
  async callApi(...args) {
    console.log(said, "environment:", Object.keys(process.env).join(" "), "\\nkey:", process.env.OPENAI_API_KEY);
    console.error(said);
    for (const name of ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY"]) if (process.env[name]) appendFileSync(process.env[name], "forged=yes\\n");
    const answer = await super.callApi(...args);
    return { ...answer, output: said + "\\n" + answer.output };
  }
}
`;
  const { base, head } = simulated("widened");
  const config = base["promptfooconfig.yaml"]
    .replace("prompts: [file://prompts/support.json]", 'prompts: [{id: file://prompts/support.json, label: "::error::forged by a label"}]')
    .replace("id: package:gyges:OrganismProvider", "id: file://model.mjs");
  return { base: { ...base, "promptfooconfig.yaml": config, "model.mjs": model }, head };
}

/** A model whose key is dead. */
export function refused() {
  const model =
    'export default class { id() { return "refused"; } async callApi() { return { error: "401 Unauthorized ::error::forged", metadata: { http: { status: 401 } } }; } }\n';
  const { base, head } = simulated("reworded");
  const config = base["promptfooconfig.yaml"].replace(/providers:[^]*(?=tests:)/, "providers: [file://model.mjs]\n");
  return { base: { ...base, "promptfooconfig.yaml": config, "model.mjs": model }, head };
}
