export { expandPattern } from "./shared.js";
