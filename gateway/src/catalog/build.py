#!/usr/bin/env python3
"""Builds models.json from a file of public facts and additions.json.

usage: build.py FACTS.json OUTPUT.json

The output holds one model a line, so that a change of facts is a readable diff. What nobody declared is left out, and
so is what an endpoint has in common with its model. Lists of parameters and of modalities stand in tables at the top;
models and endpoints refer to them by number.
"""
import json
import os
import re
import sys

PRICES = {"input_audio": "audio"}
AUTHORS = {  # vendors that serve their own models come first
    "openai": "openai", "anthropic": "anthropic", "google": "google-ai-studio", "mistralai": "mistral",
    "deepseek": "deepseek", "x-ai": "xai", "cohere": "cohere", "moonshotai": "moonshotai", "z-ai": "z-ai",
    "minimax": "minimax", "qwen": "alibaba", "perplexity": "perplexity", "inception": "inception", "nvidia": "nvidia",
}


def modalities(values):
    return sorted({"file" if v == "pdf" else v for v in values}, key=["text", "image", "file", "audio", "video",
                                                                      "embeddings"].index)


def pricing(facts):
    """Prices by OpenRouter's keys; None when nobody told them or they vary (-1)."""
    if not facts or facts.get("prompt") == "-1":
        return None
    prices = {PRICES.get(key, key): value for key, value in facts.items() if key != "tiers"}
    if facts.get("tiers"):
        prices["overrides"] = [{"min_prompt_tokens": t["min_context"],
                                **{PRICES.get(k, k): v for k, v in t.items() if k != "min_context"}}
                               for t in facts["tiers"]]
    return prices


class Table:
    """Distinct lists; asking for one gives its number."""

    def __init__(self):
        self.rows = []

    def number(self, row):
        if row not in self.rows:
            self.rows.append(row)
        return self.rows.index(row)

    def json(self):
        return ",\n".join(json.dumps(row, separators=(",", ":")) for row in self.rows)


# what a flag of an endpoint means for the model's parameters: those it takes away, those it adds
FLAGS = {
    "tools": (["tools", "tool_choice", "parallel_tool_calls"], ["tools", "tool_choice"]),
    "reasoning": (["reasoning", "include_reasoning", "reasoning_effort"], ["reasoning", "include_reasoning"]),
    "structured_outputs": (["structured_outputs"], ["structured_outputs"]),
    "temperature": (["temperature"], ["temperature"]),
}


def corrected(parameters, flags):
    """The model's parameters, corrected by what is told about an endpoint."""
    for flag, (without, more) in FLAGS.items():
        if flags.get(flag) is not None:
            parameters = set(parameters) | set(more) if flags[flag] else set(parameters) - set(without)
    return sorted(parameters)


def compact(model, parameters, kinds):
    """Leaves out of endpoints what the model says too, and puts numbers in the place of lists."""
    for e in model["endpoints"]:
        e["parameters"] = corrected(model["parameters"], {flag: e.pop(flag, None) for flag in FLAGS})
        for key in ("context", "completion", "pricing", "input", "output", "parameters"):
            if key in e and e[key] == model.get(key):
                del e[key]
    for one in [model] + model["endpoints"]:
        for key, table in (("parameters", parameters), ("input", kinds), ("output", kinds)):
            if key in one:
                one[key] = table.number(one[key])
    return {k: v for k, v in model.items() if v not in (None, {}, "")}


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def endpoint(facts, output=None):
    e = {"vendor": facts["provider"], "upstream": facts["model"], "context": facts["context_length"]}
    if output is None and facts.get("max_completion_tokens"):
        e["completion"] = facts["max_completion_tokens"]
    e["pricing"] = pricing(facts.get("pricing"))
    e["input"] = modalities(facts["input_modalities"])
    e["output"] = output or modalities(facts["output_modalities"])
    for flag in FLAGS:
        if facts.get(flag) is not None:
            e[flag] = facts[flag]
    if facts.get("status") == "deprecated":
        e["deprecated"] = True
    if facts["provider"] == "amazon-bedrock" and facts["model"].startswith("us."):
        e["region"] = "us"  # the prefix of an inference profile that stays in the United States
    return e


def tagged(model, endpoints):
    """Gives each endpoint of a model its own tag: the vendor, and what tells it from the vendor's others."""
    own = AUTHORS.get(model.split("/")[0])
    first = {}
    for e in sorted(endpoints, key=lambda e: (len(e["upstream"]), e["upstream"])):
        plain = first.setdefault(e["vendor"], e)
        extra = [w for w in words(e["upstream"]) if w not in words(plain["upstream"])]
        e["tag"] = e["vendor"] if e is plain else e["vendor"] + "/" + "-".join(extra)
    order = {id(e): i for i, e in enumerate(endpoints)}
    endpoints.sort(key=lambda e: (e.get("deprecated", False), e["vendor"] != own, "/" in e["tag"], order[id(e)]))
    assert len({e["tag"] for e in endpoints}) == len(endpoints), endpoints
    return [{k: v for k, v in e.items()
             if v is not None and k != "deprecated" and not (k == "tag" and v == e["vendor"])} for e in endpoints]


def model(facts):
    m = {"id": facts["id"]}
    if facts["canonical_slug"] != facts["id"]:
        m["canonical"] = facts["canonical_slug"]
    m |= {"name": facts["name"], "created": facts["created"], "context": facts["context_length"]}
    top = facts["top_provider"]
    if top.get("max_completion_tokens"):
        m["completion"] = top["max_completion_tokens"]
    if top.get("context_length") and top["context_length"] != facts["context_length"]:
        m["top_context"] = top["context_length"]
    if top.get("is_moderated"):
        m["moderated"] = True
    a = facts["architecture"]
    m |= {"input": modalities(a["input_modalities"]), "output": modalities(a["output_modalities"]),
          "tokenizer": a["tokenizer"], "instruct": a["instruct_type"], "hugging_face": facts.get("hugging_face_id"),
          "cutoff": facts.get("knowledge_cutoff"), "expires": facts.get("expiration_date"),
          "parameters": sorted(facts["supported_parameters"]),
          "defaults": {k: v for k, v in facts["default_parameters"].items() if v is not None}}
    prices = pricing(facts["pricing"])
    endpoints = tagged(facts["id"], [endpoint(e) for e in facts["endpoints"]])
    if prices:
        same = [e["pricing"] for e in endpoints if e.get("pricing") and "overrides" in e["pricing"]
                and all(e["pricing"][k] == prices[k] for k in ("prompt", "completion"))]
        if same:
            prices["overrides"] = same[0]["overrides"]
        for e in endpoints:
            if "web_search" in prices and "pricing" in e:
                e["pricing"].setdefault("web_search", prices["web_search"])
    m["pricing"] = prices
    m["endpoints"] = endpoints
    return m


def added(a):
    prices = {k: a[k] for k in ("prompt", "completion", "input_cache_read", "tiers") if k in a}
    return model({
        "id": a["id"], "canonical_slug": a["id"], "name": a["name"], "created": a["created"],
        "context_length": a["context_length"], "pricing": prices or None, "endpoints": [],
        "top_provider": {"max_completion_tokens": a.get("max_completion_tokens")},
        "architecture": {"input_modalities": a["input"], "output_modalities": a.get("output", ["text"]),
                         "tokenizer": a.get("tokenizer", "Other"), "instruct_type": a.get("instruct_type")},
        "supported_parameters": a["parameters"], "default_parameters": {},
        "hugging_face_id": a.get("hugging_face_id")})


def embeddings(facts, names):
    models = {}
    for f in facts:
        name, e = names[f["endpoint"]["model"]], endpoint(f["endpoint"], ["embeddings"])
        for flag in FLAGS:
            e.pop(flag, None)
        m = models.setdefault(name["id"], {
            "id": name["id"], "name": name["name"], "created": name["created"], "context": e["context"],
            "input": e["input"], "output": e["output"], "tokenizer": "Other", "parameters": [],
            "pricing": e["pricing"], "endpoints": []})
        m["endpoints"].append(e)
    for m in models.values():
        m["context"] = max(e["context"] for e in m["endpoints"])
        m["endpoints"] = tagged(m["id"], m["endpoints"])
    return list(models.values())


def main(source, target):
    with open(source, encoding="utf-8") as f:
        facts = json.load(f)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "additions.json"), encoding="utf-8") as f:
        more = json.load(f)
    models = [model(m) for m in facts["models"]]
    known = {m["id"] for m in models}
    models += [added(a) for a in more["models"] if a["id"] not in known]
    models += embeddings(facts["embeddings"], more["embeddings"])
    models.sort(key=lambda m: (-m["created"], m["id"]))
    parameters, kinds = Table(), Table()
    lines = [json.dumps(compact(m, parameters, kinds), separators=(",", ":"), ensure_ascii=False) for m in models]
    with open(target, "w", encoding="utf-8") as out:
        out.write('{"notice":%s,\n"aliases":%s,\n"parameters":[\n%s],\n"kinds":[\n%s],\n"models":[\n%s\n]}\n' % (
            json.dumps(facts["source"]), json.dumps(more["aliases"]), parameters.json(), kinds.json(),
            ",\n".join(lines)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
