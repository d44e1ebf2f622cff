#!/usr/bin/env bash
# Installs the package from its tarball into an empty folder, as a user would, and serves with it. Needs the registry.
set -euo pipefail
cd "$(dirname "$0")/.."
# The Node of this clone: the package refuses an older one that the machine may have.
export PATH="$PWD/node_modules/.bin:$PATH"
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

npm pack --silent --pack-destination "$work" >/dev/null
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --prefer-offline ./grafeas-ts-*.tgz
node_modules/.bin/grafeas serve --listen 127.0.0.1:0 --store sqlite:./data/grafeas.db --log-level info >server.log 2>&1 &
server=$!
address=
for _ in $(seq 100); do
  address=$(sed -n 's/.*"address":"\([^"]*\)".*"msg":"listening".*/\1/p' server.log)
  [ -n "$address" ] && break
  sleep 0.2
done
[ -n "$address" ] || { cat server.log; exit 1; }
[ "$(curl -fsS "http://$address/readyz")" = ok ]
curl -fsS -X POST "http://$address/v1beta1/projects" -d '{"name":"projects/p"}' | grep -q projects/p
kill "$server"
wait "$server"
server=
echo 'the package installs and serves'
