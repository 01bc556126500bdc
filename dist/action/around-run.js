export { withStoredBases } from "./bases.js";
