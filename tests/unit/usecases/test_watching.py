from app.domain.times import NS_PER_MS, Instant
from app.usecases.watching import PATIENCE, FolderWatch, Looked, Stamp

STEP = 500


class _Folder:
    """A folder that is looked at every half second, by a clock of its own."""

    def __init__(self, **files: int) -> None:
        self.files = {name.replace("_", "."): Stamp(size, 0) for name, size in files.items()}
        self.watch = FolderWatch()
        self.now = 0
        self.look()

    @property
    def at(self) -> Instant:
        return Instant(self.now * NS_PER_MS)

    def look(self) -> Looked:
        looked = self.watch.look(self.files, self.at)
        self.now += STEP
        return looked

    def write(self, name: str, size: int) -> None:
        self.files[name] = Stamp(size, self.now)


NOTHING = Looked((), ())


def test_that_what_lay_there_before_is_never_taken() -> None:
    folder = _Folder(old_lif=100)
    assert [folder.look() for _ in range(3)] == [NOTHING] * 3


def test_that_a_new_file_is_ready_once_it_has_stood_still() -> None:
    folder = _Folder()
    folder.write("a.lif", 10)
    assert folder.look() == NOTHING
    folder.write("a.lif", 20)
    assert folder.look() == NOTHING
    assert folder.look() == Looked(("a.lif",), ())
    folder.watch.took(["a.lif"])
    assert [folder.look() for _ in range(3)] == [NOTHING] * 3


def test_that_other_files_and_empty_ones_are_passed_over() -> None:
    folder = _Folder()
    folder.write("a.evt", 10)
    folder.write("b.LIF", 0)
    assert [folder.look() for _ in range(3)] == [NOTHING] * 3
    folder.write("b.LIF", 5)
    folder.look()
    assert folder.look() == Looked(("b.LIF",), ())


def test_that_a_file_that_changes_after_it_was_taken_is_named_and_not_taken() -> None:
    folder = _Folder()
    folder.write("a.lif", 10)
    folder.look()
    assert folder.look().ready == ("a.lif",)
    folder.watch.took(["a.lif"])
    folder.write("a.lif", 30)
    assert folder.look() == Looked((), ("a.lif",))
    assert [folder.look() for _ in range(3)] == [NOTHING] * 3


def test_that_an_unfinished_file_is_tried_again_until_patience_ends_or_it_changes() -> None:
    folder = _Folder()
    folder.write("a.lif", 10)
    folder.look()
    for left in range(PATIENCE - 1, -1, -1):
        assert folder.look().ready == ("a.lif",)
        assert folder.watch.unfinished("a.lif", Instant(folder.at - STEP * NS_PER_MS)) is (left > 0)
    assert folder.look() == NOTHING
    folder.write("a.lif", 20)
    assert folder.look() == NOTHING
    assert folder.look() == Looked(("a.lif",), ())


def test_that_a_file_that_cannot_be_stored_yet_is_tried_for_ever_and_told_of_once() -> None:
    folder = _Folder()
    folder.write("a.lif", 10)
    folder.look()
    folder.look()
    folder.watch.took(["a.lif"])
    assert not folder.watch.again("a.lif", folder.at)
    folder.look()
    assert folder.look().ready == ("a.lif",)
    assert folder.watch.again("a.lif", folder.at)


def test_that_a_file_that_goes_away_and_comes_again_is_new() -> None:
    folder = _Folder(a_lif=10)
    gone = folder.files.pop("a.lif")
    assert folder.look() == NOTHING
    assert not folder.watch.unfinished("a.lif", folder.at)
    assert not folder.watch.again("a.lif", folder.at)
    folder.files["a.lif"] = gone
    assert folder.look() == NOTHING
    assert folder.look() == Looked(("a.lif",), ())
