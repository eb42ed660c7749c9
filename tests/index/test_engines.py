"""What every engine must do, run against both."""

import shutil
import threading
from pathlib import Path

import pytest

from factcheck.exceptions import IndexUnavailable
from factcheck.index import LookupIndex, Segment, segments_of
from factcheck.index.tantivy_index import TantivyIndex

SPEECH = (
    "Good morning, everyone in this room. We will shut the bridge for nine days, and not for longer. "
    "The council has never before agreed to anything like it. Thank you all for coming here today."
)
OTHER = "Astronauts repaired the telescope with a borrowed screwdriver during their second walk outside."


def fill(index: LookupIndex) -> None:
    index.add([*segments_of(1, "article", SPEECH), *segments_of(2, "visible", OTHER)])


def found_in(index: LookupIndex, text: str) -> set[int]:
    return {candidate.capture_id for candidate in index.search(text, 50)}


def test_finds_the_place_of_a_misquoted_sentence(index: LookupIndex) -> None:
    fill(index)
    [best, *_] = index.search("We will close the bridge for nine days", 5)
    assert (best.capture_id, best.layer) == (1, "article")
    assert SPEECH[best.start : best.end] == "We will shut the bridge for nine days, and not for longer."


def test_layer_and_place_come_back(index: LookupIndex) -> None:
    fill(index)
    [best] = index.search("astronauts repairing a telescope", 5)
    assert (best.capture_id, best.layer, best.start, best.end) == (2, "visible", 0, len(OTHER))


@pytest.mark.parametrize("text", ["zeppelin", "", "?!", "\0"])
def test_nothing_shared_is_no_candidate(index: LookupIndex, text: str) -> None:
    fill(index)
    assert index.search(text, 5) == []


def test_common_words_alone_still_find(index: LookupIndex) -> None:
    index.add([Segment(number, "article", 0, 40, "we will not do it for you all") for number in range(1, 50)])
    index.add([Segment(99, "article", 0, 40, "it is not for us to do")])
    assert index.search("not for us to do", 3)[0].capture_id == 99


def test_adding_twice_is_adding_once(index: LookupIndex) -> None:
    fill(index)
    rows = index.count()
    fill(index)
    assert index.count() == rows
    assert len(index.search("borrowed screwdriver", 5)) == 1


def test_adding_replaces_what_a_capture_had(index: LookupIndex) -> None:
    fill(index)
    index.add(segments_of(1, "article", "Entirely different words about a harbour stand here now."))
    assert found_in(index, "shut the bridge for nine days") == {2}  # by “the”
    assert index.search("different words about a harbour", 5)[0].capture_id == 1


def test_remove_takes_one_capture_out(index: LookupIndex) -> None:
    fill(index)
    index.remove_capture(1)
    index.remove_capture(77)
    assert found_in(index, "shut the bridge for nine days") == {2}  # by “the”
    assert index.search("borrowed screwdriver", 5)


def test_rebuild_holds_exactly_what_it_is_given(index: LookupIndex) -> None:
    fill(index)
    told: list[int] = []
    rows = [Segment(n, "article", 0, 30, f"sentence number {n} about harbours") for n in range(1, 6_001)]
    assert index.rebuild(rows, told.append) == 6_000 == index.count()
    assert told and told[-1] <= 6_000
    assert index.search("shut the bridge", 5) == []


def test_clear_leaves_an_index_that_answers(index: LookupIndex) -> None:
    fill(index)
    index.clear()
    assert index.is_ready() and index.count() == 0 and index.search("bridge", 5) == []


def test_failed_rebuild_leaves_the_old_index(index: LookupIndex) -> None:
    fill(index)

    def broken():  # type: ignore[no-untyped-def]
        yield from segments_of(3, "article", OTHER)
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        index.rebuild(broken())
    assert index.search("shut the bridge for nine days", 5)[0].capture_id == 1


# The embedded engine alone
# ---------------------------------------------------------------------------------------------


def test_never_made_is_not_ready(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path / "index")
    assert not index.is_ready()
    with pytest.raises(IndexUnavailable):
        index.search("bridge", 5)


@pytest.mark.parametrize("what", ["all of it", "the files", "the pointer", "half a file"])
def test_lost_index_is_an_error_and_comes_back_by_rebuilding(tmp_path: Path, what: str) -> None:
    directory = tmp_path / "index"
    index = TantivyIndex(directory)
    index.rebuild(segments_of(1, "article", SPEECH))
    assert index.search("bridge", 5)
    generation = directory / (directory / "CURRENT").read_text()
    if what == "all of it":
        shutil.rmtree(directory)
    elif what == "the files":
        shutil.rmtree(generation)
    elif what == "the pointer":
        (directory / "CURRENT").unlink()
    else:
        (generation / "meta.json").write_text("{")
        index = TantivyIndex(directory)
    assert not index.is_ready()
    for ask in (lambda: index.search("bridge", 5), index.count, lambda: index.add(segments_of(2, "article", OTHER))):
        with pytest.raises(IndexUnavailable):
            ask()
    TantivyIndex(directory).rebuild(segments_of(1, "article", SPEECH))
    assert index.search("bridge", 5)


def test_reader_sees_what_another_process_wrote(tmp_path: Path) -> None:
    reader, writer = TantivyIndex(tmp_path / "index"), TantivyIndex(tmp_path / "index")
    writer.clear()
    assert reader.search("bridge", 5) == []
    writer.add(segments_of(1, "article", SPEECH))
    assert reader.search("bridge", 5)
    writer.rebuild(segments_of(2, "article", OTHER))
    assert reader.search("bridge", 5) == [] and reader.search("telescope", 5)


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path / "index")
    index.clear()
    failures: list[BaseException] = []

    def write(capture_id: int) -> None:
        try:
            TantivyIndex(tmp_path / "index").add(segments_of(capture_id, "article", SPEECH))
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(1, 9)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert {candidate.capture_id for candidate in index.search("shut the bridge", 50)} == set(range(1, 9))


def test_writer_that_waits_too_long_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.index.tantivy_index.LOCK_SECONDS", 0.1)
    index = TantivyIndex(tmp_path / "index")
    index.clear()
    with index._writing(), pytest.raises(IndexUnavailable, match="writing"):
        TantivyIndex(tmp_path / "index").add(segments_of(1, "article", SPEECH))
