# Claude Code, over /messages.
export ANTHROPIC_BASE_URL=$URL/api ANTHROPIC_AUTH_TOKEN=$KEY ANTHROPIC_MODEL=anthropic/claude-sonnet-4
export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 IS_SANDBOX=1
claude -p "$PROMPT [[simulate: tool=Bash]]" --output-format json --dangerously-skip-permissions </dev/null
