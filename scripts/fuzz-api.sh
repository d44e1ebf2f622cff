#!/usr/bin/env bash
# Fuzzes the built server by its OpenAPI document with schemathesis, with access open and with access on beside it.
# Generates a Python client from the document too, and asks the server with it and with Google's clients for Grafeas v1 and
# Binary Authorization.
# Python's parts are put into .venv, nothing else is touched; `--install` does only that. Fails on any finding; without
# Python the whole is skipped, which continuous integration takes for a failure.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

schemathesis=schemathesis==4.32.5
generator=openapi-python-client==0.29.1
google=(grafeas==1.25.0 google-cloud-containeranalysis==2.23.0 google-cloud-binary-authorization==1.20.0)
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
# In an environment of their own: they bind other versions of what the fuzzer uses.
[ -x .venv/google/bin/pip ] || python3 -m venv .venv/google || skip 'python3 cannot make a virtual environment'
.venv/google/bin/pip install --quiet --disable-pip-version-check "${google[@]}" ||
  skip "Google's Python clients could not be installed with pip"
[ "${1:-}" = --install ] && exit

npm run --silent build || exit 1
work=$(mktemp -d)
lanes=()
finish() {
  for lane in "${lanes[@]}"; do kill -- "-$lane" 2>/dev/null; done
  rm -rf "$work"
}
trap finish EXIT

# Starts the server with the given flags; sets address and url.
start() {
  local log=$folder/server.log
  address=
  node dist/main.js serve --listen 127.0.0.1:0 --store memory: --log-level info "$@" >"$log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    address=$(sed -n 's/.*"address":"\([^"]*\)".*"msg":"listening".*/\1/p' "$log")
    [ -n "$address" ] && break
    sleep 0.2
  done
  url=http://$address
  [ -n "$address" ] || { cat "$log"; exit 1; }
}

stop() {
  kill "$server"
  wait "$server"
}

# fuzz NAME VERSION [FLAGS of st run]
fuzz() {
  echo "== fuzzing $2 with $1"
  # Its example database is kept out of the repository.
  (cd "$folder" && "$OLDPWD/.venv/bin/st" --config-file "$OLDPWD/scripts/schemathesis.toml" run "$url/openapi/$2.json" \
    --checks "$checks" --max-examples "$examples" --seed "${FUZZ_SEED:-1}" --workers 1 --continue-on-failure --no-shrink --warnings off --no-color "${@:3}") ||
    failures=$((failures + 1))
}

open_access() {
  start
  # Boundary values of every field, some 17,000 requests, are tried for one version: the decoder is the same for both.
  fuzz 'access open' v1beta1
  echo '== a generated Python client'
  .venv/bin/openapi-python-client generate --url "$url/openapi.json" --output-path "$folder/client" --meta none ||
    failures=$((failures + 1))
  .venv/bin/python scripts/try-python-client.py "$folder" "$url" || failures=$((failures + 1))
  echo "== Google's Python clients"
  .venv/google/bin/python scripts/try-google-python-client.py "$address" || failures=$((failures + 1))
  .venv/google/bin/python scripts/try-binary-authorization-python-client.py "$address" || failures=$((failures + 1))
  stop
}

guarded_access() {
  node dist/main.js init --dir "$folder/configuration" >/dev/null
  local configuration=$folder/configuration/grafeas.yaml token
  token=$(node dist/main.js token create --config "$configuration" --subject fuzz --grant 'admin@*')
  start --config "$configuration"
  fuzz 'access by an administrator' v1 --phases examples,fuzzing,stateful --header "Authorization: Bearer $token"
  fuzz 'access by an administrator' v1beta1 --phases examples,fuzzing,stateful --header "Authorization: Bearer $token"
  fuzz 'access without a token' v1 --phases examples,fuzzing
  stop
}

# Runs beside the others, in a process group and a folder of its own; its exit code is the number of runs with findings.
lane() {
  folder=$work/$1
  mkdir "$folder"
  failures=0
  "$1"
  exit "$failures"
}

echo 'fuzzing by two lanes; what they say comes at their end'
set -m
for name in open_access guarded_access; do
  (set +m; lane "$name") >"$work/$name.log" 2>&1 &
  lanes+=($!)
done
findings=0
for lane in "${lanes[@]}"; do
  wait "$lane"
  findings=$((findings + $?))
done
lanes=()
cat "$work/open_access.log" "$work/guarded_access.log"

echo "fuzz:api: $([ $findings -eq 0 ] && echo 'nothing found' || echo "$findings runs with findings")"
[ $findings -eq 0 ]
