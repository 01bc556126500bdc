import type { UnifiedConfig } from "promptfoo";
import { system } from "./prompts/system.ts";

const config: UnifiedConfig = {
  prompts: [JSON.stringify([{ role: "system", content: system }, { role: "user", content: "{{message}}" }])],
  providers: [{ id: "openai:chat:gpt-4.1-mini", config: { temperature: 0.7 } }],
  tests: [
    {
      vars: { message: "My parcel is late. Can you help?" },
      assert: [{ type: "javascript", value: (output: string) => output.includes("parcel") }],
    },
  ],
};

export default config;
