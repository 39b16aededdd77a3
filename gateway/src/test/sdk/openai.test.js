import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { apiKey, failing, models, url, weather } from "./gateway.js";

const client = new OpenAI({ baseURL: `${url}/api/v1`, apiKey, maxRetries: 0 });
const ask = (text) => [{ role: "user", content: text }];
const tools = [{ type: "function", function: { name: "get_weather", description: "The weather", parameters: weather } }];

for (const model of models) {
  test(`${model} answers`, async () => {
    const answer = await client.chat.completions.create({ model, messages: ask("My name is Ada."), max_tokens: 200 });
    assert.match(answer.id, /^gen-/);
    assert.equal(answer.object, "chat.completion");
    assert.ok(answer.choices[0].message.content.length > 0);
    assert.equal(answer.choices[0].message.role, "assistant");
    assert.equal(answer.choices[0].finish_reason, "stop");
    assert.ok(answer.usage.prompt_tokens > 0);
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  });

  test(`${model} streams`, async () => {
    const stream = await client.chat.completions.create({ model, messages: ask("Hello"), stream: true });
    let text = "";
    let finish;
    let usage;
    for await (const chunk of stream) {
      assert.match(chunk.id, /^gen-/);
      text += chunk.choices[0].delta.content ?? "";
      finish = chunk.choices[0].finish_reason ?? finish;
      usage = chunk.usage ?? usage;
    }
    assert.ok(text.length > 0);
    assert.equal(finish, "stop");
    assert.ok(usage.completion_tokens > 0);
    assert.ok(usage.cost >= 0);
  });

  test(`${model} streams to the helper that puts it together`, async () => {
    const runner = client.chat.completions.stream({ model, messages: ask("Hello") });
    const whole = await runner.finalChatCompletion();
    assert.ok(whole.choices[0].message.content.length > 0);
    assert.equal(whole.choices[0].finish_reason, "stop");
  });

  test(`${model} calls a tool and hears of its result`, async () => {
    const first = await client.chat.completions.create({ model, messages: ask("Weather in Paris?"), tools });
    assert.equal(first.choices[0].finish_reason, "tool_calls");
    const call = first.choices[0].message.tool_calls[0];
    assert.equal(call.function.name, "get_weather");
    const given = JSON.parse(call.function.arguments);
    assert.equal(typeof given.city, "string");
    assert.ok(Number.isInteger(given.days));
    const second = await client.chat.completions.create({
      model,
      tools,
      messages: [
        ...ask("Weather in Paris?"),
        first.choices[0].message,
        { role: "tool", tool_call_id: call.id, content: "18 degrees and sunny" },
      ],
    });
    assert.equal(second.choices[0].finish_reason, "stop");
    assert.match(second.choices[0].message.content, /18 degrees and sunny/);
  });

  test(`${model} streams a tool call`, async () => {
    const runner = client.chat.completions.stream({ model, messages: ask("Weather in Paris?"), tools });
    const whole = await runner.finalChatCompletion();
    const call = whole.choices[0].message.tool_calls[0];
    assert.equal(call.function.name, "get_weather");
    assert.equal(typeof JSON.parse(call.function.arguments).city, "string");
    assert.equal(whole.choices[0].finish_reason, "tool_calls");
  });

  test(`${model} answers in a structure`, async () => {
    const shape = z.object({ title: z.string(), steps: z.array(z.string()), score: z.number() });
    const answer = await client.chat.completions.parse({
      model,
      messages: ask("A recipe, please"),
      response_format: zodResponseFormat(shape, "recipe"),
    });
    assert.equal(typeof answer.choices[0].message.parsed.title, "string");
    assert.ok(Array.isArray(answer.choices[0].message.parsed.steps));
  });
}

test("lists models and finds one", async () => {
  const ids = [];
  for await (const model of client.models.list()) {
    ids.push(model.id);
  }
  assert.ok(ids.length > 300, `${ids.length} models`);
  assert.ok(ids.includes("openai/gpt-4o"));
  assert.ok(ids.includes("acme/chat"));
});

test("a wrong key is an AuthenticationError", async () => {
  const stranger = new OpenAI({ baseURL: `${url}/api/v1`, apiKey: "sk-or-v1-wrong", maxRetries: 0 });
  await assert.rejects(stranger.chat.completions.create({ model: models[0], messages: ask("Hello") }), (e) => {
    assert.ok(e instanceof OpenAI.AuthenticationError);
    assert.equal(e.status, 401);
    assert.match(e.message, /Invalid API key/);
    return true;
  });
});

test("an unknown model is a BadRequestError", async () => {
  await assert.rejects(client.chat.completions.create({ model: "openai/gpt-4oo", messages: ask("Hello") }), (e) => {
    assert.ok(e instanceof OpenAI.BadRequestError);
    assert.match(e.message, /openai\/gpt-4o/);
    return true;
  });
});

test("a model that nobody serves here is a NotFoundError", async () => {
  await assert.rejects(client.chat.completions.create({ model: "openai/gpt-4o", messages: ask("Hello") }), (e) => {
    assert.ok(e instanceof OpenAI.NotFoundError);
    assert.ok(e.error.availability);
    return true;
  });
});

for (const model of failing) {
  test(`${model} throttles: a RateLimitError`, async () => {
    await assert.rejects(client.chat.completions.create({ model, messages: ask("fail with 429") }), (e) => {
      assert.ok(e instanceof OpenAI.RateLimitError);
      assert.equal(e.headers.get("retry-after"), "7");
      return true;
    });
  });

  test(`${model} breaks: an InternalServerError, streaming or not`, async () => {
    for (const stream of [false, true]) {
      await assert.rejects(client.chat.completions.create({ model, messages: ask("fail with 503"), stream }), (e) => {
        assert.ok(e instanceof OpenAI.InternalServerError);
        assert.equal(e.status, 503);
        return true;
      });
    }
  });
}

test("a stream that breaks after content throws what happened", async () => {
  const stream = await client.chat.completions.create({
    model: models[0],
    messages: ask("[[simulate: cut_after=10]]"),
    stream: true,
  });
  let text = "";
  await assert.rejects(async () => {
    for await (const chunk of stream) {
      text += chunk.choices[0].delta.content ?? "";
    }
  }, OpenAI.APIError);
  assert.ok(text.length > 0);
});

test("makes embeddings, which the client asks for in Base64 and decodes", async () => {
  const answer = await client.embeddings.create({ model: "acme/chat", input: ["one", "two"] });
  assert.equal(answer.object, "list");
  assert.equal(answer.model, "acme/chat");
  assert.deepEqual(answer.data.map((one) => one.index), [0, 1]);
  assert.deepEqual(Array.from(answer.data[0].embedding), [0, 0, 0]);
  assert.equal(answer.usage.total_tokens, 10);
});

test("makes embeddings as numbers", async () => {
  const answer = await client.embeddings.create({ model: "acme/chat", input: "one", encoding_format: "float" });
  assert.deepEqual(answer.data[0].embedding, [-0.009327292, -0.009327292, -0.009327292]);
});

test("tells that a model makes no embeddings", async () => {
  await assert.rejects(client.embeddings.create({ model: "interline/simulator", input: "one" }), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.match(error.message, /Invalid model for embeddings/);
    return true;
  });
});
