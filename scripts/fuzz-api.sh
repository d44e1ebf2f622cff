#!/usr/bin/env bash
# Fuzzes the built server by its OpenAPI document with schemathesis: once with access open, once with tokens.
# Then generates a Python client from the document and asks the server with it.
# Python's parts are put into .venv, nothing else is touched. Fails on any finding; without Python the whole is
# skipped, which continuous integration takes for a failure.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

schemathesis=schemathesis==4.32.5
generator=openapi-python-client==0.29.1
# Test cases an operation gets in each phase.
examples=${FUZZ_EXAMPLES:-15}
checks=not_a_server_error,status_code_conformance,content_type_conformance
checks+=,response_schema_conformance,response_headers_conformance

skip() {
  echo "fuzz:api skipped: $*"
  [ "${CI:-}" = true ] && exit 1
  exit 0
}

command -v python3 >/dev/null || skip 'python3 is not installed'
if [ ! -x .venv/bin/pip ]; then
  python3 -m venv .venv 2>/dev/null || skip 'python3 cannot make a virtual environment (install python3-venv)'
fi
.venv/bin/pip install --quiet --disable-pip-version-check "$schemathesis" "$generator" ||
  skip 'schemathesis could not be installed with pip'

npm run --silent build || exit 1
work=$(mktemp -d)
server=
finish() {
  [ -n "$server" ] && kill "$server" 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT

# Starts the server with the given flags; sets url.
start() {
  node dist/main.js serve --listen 127.0.0.1:0 --store memory: --log-level info "$@" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    address=$(sed -n 's/.*"address":"\([^"]*\)".*"msg":"listening".*/\1/p' "$work/server.log")
    [ -n "$address" ] && break
    sleep 0.2
  done
  url=http://$address
  [ -n "$address" ] || { cat "$work/server.log"; exit 1; }
}

stop() {
  kill "$server"
  wait "$server"
  server=
}

failures=0
# fuzz NAME [FLAGS of st run]
fuzz() {
  echo "== fuzzing with $1"
  # Its example database is kept out of the repository.
  (cd "$work" && "$OLDPWD/.venv/bin/st" --config-file "$OLDPWD/scripts/schemathesis.toml" run "$url/openapi.json" \
    --checks "$checks" --max-examples "$examples" --seed "${FUZZ_SEED:-1}" --workers 1 --continue-on-failure --no-shrink --warnings off --no-color "${@:2}") ||
    failures=$((failures + 1))
}

start
fuzz 'access open'
echo '== a generated Python client'
.venv/bin/openapi-python-client generate --url "$url/openapi.json" --output-path "$work/client" --meta none ||
  failures=$((failures + 1))
.venv/bin/python scripts/try-python-client.py "$work" "$url" || failures=$((failures + 1))
stop

node dist/main.js init --dir "$work/configuration" >/dev/null
configuration=$work/configuration/grafeas.yaml
token=$(node dist/main.js token create --config "$configuration" --subject fuzz --grant 'admin@*')
start --config "$configuration"
fuzz 'access by an administrator' --header "Authorization: Bearer $token"
fuzz 'access without a token' --phases examples,coverage
stop

echo "fuzz:api: $([ $failures -eq 0 ] && echo 'nothing found' || echo "$failures runs with findings")"
[ $failures -eq 0 ]
