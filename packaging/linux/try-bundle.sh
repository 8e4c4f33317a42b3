#!/bin/sh
# Tries what was built as its users will: the bundle tests itself; then, where this is root on a
# Debian, the package is installed, starts under Xvfb, opens a file of its own, and is removed with
# nothing left but the library. Elsewhere one sentence says what was not tried.
set -eu

cd "$(dirname "$0")/../.."
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
export HOME="$here/home" XDG_DATA_HOME="$here/home/data" XDG_CONFIG_HOME="$here/home/config"
export XDG_CACHE_HOME="$here/home/cache"
mkdir -p "$HOME"
# What the environment of the checkout says must not help.
unset SPLITLINE_HOME PYTHONPATH QT_QPA_PLATFORM VIRTUAL_ENV DISPLAY WAYLAND_DISPLAY

fail() {
    echo "try-bundle.sh: $1" >&2
    exit 1
}

# Runs a command on a screen of its own, which ends with it.
on_screen() {
    mkfifo "$here/number"
    Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp -terminate \
        3>"$here/number" >/dev/null 2>&1 &
    read -r number <"$here/number"
    rm "$here/number"
    ended=0
    DISPLAY=":$number" timeout 120 "$@" || ended=$?
    kill "$!" 2>/dev/null || true
    return $ended
}

# Lists what has our name on it where a package may put something.
ours() {
    find /etc /opt /srv /usr /var -xdev \( -iname '*splitline*' -o -iname '*splitrace*' \) \
        -print 2>/dev/null | sort
}

echo "The bundle tests itself:"
(cd "$here" && timeout 300 "$OLDPWD/dist/splitline/splitline" --self-test)

if ! command -v dpkg-deb >/dev/null 2>&1; then
    echo "The package was neither built nor tried: that needs dpkg-deb." >&2
    exit 0
fi
set -- dist/splitline_*.deb
if [ ! -f "$1" ] || [ $# != 1 ]; then
    fail "found $* in dist, expected one package; make deb builds it."
fi
package=$PWD/$1
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "The package was not installed: that needs root and apt-get." >&2
    exit 0
fi
if dpkg-query --show --showformat='${Status}' splitline 2>/dev/null | grep -q ' installed'; then
    echo "The package was not tried: a Splitline is installed, and it would be removed." >&2
    exit 0
fi

sh packaging/linux/system-packages.sh install --window --test --package
desktop-file-validate packaging/linux/splitline.desktop
ours >"$here/before"

echo "Installing $(basename "$package") ..."
DEBIAN_FRONTEND=noninteractive apt-get -q -q -o DPkg::Lock::Timeout=120 install -y \
    --no-install-recommends "$package" </dev/null >"$here/apt" 2>&1 ||
    { cat "$here/apt" >&2; fail "apt-get could not install the package."; }

cd "$HOME"
appstreamcli validate --no-net --override=cid-desktopapp-is-not-rdns=info \
    /usr/share/metainfo/splitline.metainfo.xml >"$here/appstream" ||
    { cat "$here/appstream" >&2; fail "the metadata for software centres is not sound."; }

echo "The installed one tests itself:"
timeout 300 splitline --self-test
echo "It starts under Xvfb:"
on_screen splitline --quit-after ready

splitline export paris-2025 --to race.splitrace >/dev/null
[ "$(xdg-mime query filetype race.splitrace)" = application/vnd.splitline.race+json ] ||
    fail "a .splitrace was taken for $(xdg-mime query filetype race.splitrace)."
[ "$(xdg-mime query default application/vnd.splitline.race+json)" = splitline.desktop ] ||
    fail "a .splitrace would be opened by $(xdg-mime query default application/vnd.splitline.race+json)."
# What a click does: the command of the desktop entry, with the file in its place.
command=$(sed -n 's/^Exec=\(.*\) %f$/\1/p' /usr/share/applications/splitline.desktop)
# The first word is the program, the others are its arguments.
# shellcheck disable=SC2086
on_screen $command "$HOME/race.splitrace" --quit-after first-paint ||
    fail "the window did not open on a .splitrace."
echo "A file of its own opens its window."
splitline import race.splitrace >/dev/null
[ -f "$XDG_DATA_HOME/Splitline/library.splitline" ] || fail "there is no library after an import."

DEBIAN_FRONTEND=noninteractive apt-get -q -q -o DPkg::Lock::Timeout=120 purge -y splitline \
    </dev/null >"$here/apt" 2>&1 ||
    { cat "$here/apt" >&2; fail "apt-get could not remove the package."; }
ours >"$here/after"
comm -13 "$here/before" "$here/after" >"$here/left"
[ ! -s "$here/left" ] || fail "the package left behind: $(tr '\n' ' ' <"$here/left")."
[ -f "$XDG_DATA_HOME/Splitline/library.splitline" ] || fail "the library went with the package."
echo "It is removed, with nothing left but the library."
