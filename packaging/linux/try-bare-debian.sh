#!/bin/sh
# Installs the package in a Debian that has nothing but itself, starts it there under Xvfb, and
# removes it. Needs root, debootstrap and a mirror; the first argument names the release (bookworm).
set -eu

cd "$(dirname "$0")/../.."
if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null 2>&1; then
    echo "try-bare-debian.sh: expected root and debootstrap (apt-get install debootstrap)." >&2
    exit 1
fi
set -- "${1:-bookworm}" dist/splitline_*.deb
if [ ! -f "$2" ]; then
    echo "try-bare-debian.sh: found no package in dist, expected what make deb builds." >&2
    exit 1
fi
root=$(mktemp -d)
chmod 755 "$root" # apt reads its lists as a user of its own
leave() {
    umount "$root/proc" "$root/dev" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap leave EXIT

echo "Making a bare Debian ($1) ..."
debootstrap --variant=minbase "$1" "$root" >"$root.log" || { tail "$root.log" >&2; exit 1; }
rm "$root.log"
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
cp /etc/resolv.conf /etc/hosts "$root/etc/"
cp "$2" "$root/srv/splitline.deb"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
# What stands in single quotes is for the shell inside.
# shellcheck disable=SC2016
chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv DEBIAN_FRONTEND=noninteractive \
    sh -eu -c '
apt-get -q -q update
apt-get -q -q install -y --no-install-recommends /srv/splitline.deb >/dev/null 2>&1
echo "Installed; it tests itself:"
splitline --self-test
apt-get -q -q install -y --no-install-recommends xvfb >/dev/null 2>&1
Xvfb :99 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -S /tmp/.X11-unix/X99 ] || sleep 0.5; done
echo "It starts under Xvfb:"
DISPLAY=:99 timeout 60 splitline --quit-after ready
kill $server
apt-get -q -q purge -y splitline >/dev/null 2>&1
[ ! -e /usr/lib/splitline ] && [ ! -e /usr/bin/splitline ]
echo "It is removed."'
