import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";
import { apiKey, failing, models, url, weather } from "./gateway.js";

const client = new OpenAI({ baseURL: `${url}/api/v1`, apiKey, maxRetries: 0 });
const tools = [
  { type: "function", name: "get_weather", description: "The weather", parameters: weather, strict: true },
];

for (const model of models) {
  test(`${model} answers`, async () => {
    const answer = await client.responses.create({ model, input: "My name is Ada.", max_output_tokens: 200 });
    assert.match(answer.id, /^resp_/);
    assert.equal(answer.object, "response");
    assert.equal(answer.status, "completed");
    assert.ok(answer.output_text.length > 0);
    assert.ok(answer.usage.input_tokens > 0);
    assert.equal(answer.usage.total_tokens, answer.usage.input_tokens + answer.usage.output_tokens);
  });

  test(`${model} streams`, async () => {
    const stream = await client.responses.create({ model, input: "Hello", stream: true });
    const types = [];
    let text = "";
    let whole;
    for await (const event of stream) {
      assert.equal(event.sequence_number, types.length);
      types.push(event.type);
      text += event.type === "response.output_text.delta" ? event.delta : "";
      whole = event.response ?? whole;
    }
    assert.equal(types[0], "response.created");
    assert.equal(types.at(-1), "response.completed");
    assert.ok(text.length > 0);
    assert.equal(whole.output.find((item) => item.type === "message").content[0].text, text);
    assert.ok(whole.usage.output_tokens > 0);
  });

  test(`${model} streams to the helper that puts it together`, async () => {
    const whole = await client.responses.stream({ model, input: "Hello" }).finalResponse();
    assert.ok(whole.output_text.length > 0);
    assert.equal(whole.status, "completed");
  });

  for (const streamed of [false, true]) {
    test(`${model} calls a tool and hears of its result${streamed ? ", streaming" : ""}`, async () => {
      const ask = (input) =>
        streamed
          ? client.responses.stream({ model, input, tools }).finalResponse()
          : client.responses.create({ model, input, tools });
      const input = [{ role: "user", content: "Weather in Paris?" }];
      const first = await ask(input);
      const call = first.output.find((item) => item.type === "function_call");
      assert.equal(call.name, "get_weather");
      assert.equal(typeof JSON.parse(call.arguments).city, "string");
      const second = await ask([
        ...input,
        ...first.output,
        { type: "function_call_output", call_id: call.call_id, output: "18 degrees and sunny" },
      ]);
      assert.match(second.output_text ?? second.output.at(-1).content[0].text, /18 degrees and sunny/);
    });
  }

  test(`${model} answers in a structure`, async () => {
    const shape = z.object({ title: z.string(), steps: z.array(z.string()), score: z.number() });
    const answer = await client.responses.parse({
      model,
      input: "A recipe, please",
      text: { format: zodTextFormat(shape, "recipe") },
    });
    assert.equal(typeof answer.output_parsed.title, "string");
    assert.ok(Array.isArray(answer.output_parsed.steps));
  });
}

test("what needs a memory is a BadRequestError", async () => {
  for (const more of [{ store: true }, { previous_response_id: "resp_1" }, { background: true }]) {
    await assert.rejects(client.responses.create({ model: models[0], input: "Hello", ...more }), (e) => {
      assert.ok(e instanceof OpenAI.BadRequestError);
      assert.match(e.message, new RegExp(Object.keys(more)[0]));
      assert.equal(e.type, "invalid_request_error");
      return true;
    });
  }
});

for (const model of failing) {
  test(`${model} throttles: a RateLimitError`, async () => {
    await assert.rejects(client.responses.create({ model, input: "fail with 429" }), (e) => {
      assert.ok(e instanceof OpenAI.RateLimitError);
      assert.equal(e.headers.get("retry-after"), "7");
      return true;
    });
  });
}

test("a stream that breaks after content tells what happened", async () => {
  const stream = await client.responses.create({ model: models[0], input: "[[simulate: cut_after=10]]", stream: true });
  let last;
  for await (const event of stream) {
    last = event;
  }
  assert.equal(last.type, "response.failed");
  assert.equal(last.response.error.code, "server_error");
  assert.ok(last.response.error.message.length > 0);
});
