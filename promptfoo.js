/** The file that an `extensions:` line names: file://node_modules/gyges/promptfoo.js:gyges */
export { configure, gyges } from "./dist/src/promptfoo/extension.js";
