#!/bin/sh
# Writes constraints.txt: the newest version of every library that the bounds of pyproject.toml
# allow, found by installing them into an empty environment. Names and versions only: with hashes
# pip refuses `-e .`, and addresses differ from place to place.
set -eu

cd "$(dirname "$0")/.."
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT

PYTHON=${PYTHON:-python3} sh packaging/make-venv.sh "$empty/venv"
echo "Installing the newest versions that pyproject.toml allows ..."
"$empty/venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
    --progress-bar off --upgrade -e '.[dev,bundle]'
"$empty/venv/bin/python" -m pip freeze --disable-pip-version-check --exclude-editable |
    LC_ALL=C sort -f >"$empty/constraints.txt"
mv "$empty/constraints.txt" constraints.txt
echo "constraints.txt holds $(wc -l <constraints.txt) libraries."
