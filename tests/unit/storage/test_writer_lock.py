import errno
import os
from pathlib import Path

import pytest

from app.storage import writer_lock
from app.storage.failures import LibraryError
from app.storage.writer_lock import WriterLock, written_elsewhere
from tests.unit.storage.processes import held_elsewhere


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.splitline"


def test_that_the_lock_of_another_process_is_respected_and_dies_with_it(library: Path) -> None:
    lock = WriterLock(library)
    with held_elsewhere(library) as process:
        with pytest.raises(LibraryError, match=r"^Another Splitline is writing to .*; close it"):
            lock.acquire()
        assert written_elsewhere(library)
        process.kill()
        process.wait()
        lock.acquire()
    lock.release()


def test_that_two_owners_in_one_process_share_the_lock(library: Path) -> None:
    first, second = WriterLock(library), WriterLock(library)
    first.acquire()
    second.acquire()
    second.acquire()
    first.release()
    first.release()
    assert not written_elsewhere(library)
    with pytest.raises(LibraryError):
        take_a_handle_of_its_own(library)
    second.release()
    with held_elsewhere(library):
        assert written_elsewhere(library)


def take_a_handle_of_its_own(library: Path) -> None:
    """Ask as another process would: by another handle of the same file."""
    os.close(WriterLock(library)._open())


def test_that_a_link_and_its_library_have_one_lock(tmp_path: Path, library: Path) -> None:
    library.touch()
    link = tmp_path / "link"
    link.symlink_to(library)
    with held_elsewhere(link):
        assert written_elsewhere(library)


def test_that_the_lock_is_taken_anew_when_its_file_was_removed(library: Path) -> None:
    first, second = WriterLock(library), WriterLock(library)
    first.acquire()
    Path(f"{library}.lock").unlink()
    with held_elsewhere(library), pytest.raises(LibraryError):
        second.acquire()
    second.acquire()
    first.release()
    with pytest.raises(LibraryError):
        take_a_handle_of_its_own(library)
    second.release()


def test_that_a_library_nobody_has_written_to_is_not_written_elsewhere(library: Path) -> None:
    assert not written_elsewhere(library)
    assert list(library.parent.iterdir()) == []


def test_that_a_file_system_without_locks_says_so(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(writer_lock, "_lock", no_locks)
    with pytest.raises(OSError, match="No locks available"):
        WriterLock(library).acquire()
    assert not written_elsewhere(library)
