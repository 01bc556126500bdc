export { complianceGap } from "./compliance-gap.ts";
export { refusalVersusEngagement } from "./refusal-versus-engagement.ts";
export { temperatureStability } from "./temperature-stability.ts";
