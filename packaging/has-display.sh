#!/bin/sh
# Exits with 0 where a window can be opened, and with 1 where it cannot; says why when there
# seemed to be a display. The first argument is the Python that has Qt.
# Only Qt itself knows: a display may be set and be gone, or refuse us, or Qt lack a library for it.
set -eu

case ${QT_QPA_PLATFORM:-} in
offscreen | minimal* | vnc*) exit 1 ;;
esac
[ "$(uname -s)" = Linux ] || exit 0
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exit 1

# shellcheck disable=SC3045
ulimit -c 0 # in every sh of a Linux; a refused Qt aborts; nobody wants its core
try='from PySide6.QtGui import QGuiApplication as A; raise SystemExit(A([]).platformName() == "offscreen")'
# In a shell of its own, so that its word about the abort goes where Qt's words go.
if (
    exec >/dev/null 2>&1
    timeout 20 "$1" -c "$try"
    exit $?
); then
    exit 0
fi
echo "The display ${WAYLAND_DISPLAY:-$DISPLAY} cannot be used, so the race is played without a window." >&2
exit 1
