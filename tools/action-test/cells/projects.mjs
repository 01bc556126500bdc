import { demoConfig, demoPrompt, PULL_REQUESTS } from "../../../dist/src/commands/demo/demo-project.js";

/** One repository with a project a verdict, each in a folder of that name, and the pull request that changes all of them. */

export const VERDICTS = ["pass", "fail", "inconclusive", "error"];

const PROMPT = "prompts/support.json";
const CONFIG = "promptfooconfig.yaml";

/** Which of the demo's changes ends so, at the first look of so many draws. A config that names no model ends before it. */
const ENDS = {
  pass: { change: "reworded", draws: 3, margin: 0.3 },
  fail: { change: "widened", draws: 3, margin: 0.1 },
  inconclusive: { change: "few-draws", draws: 2, margin: 0.1 },
  error: { change: "reworded", draws: 2, margin: 0.1 },
};

/** Lines under `with:` for a job whose matrix has the verdict. */
export const INPUTS = [
  "working-directory: ${{ matrix.verdict }}",
  'manipulation-check: "off"',
  ...["draws", "margin"].map((name) => `${name === "draws" ? "max-draws" : name}: ${byVerdict(name)}`),
];

function byVerdict(name) {
  const values = VERDICTS.map((verdict) => [verdict, ENDS[verdict][name]]);
  return `\${{ fromJSON('${JSON.stringify(Object.fromEntries(values))}')[matrix.verdict] }}`;
}

export function projects() {
  const base = VERDICTS.map((verdict) => inFolder(verdict, { [CONFIG]: demoConfig, [PROMPT]: promptOf("main") }));
  const head = VERDICTS.map((verdict) => inFolder(verdict, { [PROMPT]: promptOf(ENDS[verdict].change) }));
  const noModel = inFolder("error", { [CONFIG]: `prompts: [file://${PROMPT}]\n` });
  return { base: Object.assign({}, ...base), head: Object.assign({}, ...head, noModel) };
}

function promptOf(id) {
  return demoPrompt(PULL_REQUESTS.find((request) => request.id === id)?.lines ?? []);
}

function inFolder(folder, files) {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}
