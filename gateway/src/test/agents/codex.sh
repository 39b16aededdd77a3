# Codex, over /responses.
export CODEX_HOME=$HOME/.codex INTERLINE_KEY=$KEY
mkdir -p "$CODEX_HOME"
cat >"$CODEX_HOME/config.toml" <<TOML
model = "openai/gpt-5.2"
model_provider = "interline"

[model_providers.interline]
name = "Interline"
base_url = "$URL/api/v1"
env_key = "INTERLINE_KEY"
wire_api = "responses"
TOML
codex exec --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox --json "$PROMPT [[simulate: tool=exec_command]]" </dev/null
