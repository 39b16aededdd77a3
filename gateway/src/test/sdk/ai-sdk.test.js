import assert from "node:assert/strict";
import { test } from "node:test";
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { generateText, jsonSchema, streamText, tool } from "ai";
import { apiKey, models, url, weather } from "./gateway.js";

const openrouter = createOpenRouter({ baseURL: `${url}/api/v1`, apiKey });

for (const model of models) {
  test(`${model} answers`, async () => {
    const { text, usage, finishReason } = await generateText({
      model: openrouter.chat(model),
      prompt: "My name is Ada.",
      maxRetries: 0,
    });
    assert.ok(text.length > 0);
    assert.equal(finishReason, "stop");
    assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0);
  });

  test(`${model} streams`, async () => {
    const answer = streamText({ model: openrouter.chat(model), prompt: "Hello", maxRetries: 0 });
    let text = "";
    for await (const piece of answer.textStream) text += piece;
    assert.ok(text.length > 0);
    assert.ok((await answer.usage).outputTokens > 0);
  });

  test(`${model} calls functions`, async () => {
    const { toolCalls } = await generateText({
      model: openrouter.chat(model),
      prompt: "What is the weather in Tokyo in 3 days?",
      tools: { get_weather: tool({ description: "The weather", inputSchema: jsonSchema(weather) }) },
      toolChoice: { type: "tool", toolName: "get_weather" },
      maxRetries: 0,
    });
    assert.equal(toolCalls[0].toolName, "get_weather");
    assert.equal(typeof toolCalls[0].input.city, "string");
  });
}

test("a wrong key is told", async () => {
  const stranger = createOpenRouter({ baseURL: `${url}/api/v1`, apiKey: "sk-wrong" });
  await assert.rejects(
    generateText({ model: stranger.chat(models[0]), prompt: "Hi", maxRetries: 0 }),
    (error) => error.statusCode === 401 && /Invalid API key/.test(error.message),
  );
});
