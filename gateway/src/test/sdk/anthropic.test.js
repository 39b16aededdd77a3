import assert from "node:assert/strict";
import { test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { apiKey, failing, models, url, weather } from "./gateway.js";

const client = new Anthropic({ baseURL: `${url}/api`, apiKey, maxRetries: 0 });
const ask = (text) => [{ role: "user", content: text }];
const tools = [{ name: "get_weather", description: "The weather", input_schema: weather }];
const max_tokens = 500;

for (const model of models) {
  test(`${model} answers`, async () => {
    const answer = await client.messages.create({ model, max_tokens, messages: ask("My name is Ada.") });
    assert.equal(answer.type, "message");
    assert.equal(answer.role, "assistant");
    assert.equal(answer.content[0].type, "text");
    assert.ok(answer.content[0].text.length > 0);
    assert.equal(answer.stop_reason, "end_turn");
    assert.ok(answer.usage.input_tokens > 0);
    assert.ok(answer.usage.output_tokens > 0);
  });

  test(`${model} streams`, async () => {
    const kinds = [];
    const stream = client.messages.stream({ model, max_tokens, messages: ask("Hello") });
    stream.on("streamEvent", (event) => kinds.push(event.type));
    const message = await stream.finalMessage();
    assert.ok(message.content[0].text.length > 0);
    assert.equal(message.stop_reason, "end_turn");
    assert.ok(message.usage.output_tokens > 0);
    assert.equal(kinds[0], "message_start");
    assert.equal(kinds.at(-1), "message_stop");
  });

  test(`${model} calls a tool and hears of its result`, async () => {
    const first = await client.messages.create({ model, max_tokens, tools, messages: ask("Weather in Paris?") });
    assert.equal(first.stop_reason, "tool_use");
    const call = first.content.find((block) => block.type === "tool_use");
    assert.equal(call.name, "get_weather");
    assert.equal(typeof call.input.city, "string");
    const second = await client.messages.create({
      model,
      max_tokens,
      tools,
      messages: [
        ...ask("Weather in Paris?"),
        { role: "assistant", content: first.content },
        { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: "18 degrees and sunny" }] },
      ],
    });
    assert.equal(second.stop_reason, "end_turn");
    assert.match(second.content[0].text, /18 degrees and sunny/);
  });

  test(`${model} streams a tool call`, async () => {
    const stream = client.messages.stream({ model, max_tokens, tools, messages: ask("Weather in Paris?") });
    const message = await stream.finalMessage();
    assert.equal(message.stop_reason, "tool_use");
    const call = message.content.find((block) => block.type === "tool_use");
    assert.equal(typeof call.input.city, "string");
    assert.ok(Number.isInteger(call.input.days));
  });

  test(`${model} takes a bearer token instead of the key`, async () => {
    const bearer = new Anthropic({ baseURL: `${url}/api`, authToken: apiKey, apiKey: null, maxRetries: 0 });
    const answer = await bearer.messages.create({ model, max_tokens, messages: ask("Hello") });
    assert.equal(answer.stop_reason, "end_turn");
  });

  test(`${model} counts tokens`, async () => {
    const count = await client.messages.countTokens({ model, messages: ask("Hello, how are you?") });
    assert.ok(count.input_tokens > 0);
  });
}

test("errors have their types", async () => {
  const stranger = new Anthropic({ baseURL: `${url}/api`, apiKey: "sk-or-v1-wrong", maxRetries: 0 });
  const hello = { max_tokens, messages: ask("Hello") };
  await assert.rejects(stranger.messages.create({ model: models[0], ...hello }), Anthropic.AuthenticationError);
  await assert.rejects(client.messages.create({ model: "openai/gpt-4oo", ...hello }), Anthropic.BadRequestError);
  await assert.rejects(client.messages.create({ model: "openai/gpt-4o", ...hello }), Anthropic.NotFoundError);
  for (const model of failing) {
    await assert.rejects(
      client.messages.create({ model, max_tokens, messages: ask("fail with 429") }),
      (e) => e instanceof Anthropic.RateLimitError && e.error.type === "error",
    );
    await assert.rejects(
      client.messages.create({ model, max_tokens, messages: ask("fail with 503") }),
      Anthropic.InternalServerError,
    );
  }
});

test("a stream that breaks after content throws what happened", async () => {
  const stream = client.messages.stream({
    model: models[0],
    max_tokens,
    messages: ask("[[simulate: cut_after=10]]"),
  });
  let text = "";
  stream.on("text", (delta) => (text += delta));
  await assert.rejects(stream.finalMessage(), Anthropic.APIError);
  assert.ok(text.length > 0);
});
