/**
 * Bundles the Action into dist/action, which is committed: GitHub runs it as it lies there. Not minified, so that it can be
 * reviewed; without comments, two thirds of which are one licence over and over: licenses.txt has each once.
 * promptfoo is never in it: sources import it for its types only, and a run spawns the user's own.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

/** @actions/core brings an HTTP client (685 kB of undici) for identity tokens, which the Action never asks for. So the bundle can make no request of its own. */
const withoutHttp = {
  name: "without-http",
  resolveId: { filter: { id: /^@actions\/http-client/ }, handler: () => "\0without-http" },
  load: {
    filter: { id: /^\0without-http$/ },
    handler: () =>
      'class Absent { constructor() { throw new Error("the gyges Action makes no requests"); } }\nexport { Absent as HttpClient, Absent as BearerCredentialHandler };',
  },
};

/** The licences of what is bundled, each text once with the packages that stand under it. */
const licenses = {
  name: "licenses",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? Object.keys(chunk.modules) : []));
    const packages = new Set(modules.flatMap((id) => /node_modules\/(?:@[^/]+\/)?[^/]+(?!.*node_modules\/)/.exec(id) ?? []));
    const byText = Map.groupBy([...packages].toSorted(), licenseText);
    const parts = [...byText].map(([text, names]) => `${names.map(versioned).join("\n")}\n\n${text}\n`);
    this.emitFile({ type: "asset", fileName: "licenses.txt", source: parts.join(`\n${"-".repeat(80)}\n\n`) });
  },
};

function licenseText(folder) {
  const files = readdirSync(join(root, folder))
    .filter((name) => /^(?:licen[cs]e|notice)/i.test(name))
    .toSorted();
  if (files.length > 0) return files.map((name) => readFileSync(join(root, folder, name), "utf8").trim()).join("\n\n");
  return `${manifest(folder).license} (the package has no licence file)`;
}

function versioned(folder) {
  const { name, version } = manifest(folder);
  return `${name} ${version}`;
}

function manifest(folder) {
  const path = join(root, folder, "package.json");
  if (!existsSync(path)) throw new Error(`${folder} has no package.json`);
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Whatever cannot be resolved would be missed at run time only. */
function refuseWarnings(level, log, handle) {
  if (level === "warn") throw new Error(log.message);
  handle(level, log);
}

export default {
  cwd: root,
  platform: "node",
  input: { index: "src/action/main.ts", promptfoo: "src/promptfoo/extension.ts" },
  plugins: [withoutHttp, licenses],
  onLog: refuseWarnings,
  transform: { target: "node22" },
  output: {
    dir: "dist/action",
    format: "esm",
    minify: false,
    minifyInternalExports: false,
    comments: false,
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: { groups: [{ name: "shared", test: /./, minShareCount: 2 }] },
  },
};
