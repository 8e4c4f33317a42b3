#!/bin/sh
# Makes Splitline.app and a disk image of it, on a Mac with Python 3.11 to 3.14. Not run on the
# machines where Splitline is made, which are no Macs: its syntax and the files it names are held by
# a test, the rest is as Apple and PyInstaller document it.
#
# Without an identity in SIGN_AS the application is signed for this Mac alone; others then have to
# allow it by Control-click, Open. With one (`Developer ID Application: ...`) and a profile of
# notarytool in NOTARY_PROFILE it is signed and notarised for all.
set -eu

cd "$(dirname "$0")/../.."
if [ "$(uname -s)" != Darwin ]; then
    echo "make-dmg.sh: found $(uname -s), expected macOS: an image for Macs is made on a Mac." >&2
    exit 1
fi
make bundle
version=$(cat dist/splitline/VERSION)
app=dist/Splitline.app
image=dist/splitline-$version-macos-$(uname -m).dmg

# PyInstaller makes the application before the licences are gathered beside the folder.
rm -rf "$app/Contents/Resources/licenses"
cp -R dist/splitline/licenses "$app/Contents/Resources/licenses"
if [ -n "${SIGN_AS:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$SIGN_AS" "$app"
else
    codesign --force --deep --sign - "$app"
fi
codesign --verify --deep --strict "$app"
"$app/Contents/MacOS/splitline" --self-test

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -quiet -volname "Splitline $version" -srcfolder "$stage" -format UDZO "$image"
if [ -n "${SIGN_AS:-}" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
    codesign --sign "$SIGN_AS" --timestamp "$image"
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image is the disk image."
