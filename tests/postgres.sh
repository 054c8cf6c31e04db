#!/bin/sh
# Runs a command with a PostgreSQL of its own: tests/postgres.sh run cargo nextest run --features postgres
#
# SIGILL_TEST_POSTGRES holds the server's address, to which a test adds a database's name. The server lives in a temporary folder,
# in memory where that has room for it, is reached by a Unix socket alone, and ends with the command. It runs as an unprivileged
# user, as PostgreSQL demands, and flushes as in production.
set -eu

fail() {
    echo "tests/postgres.sh: $1" >&2
    exit 1
}

[ "${1:-}" = run ] && [ $# -ge 2 ] || fail "usage: tests/postgres.sh run COMMAND..."
shift

# Debian keeps the server's programs apart from the PATH; the newest version of those installed.
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
PATH="${programs:+$programs:}$PATH"
for program in initdb pg_ctl postgres; do
    command -v "$program" >/dev/null || fail "$program is missing: apt-get install postgresql"
done

if [ "$(id -u)" -eq 0 ]; then
    user=nobody
    ! id postgres >/dev/null 2>&1 || user=postgres
    as_user() { runuser -u "$user" -- "$@"; }
else
    user=$(id -un)
    as_user() { "$@"; }
fi

# A database is hundreds of files, made for one test each: on a disk that is half of the server's work. In KiB, 2 GiB.
under=/tmp
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -w /dev/shm ] && [ "${room:-0}" -ge 2097152 ]; then under=/dev/shm; fi
# Short, for a socket's path may have 107 bytes.
folder=$(mktemp -d "$under/sigill-postgres.XXXXXX")
stop() {
    as_user "$(command -v pg_ctl)" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
[ "$(id -u)" -ne 0 ] || chown "$user" "$folder"
cd "$folder"
as_user "$(command -v initdb)" -D "$folder/data" -U sigill -A trust -E UTF8 --locale=C >"$folder/log" 2>&1 \
    || { cat "$folder/log" >&2; fail "initdb failed"; }
as_user "$(command -v pg_ctl)" -D "$folder/data" -l "$folder/data/log" -w \
    -o "-k $folder -c listen_addresses='' -c max_connections=200" start >/dev/null 2>&1 \
    || { cat "$folder/data/log" >&2; fail "the server does not start"; }
cd "$OLDPWD"

SIGILL_TEST_POSTGRES="postgresql://sigill@$(echo "$folder" | sed 's|/|%2F|g')"
export SIGILL_TEST_POSTGRES
"$@"
