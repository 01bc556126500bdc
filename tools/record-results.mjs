// Records what a version of promptfoo writes (`-o results.json`) of one evaluation with gyges's extension, for test/fixtures/results:
//   npm install --prefix /tmp/p --ignore-scripts --omit=optional promptfoo@0.122.2 @libsql/linux-x64-gnu@0.5.29
//   npm run build && node tools/record-results.mjs /tmp/p/node_modules/promptfoo
// The pack is that of test/fixtures/promptfoo-0.123. Paths of this machine are replaced, and the files are packed.
// Without --no-write: promptfoo before 0.123 writes a file without rows then.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const pack = join(root, "test/fixtures/promptfoo-0.123/pack");
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("name the folder of a promptfoo: node tools/record-results.mjs node_modules/promptfoo");
const promptfoo = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const out = join(root, "test/fixtures/results", promptfoo.version);
const work = mkdtempSync(join(tmpdir(), "record-"));

mkdirSync(out, { recursive: true });
for (const side of ["base", "head"]) record(side);
rmSync(work, { recursive: true });
console.log(`wrote ${relative(process.cwd(), out)}`);

function record(side) {
  const config = {
    description: `the desk, ${side}`,
    prompts: [
      { label: "desk", raw: '[{"role":"system","content":"You write for the night desk."},{"role":"user","content":"{{message}}"}]' },
    ],
    providers: [
      {
        id: `file://${relative(work, join(root, "test/fixtures/results/model.cjs"))}`,
        label: "night",
        config: { side, apiKey: "sk-config-0123456789" },
      },
    ],
    tests: [{ vars: { message: "What time is it?" }, assert: [{ type: "javascript", value: "output.length > 0" }] }],
    extensions: ["file://gyges.config.mjs:gyges"],
  };
  const options = { pack, draws: 4, manipulationCheck: "off", store: join(work, `${side}.jsonl`) };
  const entry = pathToFileURL(join(root, "promptfoo.js")).href;
  writeFileSync(
    join(work, "gyges.config.mjs"),
    `import { configure } from ${JSON.stringify(entry)};\nexport const gyges = configure(${JSON.stringify(options)});\n`,
  );
  const paths = { config: join(work, `${side}.config.json`), results: join(work, `${side}.json`) };
  writeFileSync(paths.config, JSON.stringify(config));
  const script = resolve(folder, promptfoo.bin.promptfoo);
  const quiet = ["--no-cache", "--no-table", "--no-progress-bar", "-j", "1"];
  const env = { ...process.env, PROMPTFOO_CONFIG_DIR: join(work, "home"), PROMPTFOO_DISABLE_TELEMETRY: "1", PROMPTFOO_DISABLE_UPDATE: "1" };
  const ended = spawnSync(process.execPath, [script, "eval", ...quiet, "-c", paths.config, "-o", paths.results], {
    cwd: work,
    env,
    encoding: "utf8",
  });
  // 101: the gap of this one evaluation is beyond the margin, as head's should be.
  if (![0, 101].includes(ended.status))
    throw new Error(`promptfoo ended with ${ended.status}: ${ended.stdout.slice(-2000)}${ended.stderr.slice(-2000)}`);
  const text = readFileSync(paths.results, "utf8");
  const clean = text.replaceAll(relative(work, root), "project").replaceAll(root, "/project").replaceAll(work, "project");
  writeFileSync(join(out, `${side}.json.gz`), gzipSync(clean, { level: 9 }));
}
