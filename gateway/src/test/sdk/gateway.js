// Where the gateway under test is, and what its models are called.
export const url = process.env.GATEWAY_URL;
export const apiKey = process.env.GATEWAY_KEY;

/** Every kind of upstream: the one inside the gateway, one with OpenAI's wire, one with Anthropic's. */
export const models = ["interline/simulator", "acme/chat", "acme/claude"];

/** Upstreams on sockets fail as the question tells them to. */
export const failing = ["acme/chat", "acme/claude"];

/** What a tool of the tests needs to be told. */
export const weather = {
  type: "object",
  properties: { city: { type: "string" }, days: { type: "integer" } },
  required: ["city", "days"],
  additionalProperties: false,
};
