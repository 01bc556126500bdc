export { BatchProvider } from "./batch.ts";
export { ForcedChoiceProvider } from "./forced-choice.ts";
export { ManyDrawsProvider } from "./many-draws.ts";
export { OrganismProvider } from "./organism.ts";
export { ReplayProvider } from "./replay.ts";
