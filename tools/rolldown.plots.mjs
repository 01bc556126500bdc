/** Folds Vega and Vega-Lite into the one module of dist that imports them, in place: see src/report/html/svg.ts. */
import { resolve } from "node:path";
import { licenses, refuseWarnings } from "./rolldown-licenses.mjs";

export default {
  cwd: resolve(import.meta.dirname, ".."),
  platform: "node",
  input: { svg: "src/report/html/svg.ts" },
  plugins: [licenses("svg-licenses.txt")],
  onLog: refuseWarnings,
  transform: { target: "node22" },
  output: { dir: "dist/src/report/html", format: "esm", minify: true, comments: false, entryFileNames: "[name].js" },
};
