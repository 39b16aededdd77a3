import assert from "node:assert/strict";
import { test } from "node:test";
import { HumanMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { apiKey, models, url, weather } from "./gateway.js";

const client = (model) =>
  new ChatOpenAI({ model, apiKey, configuration: { baseURL: `${url}/api/v1` }, maxRetries: 0 });

for (const model of models) {
  test(`${model} answers`, async () => {
    const answer = await client(model).invoke([new HumanMessage("My name is Ada.")]);
    assert.ok(answer.text.length > 0);
    assert.ok(answer.usage_metadata.output_tokens > 0);
  });

  test(`${model} streams`, async () => {
    let text = "";
    for await (const piece of await client(model).stream("Hello")) text += piece.text;
    assert.ok(text.length > 0);
  });

  test(`${model} calls functions`, async () => {
    const bound = client(model).bindTools(
      [{ type: "function", function: { name: "get_weather", description: "The weather", parameters: weather } }],
      { tool_choice: "required" },
    );
    const answer = await bound.invoke("What is the weather in Tokyo in 3 days?");
    assert.equal(answer.tool_calls[0].name, "get_weather");
    assert.equal(typeof answer.tool_calls[0].args.city, "string");
  });
}
