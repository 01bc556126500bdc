/** Folds @stdlib into the one module of dist that imports it, in place: see src/stats/distributions.ts. */
import { resolve } from "node:path";
import { licenses, refuseWarnings } from "./rolldown-licenses.mjs";

export default {
  cwd: resolve(import.meta.dirname, ".."),
  platform: "node",
  input: { distributions: "src/stats/distributions.ts" },
  plugins: [licenses("distributions-licenses.txt")],
  onLog: refuseWarnings,
  transform: { target: "node22" },
  output: { dir: "dist/src/stats", format: "esm", minify: false, comments: false, entryFileNames: "[name].js" },
};
