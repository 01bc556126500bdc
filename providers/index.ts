export { ForcedChoiceProvider } from "./forced-choice.ts";
export { OrganismProvider } from "./organism.ts";
