/** The face of gyges. Named exports only: promptfoo cannot find them beside a default one. */
export { complianceGap, refusalVersusEngagement, temperatureStability } from "../assertions/index.ts";
export { BatchProvider, ForcedChoiceProvider, ManyDrawsProvider, OrganismProvider, ReplayProvider } from "../providers/index.ts";
export { GygesError } from "./schema/error.ts";
export { DrawSchema, type Draw } from "./schema/draw.ts";
export { VerdictSchema, PolicySchema, type Policy, type Verdict } from "./schema/verdict.ts";
export { LABELS, type Label } from "./schema/label.ts";
export { ScenarioSchema, type Pack, type Scenario } from "./schema/scenario.ts";
