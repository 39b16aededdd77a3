// Clients that rely on OpenAI's memory, against a gateway that keeps responses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, jsonSchema, stepCountIs, streamText, tool } from "ai";
import OpenAI from "openai";
import { apiKey, models, url, weather } from "./gateway.js";

const client = new OpenAI({ baseURL: `${url}/api/v1`, apiKey, maxRetries: 0 });
const question = { type: "message", role: "user", content: "Weather in Paris?" };
const sunny = "18 degrees and sunny";

/** Bodies of the requests that Vercel's SDK sends. */
const sent = [];
const openai = createOpenAI({
  baseURL: `${url}/api/v1`,
  apiKey,
  fetch: (to, init) => {
    sent.push(JSON.parse(init.body));
    return fetch(to, init);
  },
});
const get_weather = tool({
  description: "The weather",
  inputSchema: jsonSchema(weather),
  execute: async () => sunny,
});

const references = (body) => body.input.filter((item) => item.type === "item_reference");

for (const model of models) {
  test(`${model}: OpenAI's client goes on by previous_response_id, reads and deletes`, async () => {
    const first = await client.responses.create({ model, input: "My name is Ada." });
    const second = await client.responses.create({ model, input: "And?", previous_response_id: first.id });
    assert.equal(second.previous_response_id, first.id);
    assert.deepEqual((await client.responses.retrieve(first.id)).output, first.output);
    const items = [];
    for await (const item of client.responses.inputItems.list(second.id, { order: "asc", limit: 1 })) {
      items.push(item);
    }
    assert.equal(items.length, 2 + first.output.length);
    assert.equal(items[0].content[0].text, "My name is Ada.");
    await client.responses.delete(first.id);
    await assert.rejects(client.responses.retrieve(first.id), OpenAI.NotFoundError);
  });

  for (const stream of [false, true]) {
    const streamed = stream ? ", streaming" : "";

    test(`${model}: OpenAI's client names what was answered${streamed}`, async () => {
      const tools = [{ type: "function", name: "get_weather", parameters: weather, strict: true }];
      const ask = (input) =>
        stream
          ? client.responses.stream({ model, input, tools, reasoning: { effort: "low" } }).finalResponse()
          : client.responses.create({ model, input, tools, reasoning: { effort: "low" } });
      const first = await ask([question]);
      const call = first.output.find((item) => item.type === "function_call");
      const second = await ask([
        question,
        ...first.output.map(({ id }) => ({ type: "item_reference", id })),
        { type: "function_call_output", call_id: call.call_id, output: sunny },
      ]);
      assert.match(second.output_text ?? second.output.at(-1).content[0].text, new RegExp(sunny));
    });

    test(`${model}: Vercel's SDK goes on with tools and reasoning${streamed}`, async () => {
      const reasoning = { forceReasoning: true, reasoningEffort: "low", reasoningSummary: "auto" };
      const run = async (messages) => {
        const asked = {
          model: openai.responses(model),
          messages,
          tools: { get_weather },
          stopWhen: stepCountIs(3),
          maxRetries: 0,
          providerOptions: { openai: reasoning },
        };
        if (!stream) return generateText(asked);
        const answer = streamText(asked);
        await answer.consumeStream();
        return { text: await answer.text, response: await answer.response, steps: await answer.steps };
      };
      const messages = [{ role: "user", content: "Weather in Paris?" }];
      const first = await run(messages);
      assert.match(first.text, new RegExp(sunny));
      assert.equal(first.steps.length, 2);
      messages.push(...first.response.messages, { role: "user", content: "Weather in Paris?" });
      sent.length = 0;
      const second = await run(messages);
      assert.match(second.text, new RegExp(sunny));
      assert.notEqual(sent[0].store, false);
      if (first.steps[0].reasoning.length > 0) {
        assert.ok(references(sent[0]).length > 0);
      }
    });
  }

  test(`${model}: Vercel's SDK names the messages that were answered`, async () => {
    const asked = { model: openai.responses(model), maxRetries: 0 };
    const messages = [{ role: "user", content: "My name is Ada." }];
    const first = await generateText({ ...asked, messages });
    messages.push(...first.response.messages, { role: "user", content: "And?" });
    sent.length = 0;
    assert.ok((await generateText({ ...asked, messages })).text.length > 0);
    assert.deepEqual(references(sent[0]).map(({ id }) => id.slice(0, 4)), ["msg_"]);
  });

  test(`${model}: Vercel's SDK goes on by previousResponseId`, async () => {
    const asked = { model: openai.responses(model), maxRetries: 0 };
    const first = await generateText({ ...asked, prompt: "My name is Ada." });
    const second = await generateText({
      ...asked,
      prompt: "And?",
      providerOptions: { openai: { previousResponseId: first.providerMetadata.openai.responseId } },
    });
    assert.ok(second.text.length > 0);
  });
}

test("an item that nobody kept is a BadRequestError that names it", async () => {
  const input = [question, { type: "item_reference", id: "msg_nothing" }];
  await assert.rejects(client.responses.create({ model: models[0], input }), (e) => {
    assert.ok(e instanceof OpenAI.BadRequestError);
    assert.match(e.message, /'msg_nothing' not found/);
    return true;
  });
});
