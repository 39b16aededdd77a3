#!/bin/bash
# Runs a coding agent against a gateway without any provider, in a network of their own that has no way out:
#   unshare --map-root-user --net offline.sh AGENT FOLDER
# FOLDER is empty. AGENTS is where npm installed the agents, INTERLINE_HOME where the gateway is.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
agent=$1
folder=$2
ip link set lo up
test -z "$(ip route)"
export URL=http://127.0.0.1:8080 KEY=sk-or-v1-$(printf '0123456789abcdef%.0s' 1 2 3 4)
export HOME=$folder/home PATH=$AGENTS/node_modules/.bin:$PATH
mkdir -p "$HOME" "$folder/work"
INTERLINE_EXTENSIONS=none INTERLINE_BOOTSTRAP_KEY=$KEY "$INTERLINE_HOME/interline" serve --host 127.0.0.1 --port 8080 \
  --data "$folder/data" >"$folder/gateway.log" 2>&1 &
gateway=$!
trap 'kill $gateway; wait $gateway || true' EXIT
for _ in $(seq 600); do
  curl -sf "$URL/ready" >/dev/null && break
  kill -0 $gateway || { cat "$folder/gateway.log" >&2; exit 1; }
  sleep 0.1
done
cd "$folder/work"
# The simulator calls the function that the directive names, with what is quoted as its command.
export PROMPT='Run "echo interline > made-by-'$agent'"'
. "$scripts/$agent.sh"
