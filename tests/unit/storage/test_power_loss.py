"""Does every folder that a power cut may leave open to what was acknowledged?"""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.torture.power import MODES, Disk, Op, Recording, cut_everywhere, record

PRESSES = 30
HOME = "/home"
FILE = f"{HOME}/file"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """In memory where there is such a place: nothing here asks the real disk."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="splitline-power-", dir=memory) as name:
        yield Path(name).resolve()


@pytest.fixture(scope="module")
def recording(folder: Path) -> Recording:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    return record(folder / "delete", PRESSES, 1)


def after(*ops: Op) -> list[dict[str, bytes]]:
    """The folders that a cut after `ops` may leave: the least, the most, and two between."""
    disk = Disk(HOME)
    for op in ops:
        disk.do(op)
    return list(disk.folders(random.Random(1)))


def test_that_what_nobody_synced_may_be_gone_or_there() -> None:
    least, most, *_ = after(Op("new", FILE), Op("write", FILE, 0, b"abc"))
    assert (least, most) == ({}, {FILE: b"abc"})


def test_that_a_synced_file_has_no_name_before_its_folder_is_synced() -> None:
    written = (Op("new", FILE), Op("write", FILE, 0, b"abc"), Op("sync", FILE))
    assert after(*written)[:2] == [{}, {FILE: b"abc"}]
    assert after(*written, Op("sync", HOME)) == [{FILE: b"abc"}] * 4


def test_that_a_removal_is_not_safe_before_the_folder_is_synced() -> None:
    safe = (Op("new", FILE), Op("write", FILE, 0, b"abc"), Op("sync", FILE), Op("sync", HOME))
    assert after(*safe, Op("gone", FILE))[:2] == [{FILE: b"abc"}, {}]
    assert after(*safe, Op("gone", FILE), Op("sync", HOME)) == [{}] * 4


def test_that_a_renamed_file_is_under_one_of_its_names() -> None:
    new = f"{HOME}/new"
    safe = (Op("new", new), Op("write", new, 0, b"abc"), Op("sync", new), Op("sync", HOME))
    found = after(*safe, Op("name", FILE, data=new.encode()))
    assert found[:2] == [{new: b"abc"}, {FILE: b"abc"}]
    assert all(each in found[:2] for each in found[2:])


def test_that_a_long_write_may_be_torn_between_sectors() -> None:
    safe = (Op("new", FILE), Op("write", FILE, 0, bytes(5120)), Op("sync", FILE), Op("sync", HOME))
    disk, seen = Disk(HOME), set()
    for op in (*safe, Op("write", FILE, 0, b"x" * 5120)):
        disk.do(op)
    for seed in range(20):
        for found in disk.folders(random.Random(seed)):
            sectors = [found[FILE][start : start + 512] for start in range(0, 5120, 512)]
            assert all(each in (bytes(512), b"x" * 512) for each in sectors)
            seen.add(sum(each == b"x" * 512 for each in sectors))
    assert {0, 10} < seen


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_that_no_power_cut_loses_an_acknowledged_press(
    folder: Path, recording: Recording, mode: str
) -> None:
    if mode != "delete":
        recording = record(folder / mode, PRESSES, 1, mode)
    assert len(recording.records) > PRESSES // 2
    found = cut_everywhere(recording, folder / "cut", 1, every=2)
    assert found.cuts > PRESSES // 2
    assert found.folders == 4 * found.cuts
    assert (found.lost, found.unsound) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("forgotten", ["files", "folders"])
def test_that_a_disk_that_forgets_what_was_synced_is_noticed(
    folder: Path, recording: Recording, forgotten: str
) -> None:
    """The same race, with the syncs of the files or of the folder taken out."""

    def kept(op: Op) -> bool:
        of_folder = op.path == recording.home
        return op.what != "sync" or of_folder == (forgotten == "files")

    ops = [op for op in recording.ops if kept(op)]
    assert len(ops) < len(recording.ops)
    found = cut_everywhere(recording._replace(ops=ops), folder / "cut", 1, every=5)
    assert found.lost + found.unsound > 0
