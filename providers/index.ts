export { BatchProvider } from "./batch.ts";
export { OrganismProvider } from "./organism.ts";
export { ReplayProvider } from "./replay.ts";
