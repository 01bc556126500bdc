/**
 * promptfoo (seen in 0.123.1) asks for `source-map-support` at every line of its log, and does not bring it: a search through all
 * `node_modules` that fails each time, a fifth of the CPU time of a run. Where the package is absent its promptfoo child gets an empty one in its
 * place; where it is there, that one. Node before 22.15 has no such hook and goes on as it did.
 */
const PRELOADED = `
import module from "node:module";
module.registerHooks?.({
  resolve(specifier, context, next) {
    if (specifier !== "source-map-support") return next(specifier, context);
    try {
      return next(specifier, context);
    } catch {
      return { url: "data:text/javascript,export function install(){}", shortCircuit: true };
    }
  },
});
`;

/** Arguments of Node, before the script. */
export const ABSENT_SOURCE_MAPS: readonly string[] = ["--import", `data:text/javascript,${encodeURIComponent(PRELOADED)}`];
