# opencode, over /chat/completions.
export XDG_DATA_HOME=$HOME/data XDG_CONFIG_HOME=$HOME/config OPENCODE_DISABLE_AUTOUPDATE=1 OPENCODE_DISABLE_MODELS_FETCH=1
cat >opencode.json <<JSON
{
  "model": "interline/openai/gpt-4o",
  "provider": {
    "interline": {
      "npm": "@ai-sdk/openai-compatible",
      "name": "Interline",
      "options": {"baseURL": "$URL/api/v1", "apiKey": "$KEY"},
      "models": {"openai/gpt-4o": {"name": "GPT-4o", "limit": {"context": 128000, "output": 16384}}}
    }
  },
  "permission": {"bash": "allow"}
}
JSON
# Word by word: it puts a word that has blanks into quotes.
# shellcheck disable=SC2086
opencode run $PROMPT '[[simulate:tool=bash]]' </dev/null
