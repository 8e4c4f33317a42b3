"""What does the icon look like in every size that a system asks for? Drawn from its SVG.

    python packaging/bundle/icons.py FOLDER

writes a PNG of each size as `hicolor` has them, and splitline.ico and splitline.icns for the two other systems.
"""

import os
import shutil
import struct
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parents[2] / "resources" / "icons" / "splitline.svg"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512}
"""Apple's names for a PNG of each size."""


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """Return the icon as a PNG of `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError(f"{SVG}: cannot be drawn with {size} pixels")
    return bytes(content.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return Windows' icon file: a head, an entry of 16 bytes each, then each PNG."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, content in pictures.items():
        side = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), offset)
        bodies += content
        offset += len(content)
    return head + entries + bodies


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """Return macOS' icon file: each PNG behind its kind and its length."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(content)) + content for kind, content in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write_icons(folder: Path) -> None:
    """Write every form of the icon to `folder`."""
    renderer = QSvgRenderer(str(SVG))
    for size in SIZES:
        place = folder / "hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        (place / "splitline.png").write_bytes(png(renderer, size))
    scalable = folder / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SVG, scalable / "splitline.svg")
    (folder / "splitline.ico").write_bytes(ico({each: png(renderer, each) for each in ICO_SIZES}))
    (folder / "splitline.icns").write_bytes(
        icns({kind: png(renderer, size) for kind, size in ICNS_KINDS.items()})
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: icons.py FOLDER")
    application = QGuiApplication([])
    write_icons(Path(sys.argv[1]))
