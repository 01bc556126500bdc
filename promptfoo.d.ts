export { configure, gyges } from "./dist/src/promptfoo/extension.js";
