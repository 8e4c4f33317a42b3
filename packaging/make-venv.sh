#!/bin/sh
# Makes the virtual environment named by the first argument with $PYTHON, unless a sound one is
# there. Refuses, in one sentence, a Python that Splitline does not run on.
set -eu

venv=$1
python=${PYTHON:-python3}
wanted="Splitline needs Python 3.11 to 3.14"
another="name another with: make setup PYTHON=python3.12"

is_supported() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}

if [ -x "$venv/bin/python" ] && is_supported "$venv/bin/python" &&
    "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

if ! command -v "$python" >/dev/null 2>&1; then
    echo "$wanted, and there is no $python here; install it, or $another" >&2
    exit 1
fi
if ! is_supported "$python"; then
    echo "$wanted, and $python is $("$python" -V 2>&1); $another" >&2
    exit 1
fi
# Debian keeps the part of Python that makes environments in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sh "$(dirname "$0")/linux/system-packages.sh" install --venv
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python cannot make a virtual environment: its modules venv and ensurepip are missing." >&2
        exit 1
    fi
fi

echo "Making the environment $venv with $("$python" -V) ..."
"$python" -m venv --clear "$venv"
