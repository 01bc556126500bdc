/**
 * Bundles the Action into dist/action, which is committed: GitHub runs it as it lies there. Dead code is dropped and statements are joined
 * (1.33 MB in place of 1.51), but names and lines stay, so that it can be reviewed; without comments, two thirds of which are one licence
 * over and over: licenses.txt has each once.
 * promptfoo is never in it: sources import it for its types only, and a run spawns the user's own.
 */
import { resolve } from "node:path";
import { licenses, refuseWarnings } from "./rolldown-licenses.mjs";

const root = resolve(import.meta.dirname, "..");

/** What packages bring along and no job comes to: each stands there as a stub that says so where it is reached after all. */
export const ABSENT = {
  // 685 kB of undici for identity tokens, which the Action never asks for: its own requests go by Node's fetch.
  "@actions/http-client":
    'class Absent { constructor() { throw new Error("@actions/core makes no requests here"); } }\nexport { Absent as HttpClient, Absent as BearerCredentialHandler };',
  // Programs that tell the platform.
  "@actions/exec": 'export function getExecOutput() { throw new Error("@actions/core starts no programs here"); }',
  // The bar of a terminal, and a job has none.
  "cli-progress": 'export class SingleBar { constructor() { throw new Error("a job has no terminal"); } }',
  // Switched on by a variable of the environment, which nobody sets for the quantiles of a distribution.
  debug: "module.exports = () => () => undefined;",
  // Puts values into the messages of errors that no figure of ours brings about.
  "@stdlib/string-format": "module.exports = String;",
};

const withoutAbsent = {
  name: "without-absent",
  resolveId: {
    filter: { id: new RegExp(`^(?:${Object.keys(ABSENT).join("|")})(?:/|$)`) },
    handler: (id) => `\0absent:${Object.keys(ABSENT).find((name) => id === name || id.startsWith(`${name}/`))}`,
  },
  load: { filter: { id: /^\0absent:/ }, handler: (id) => ABSENT[id.slice("\0absent:".length)] },
};

/** Shared by two chunks that are imported on demand, so that no job loads it which stores no bases. */
const ON_DEMAND = /src\/run\/baseline\/(?!too-thin)|src\/disk\/baseline-store/;
/** Likewise: what tells how much a run can see, which a job that makes no call has no use for. */
const POWER = /src\/verdict\/power\/(?!run-size)|src\/run\/baseline\/too-thin|src\/disk\/earlier-store/;

export default {
  cwd: root,
  platform: "node",
  // The same code as modules: of those, what nobody calls is dropped; yaml's build for Node comes as one piece.
  resolve: { alias: { yaml: resolve(root, "node_modules/yaml/browser/dist/index.js") } },
  input: {
    index: "src/action/main.ts",
    post: "src/action/post-main.ts",
    comment: "src/action/comment-main.ts",
    merge: "src/action/merge-main.ts",
    promptfoo: "src/promptfoo/extension.ts",
  },
  plugins: [withoutAbsent, licenses("licenses.txt")],
  onLog: refuseWarnings,
  transform: { target: "node22" },
  output: {
    dir: "dist/action",
    format: "esm",
    minify: { compress: { target: "node22" }, mangle: false, codegen: { removeWhitespace: false } },
    minifyInternalExports: false,
    comments: false,
    cleanDir: true,
    entryFileNames: "[name].js",
    // Imported on demand: what opens sealed packs, what compares nights, and the judge that no step can ask for.
    chunkFileNames: ({ facadeModuleId }) => (facadeModuleId?.includes("age-encryption") ? "age.js" : "[name].js"),
    codeSplitting: {
      groups: [
        { name: "shared", test: (id) => !ON_DEMAND.test(id) && !POWER.test(id), minShareCount: 2, priority: 1 },
        { name: "bases", test: ON_DEMAND },
        { name: "power", test: POWER },
      ],
    },
  },
};
