export { OrganismProvider } from "./organism.ts";
