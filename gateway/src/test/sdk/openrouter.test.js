// This client validates every answer against its own schemas.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenRouter } from "@openrouter/sdk";
import * as errors from "@openrouter/sdk/models/errors";
import { apiKey, failing, models, url, weather } from "./gateway.js";

const client = new OpenRouter({ serverURL: `${url}/api/v1`, apiKey, retryConfig: { strategy: "none" } });
const send = (chatRequest) => client.chat.send({ chatRequest });
const ask = (text) => [{ role: "user", content: text }];
const tools = [{ type: "function", function: { name: "get_weather", description: "The weather", parameters: weather } }];

/** Puts the pieces of a stream together. */
async function collect(stream) {
  const seen = { text: "", tool: "", finish: undefined, usage: undefined };
  for await (const chunk of stream) {
    assert.equal(chunk.error, undefined);
    for (const choice of chunk.choices) {
      seen.text += choice.delta.content ?? "";
      seen.finish = choice.finishReason ?? seen.finish;
      for (const call of choice.delta.toolCalls ?? []) {
        seen.tool += call.function?.arguments ?? "";
      }
    }
    seen.usage = chunk.usage ?? seen.usage;
  }
  return seen;
}

for (const model of models) {
  test(`${model} answers`, async () => {
    const answer = await send({ model, messages: ask("My name is Ada.") });
    assert.match(answer.id, /^gen-/);
    assert.ok(answer.choices[0].message.content.length > 0);
    assert.equal(answer.choices[0].finishReason, "stop");
    assert.ok(answer.usage.cost >= 0);
  });

  test(`${model} streams`, async () => {
    const seen = await collect(await send({ model, messages: ask("Hello"), stream: true }));
    assert.ok(seen.text.length > 0);
    assert.equal(seen.finish, "stop");
    assert.ok(seen.usage.totalTokens > 0);
  });

  test(`${model} calls a tool, streaming or not`, async () => {
    const answer = await send({ model, messages: ask("Weather in Paris?"), tools });
    assert.equal(answer.choices[0].finishReason, "tool_calls");
    assert.equal(answer.choices[0].message.toolCalls[0].function.name, "get_weather");
    const seen = await collect(await send({ model, messages: ask("Weather in Paris?"), tools, stream: true }));
    assert.equal(seen.finish, "tool_calls");
    assert.equal(typeof JSON.parse(seen.tool).city, "string");
  });

  test(`${model} answers in a structure`, async () => {
    const answer = await send({
      model,
      messages: ask("A recipe, please"),
      responseFormat: {
        type: "json_schema",
        jsonSchema: {
          name: "recipe",
          strict: true,
          schema: {
            type: "object",
            properties: { title: { type: "string" }, steps: { type: "array", items: { type: "string" } } },
            required: ["title", "steps"],
            additionalProperties: false,
          },
        },
      },
    });
    assert.equal(typeof JSON.parse(answer.choices[0].message.content).title, "string");
  });
}

test("a reasoning model shows its reasoning", async () => {
  const request = { model: "interline/simulator", messages: ask("Why?"), reasoning: { effort: "high" } };
  const answer = await send(request);
  assert.ok(answer.choices[0].message.content.length > 0);
  await collect(await send({ ...request, stream: true }));
});

test("lists models, finds one, counts them", async () => {
  let first;
  for await (const page of await client.models.list()) {
    first ??= page;
  }
  const { data } = first.result;
  assert.ok(data.length > 300, `${data.length} models`);
  const one = await client.models.get({ author: "openai", slug: "gpt-4o" });
  assert.equal(one.data.id, "openai/gpt-4o");
  const { data: count } = await client.models.count();
  assert.ok(count.count > 300);
});

test("lists endpoints and providers", async () => {
  const { data } = await client.endpoints.list({ author: "openai", slug: "gpt-4o" });
  assert.ok(data.endpoints.length > 0);
  const providers = await client.providers.list();
  assert.ok(providers.data.some((provider) => provider.slug === "openai"));
  await client.endpoints.listZdrEndpoints();
});

test("lists the models of this user", async () => {
  await client.models.listForUser({ bearer: apiKey });
});

test("tells about the key", async () => {
  const { data } = await client.apiKeys.getCurrentKeyMetadata();
  assert.match(data.label, /^sk-or-v1-/);
});

test("tells about a generation", async () => {
  const answer = await send({ model: "acme/chat", messages: ask("Hello") });
  const { data } = await client.generations.getGeneration({ id: answer.id });
  assert.equal(data.id, answer.id);
  assert.equal(data.model, "acme/chat");
});

test("errors have their types", async () => {
  const stranger = new OpenRouter({ serverURL: `${url}/api/v1`, apiKey: "sk-or-v1-wrong" });
  await assert.rejects(
    stranger.chat.send({ chatRequest: { model: models[0], messages: ask("Hello") } }),
    errors.UnauthorizedResponseError,
  );
  await assert.rejects(send({ model: "openai/gpt-4oo", messages: ask("Hello") }), errors.BadRequestResponseError);
  await assert.rejects(send({ model: "openai/gpt-4o", messages: ask("Hello") }), errors.NotFoundResponseError);
  for (const model of failing) {
    await assert.rejects(send({ model, messages: ask("fail with 429") }), errors.TooManyRequestsResponseError);
    await assert.rejects(send({ model, messages: ask("fail with 503") }), errors.ServiceUnavailableResponseError);
  }
});

test("an error inside a stream is a valid chunk", async () => {
  const stream = await send({ model: models[0], messages: ask("[[simulate: cut_after=10]]"), stream: true });
  let error;
  for await (const chunk of stream) {
    error = chunk.error ?? error;
  }
  assert.equal(error.code, 502);
});
