#!/bin/bash
# Puts parts together: join.sh PARTS KIT. Checks each part, unpacks each bundle that is whole, and says what is missing.
# Begin with 1-base; the others can come later, when this is called again.
set -euo pipefail
parts=$(cd "$1" && pwd); mkdir -p "$2"; kit=$(cd "$2" && pwd)
cd "$parts"
missing=0
for bundle in $(sed 's/.* //; s/\.[0-9]*$//' SHA256SUMS | sort -u); do
  name=${bundle%.tar.xz}
  [ ! -e "$kit/.$name" ] || { echo "$name: there already"; continue; }
  absent=$(grep " $bundle\." SHA256SUMS | while read -r _ file; do [ -e "$file" ] || echo "$file"; done)
  if [ -n "$absent" ]; then echo "$name: not yet, missing" $absent; missing=1; continue; fi
  grep " $bundle\." SHA256SUMS | sha256sum --check --quiet - || { echo "$name: damaged, bring these parts again" >&2; exit 1; }
  if command -v xz > /dev/null; then
    cat "$bundle".* | xz -dc -T0 | tar -xf - -C "$kit"
  else
    cat "$bundle".* | python3 -c 'import sys, tarfile; tarfile.open(fileobj=sys.stdin.buffer, mode="r|xz").extractall(sys.argv[1])' "$kit"
  fi
  touch "$kit/.$name"
  echo "$name: unpacked"
done
exit $missing
