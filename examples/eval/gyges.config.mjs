import { configure } from "gyges/promptfoo.js";

export const gyges = configure({ pack: "core", draws: 4 });
