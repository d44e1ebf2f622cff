#!/bin/sh
# Writes the two secret files that docker-compose.yml reads. Changes nothing if one of them exists.
set -eu
cd "$(dirname "$0")"
for file in grafeas.env postgres.env; do
  if [ -e "$file" ]; then
    echo "$file exists; nothing was written" >&2
    exit 1
  fi
done
umask 077
secret() { head -c 36 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'; }
password=$(secret)
# The nodes of docker-compose.distributed.yml authenticate to each other with PGPASSWORD.
printf 'POSTGRES_USER=grafeas\nPOSTGRES_PASSWORD=%s\nPGPASSWORD=%s\nPOSTGRES_DB=grafeas\n' "$password" "$password" >postgres.env
printf 'GRAFEAS_STORE=postgres://grafeas:%s@postgres:5432/grafeas\nGRAFEAS_SIGNING_KEY=%s\n' "$password" "$(secret)" >grafeas.env
echo 'wrote deploy/compose/grafeas.env and deploy/compose/postgres.env; keep both secret'
