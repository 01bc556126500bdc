/**
 * Bundles the Action into dist/action, which is committed: GitHub runs it as it lies there. Dead code is dropped and statements are joined
 * (1.33 MB in place of 1.51), but names and lines stay, so that it can be reviewed; without comments, two thirds of which are one licence
 * over and over: licenses.txt has each once.
 * promptfoo is never in it: sources import it for its types only, and a run spawns the user's own.
 */
import { resolve } from "node:path";
import { licenses, refuseWarnings } from "./rolldown-licenses.mjs";

const root = resolve(import.meta.dirname, "..");

/** @actions/core brings an HTTP client (685 kB of undici) for identity tokens, which the Action never asks for: its own requests go by Node's fetch. */
const withoutHttp = {
  name: "without-http",
  resolveId: { filter: { id: /^@actions\/http-client/ }, handler: () => "\0without-http" },
  load: {
    filter: { id: /^\0without-http$/ },
    handler: () =>
      'class Absent { constructor() { throw new Error("@actions/core makes no requests here"); } }\nexport { Absent as HttpClient, Absent as BearerCredentialHandler };',
  },
};

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
  plugins: [withoutHttp, licenses("licenses.txt")],
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
    codeSplitting: { groups: [{ name: "shared", test: /./, minShareCount: 2 }] },
  },
};
