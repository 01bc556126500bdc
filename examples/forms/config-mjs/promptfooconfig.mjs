const temperatures = [0.3, 0.9];

export default {
  prompts: ["file://prompts/support.json"],
  providers: temperatures.map((temperature) => ({
    id: "openai:chat:gpt-4.1-mini",
    label: `mini at ${temperature}`,
    config: { temperature },
  })),
  tests: [{ vars: { message: "My parcel is late. Can you help?" } }],
};
