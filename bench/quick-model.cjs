"use strict";

/** Answers at once, so that what is left to measure is promptfoo's work and ours. */
module.exports = class QuickModel {
  id() {
    return "bench:quick";
  }

  async callApi(_prompt, context) {
    return {
      output: "The guest is on her way.\nDECISION: SEND",
      tokenUsage: { prompt: 60, completion: 10, total: 70 },
      metadata: { request: { temperature: context?.prompt?.config?.temperature } },
    };
  }
};
