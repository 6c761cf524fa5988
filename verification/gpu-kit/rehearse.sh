#!/bin/bash
# Joins the parts in an empty folder and runs all checks there without any variable of this environment: rehearse.sh PARTS [SECONDS]
set -euo pipefail
parts=$(cd "$1" && pwd); seconds=${2:-900}
place=$(mktemp -d); trap 'rm -rf "$place"' EXIT
clean() { env -i PATH=/usr/bin:/bin HOME="$place" TMPDIR="$place" LANG=C.UTF-8 "$@"; }
clean "$parts/join.sh" "$parts" "$place/kit"
clean "$place/kit/run.sh" "$place/out" "$seconds"
cat "$place/out/report.md"
! grep -E '"status":"(crashed|stopped|not begun)"' "$place/out/results.jsonl"
