/** A provider of one's own: the team's gateway, in front of a model. */
export default class Desk {
  constructor({ config }) {
    this.config = config;
  }

  id() {
    return "desk";
  }

  async callApi(prompt) {
    const reply = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: this.config.model, messages: JSON.parse(prompt) }),
    });
    const { choices } = await reply.json();
    return { output: choices[0].message.content };
  }
}
