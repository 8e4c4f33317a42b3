#!/bin/sh
# Looks for the libraries of the system that Qt's wheels load but do not bring, and installs the
# missing ones where it may: as root, or with a sudo that asks for no password. Elsewhere it says
# what to type, and the caller goes on: the window may still open, or the race plays offscreen.
# Says nothing when nothing is missing.
#
#   system-packages.sh check   [OPTION]...     exit 1 when something is missing
#   system-packages.sh install [OPTION]...     exit 0 in any case
#
#   (always)   what QtCore, QtGui and QtWidgets load, also offscreen
#   --window   and what Qt's plugins for X11 and Wayland load
#   --test     and an X server that needs no screen, what changes the layout of its keyboard, and
#              a bus without a desktop
#   --venv     and the part of Python that makes virtual environments
#   (--test)   brings strace too, which writes down what a program does to the disk
#   --bundle   and what gathers the application: Python as a library, and readers of programs
#   --package  and what looks at a package: checks of its desktop entry and of what a store reads
set -eu

PATH=$PATH:/usr/sbin:/sbin

# A library as the loader knows it, and the Debian package that brings it. As read from the
# NEEDED entries of the wheels of Qt 6.10 and 6.11.
OFFSCREEN='
libEGL.so.1          libegl1
libGL.so.1           libgl1
libX11.so.6          libx11-6
libdbus-1.so.3       libdbus-1-3
libfontconfig.so.1   libfontconfig1
libfreetype.so.6     libfreetype6
libglib-2.0.so.0     libglib2.0-0
libgthread-2.0.so.0  libglib2.0-0
libstdc++.so.6       libstdc++6
libxkbcommon.so.0    libxkbcommon0
libz.so.1            zlib1g
libzstd.so.1         libzstd1
'
X11='
libX11-xcb.so.1         libx11-xcb1
libxcb-cursor.so.0      libxcb-cursor0
libxcb-icccm.so.4       libxcb-icccm4
libxcb-image.so.0       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-render.so.0      libxcb-render0
libxcb-shape.so.0       libxcb-shape0
libxcb-shm.so.0         libxcb-shm0
libxcb-sync.so.1        libxcb-sync1
libxcb-util.so.1        libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1
libxcb.so.1             libxcb1
libxkbcommon-x11.so.0   libxkbcommon-x11-0
'
WAYLAND='
libwayland-client.so.0  libwayland-client0
libwayland-cursor.so.0  libwayland-cursor0
libwayland-egl.so.1     libwayland-egl1
'

usage() {
    echo "usage: system-packages.sh check|install [--window] [--test] [--venv] [--bundle] [--package]" >&2
    exit 2
}

libraries=$OFFSCREEN
with_xvfb=no
with_venv=no
with_bundle=no
with_package=no

read_arguments() {
    [ $# -ge 1 ] || usage
    mode=$1
    shift
    case $mode in check | install) ;; *) usage ;; esac
    for option; do
        case $option in
        --window) libraries="$libraries$X11${WAYLAND_DISPLAY:+$WAYLAND}" ;;
        --test) with_xvfb=yes ;;
        --venv) with_venv=yes ;;
        --bundle) with_bundle=yes ;;
        --package) with_package=yes ;;
        *) usage ;;
        esac
    done
}

# The loader's list holds libraries of every architecture that is installed: only ours count.
known_to_loader() {
    case $(uname -m) in
    x86_64) ours='x86-64' ;;
    aarch64) ours='AArch64' ;;
    *) ours='' ;;
    esac
    ldconfig -p 2>/dev/null | awk -v ours="$ours" 'index($0, ours) { print $1 }'
}

# Prints "library package" for each one that is missing.
missing_libraries() {
    known=$(known_to_loader)
    [ -n "$known" ] || return 0 # a system without the loader's list: nobody can tell
    printf '%s\n@\n%s\n' "$known" "$libraries" | awk '
        $1 == "@" { wanted = 1; next }
        !wanted { known[$1] = 1; next }
        NF == 2 && !($1 in known) { print }'
}

missing() {
    missing_libraries
    if [ $with_xvfb = yes ] && ! command -v Xvfb >/dev/null 2>&1; then
        echo "Xvfb xvfb"
    fi
    if [ $with_xvfb = yes ] && ! command -v setxkbmap >/dev/null 2>&1; then
        echo "setxkbmap x11-xkb-utils"
    fi
    if [ $with_xvfb = yes ] && ! command -v dbus-run-session >/dev/null 2>&1; then
        echo "dbus-run-session dbus"
    fi
    if [ $with_venv = yes ] && ! "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "python3-venv python3-venv"
    fi
    if [ $with_xvfb = yes ] && ! command -v strace >/dev/null 2>&1; then
        echo "strace strace"
    fi
    if [ $with_bundle = yes ]; then
        needs objdump binutils
        missing_libpython
    fi
    if [ $with_package = yes ]; then
        needs appstreamcli appstream
        needs desktop-file-validate desktop-file-utils
        needs update-mime-database shared-mime-info
        needs xdg-mime xdg-utils
    fi
}

# Prints the name of the command and the package that has it, where it is missing.
needs() {
    command -v "$1" >/dev/null 2>&1 || echo "$1 $2"
}

# Python as a library, which the bundle starts: Debian has it in a package of its own.
missing_libpython() {
    "${PYTHON:-python3}" -c '
import os, sys, sysconfig
value = sysconfig.get_config_var
folder, name = value("LIBDIR") or "", value("INSTSONAME") or ""
places = (folder, os.path.join(folder, value("MULTIARCH") or ""))
if not any(os.path.exists(os.path.join(place, name)) for place in places):
    print(name, "libpython%d.%d" % sys.version_info[:2])'
}

# A column of stdin, each word once, on one line.
column() {
    awk -v column="$1" '!seen[$column]++ { printf "%s%s", space, $column; space = " " }'
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || sudo -n true >/dev/null 2>&1
}

# Asks nothing, says only what goes wrong, and waits for another apt at work to end.
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -q -o DPkg::Lock::Timeout=120 "$@" </dev/null >/dev/null
}

install_packages() {
    apt update || true # a list that cannot be renewed may still do
    apt install -y --no-install-recommends "$@"
}

say_what_to_type() {
    if command -v apt-get >/dev/null 2>&1; then
        echo "Missing: $(echo "$1" | column 1). To install, type: sudo apt-get install -y --no-install-recommends $(echo "$1" | column 2)"
    else
        echo "Missing, to be installed with this system's package manager: $(echo "$1" | column 1)"
    fi >&2
}

read_arguments "$@"
[ "$(uname -s)" = Linux ] || exit 0
found_missing=$(missing)
[ -n "$found_missing" ] || exit 0

if [ "$mode" = install ] && may_install; then
    packages=$(echo "$found_missing" | column 2)
    echo "Installing from the system's packages: $packages ..."
    # Each word is a package.
    # shellcheck disable=SC2086
    install_packages $packages || echo "apt-get could not install them all." >&2
    found_missing=$(missing)
    [ -n "$found_missing" ] || exit 0
fi

say_what_to_type "$found_missing"
[ "$mode" = install ]
