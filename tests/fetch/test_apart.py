"""Files read in a process of their own: the same documents, and nothing a file does reaches the process that asked."""

import io
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factcheck.fetch import apart
from factcheck.fetch.apart import MEGABYTE, ReadLimits, end_children, read_apart
from factcheck.fetch.document import Document
from factcheck.fetch.quality import judge
from factcheck.fetch.read import read_document
from factcheck.fetch.result import Outcome
from tests.fetch.files import docx_of, paragraph, pdf_of, pdf_of_stream

ROOT = Path(__file__).resolve().parents[2]
HTML = b"<html lang='en'><title>T</title><body><p>MS. ROE: We go &#55357; on.</p><p>Q  When?</p></body></html>"
SRT = b"1\n00:00:01,000 --> 00:00:02,500\nROE: Hello.\n\n2\n00:00:02,500 --> 00:00:03,000\nAgain.\n"


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadLimits]:
    """Limits whose children do what a plain text tells them."""
    end_children()
    monkeypatch.setattr(apart, "CHILD_MODULE", "tests.fetch.odd_child")
    yield ReadLimits(seconds=2.0, memory_bytes=400 * MEGABYTE)
    end_children()


SAME = [
    pytest.param(HTML, "a.html", id="page"),
    pytest.param(SRT, "a.srt", id="captions"),
    pytest.param(pdf_of([["MS. ROE: We go on.", "Q. When?"]]), "a.pdf", id="PDF"),
    pytest.param(docx_of(paragraph("MS. ROE: We go on.")), "a.docx", id="Word"),
    pytest.param("MS. ROE:  caf\u00e9\n\nQ    When?\n".encode("cp1252"), "a.txt", id="windows-1252"),
    pytest.param(b"See [it](https://example.org/a).", "a.md", id="Markdown"),
    pytest.param(b"", "a.txt", id="empty"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), "a.txt", id="picture"),
    pytest.param(b"a" * (33 << 20), "a.txt", id="too large"),
    pytest.param("word \u2028 \ud83d".encode("utf-8", "surrogatepass"), "a.txt", id="broken characters"),
]


@pytest.mark.parametrize(("raw_bytes", "name"), SAME)
def test_the_document_is_that_of_reading_here(raw_bytes: bytes, name: str) -> None:
    url, content_type = "https://example.org/a?b=\u00e9", "text/plain; charset=windows-1252"
    here = read_document(raw_bytes, name=name, url=url, content_type=content_type)
    assert read_apart(raw_bytes, name=name, url=url, content_type=content_type) == here


def test_a_reader_that_never_ends_is_ended(odd: ReadLimits) -> None:
    began = time.monotonic()
    document = read_apart(b"loop for ever", limits=odd)
    # Of the processor; where others keep it busy, the time on the clock may be up first.
    assert document.problem in {f"The file needed more than {seconds} seconds to be read." for seconds in (2, 6)}
    assert judge(document).outcome is Outcome.UNREADABLE
    assert time.monotonic() - began < 30
    assert read_apart(b"read this", limits=odd).article_text == "read this"


def test_a_reader_that_eats_memory_is_ended(odd: ReadLimits) -> None:
    document = read_apart(b"eat all", limits=ReadLimits(seconds=60, memory_bytes=odd.memory_bytes))
    assert document.problem == "The file needed more than 400 MB of memory to be read."


def test_memory_that_the_parser_lacks_is_named_too() -> None:
    many_tags = b"<html><body>" + b"<p>a<b>c</b>\n" * 1_000_000
    document = read_apart(many_tags, limits=ReadLimits(memory_bytes=300 * MEGABYTE))
    assert document.problem == "The file needed more than 300 MB of memory to be read."


def test_a_reader_that_dies_twice_is_named(odd: ReadLimits) -> None:
    document = read_apart(b"die now", limits=odd)
    assert document.problem == "The file could not be read: its reader broke down on the file (signal 9)."


def test_a_reader_killed_for_something_else_is_replaced(odd: ReadLimits, tmp_path: Path) -> None:
    order = f"die-once {tmp_path / 'died'}"
    assert read_apart(order.encode(), limits=odd).article_text == order


def test_a_child_killed_while_idle_is_replaced(odd: ReadLimits) -> None:
    first = int(read_apart(b"pid please", limits=odd).article_text)
    os.kill(first, signal.SIGKILL)
    assert int(read_apart(b"pid please", limits=odd).article_text) != first


def test_a_child_stopped_in_the_middle_is_late(odd: ReadLimits) -> None:
    child = int(read_apart(b"pid please", limits=odd).article_text)
    os.kill(child, signal.SIGSTOP)
    problem = read_apart(b"x" * MEGABYTE, limits=odd).problem
    assert problem == "The file needed more than 6 seconds to be read."  # of the clock: it used none of the processor
    assert not is_alive(child)


def test_a_child_is_kept_and_replaced_after_its_files(odd: ReadLimits) -> None:
    limits = ReadLimits(files=3)
    children = [read_apart(b"pid please", limits=limits).article_text for _ in range(6)]
    assert [children.count(child) for child in dict.fromkeys(children)] == [3, 3]


def test_what_a_library_prints_is_no_answer_and_logs_come_along(
    odd: ReadLimits, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert read_apart(b"print and read", limits=odd).article_text == "print and read"
    assert "something odd" in caplog.text


def test_secrets_of_the_environment_stay_here(odd: ReadLimits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "known to the newsroom")
    assert read_apart(b"secret please", limits=odd).article_text == "none"


def test_a_child_that_cannot_start_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    end_children()
    monkeypatch.setattr(apart, "CHILD_MODULE", "tests.fetch.no_such_module")
    problem = read_apart(b"words", limits=ReadLimits(seconds=1.0)).problem or ""
    assert problem == "The file could not be read: its reader could not be started (status 1)."
    end_children()


def test_many_threads_get_each_their_own(odd: ReadLimits) -> None:
    files = [f"file {number} of many ".encode() * (number % 7 * 1000 + 1) for number in range(80)]
    with ThreadPoolExecutor(8) as pool:
        documents = list(pool.map(lambda raw_bytes: read_apart(raw_bytes, limits=ReadLimits()), files))
        children = set(pool.map(lambda _: read_apart(b"pid please", limits=ReadLimits()).article_text, range(20)))
    assert [document.article_text.encode() for document in documents] == files
    assert len(children) <= 2


def test_one_slow_file_does_not_stop_the_others(odd: ReadLimits) -> None:
    read_apart(b"read this", limits=odd)
    slow = threading.Thread(target=read_apart, args=(b"loop for ever",), kwargs={"limits": odd})
    slow.start()
    began = time.monotonic()
    assert read_apart(b"read this", limits=ReadLimits(seconds=2.0, memory_bytes=odd.memory_bytes)).problem is None
    waited = time.monotonic() - began
    slow.join()
    assert waited < 10


def test_an_interrupted_read_leaves_no_answer_for_the_next_file(
    odd: ReadLimits, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_apart(b"read this", limits=odd)
    with monkeypatch.context() as patched:
        patched.setattr(apart, "receive", interrupt)
        with pytest.raises(KeyboardInterrupt):
            read_apart(b"read the first", limits=odd)
    assert read_apart(b"read the second", limits=odd).article_text == "read the second"


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_no_child_is_left_behind(odd: ReadLimits) -> None:
    children = {int(read_apart(b"pid please", limits=odd).article_text)}
    read_apart(b"loop for ever", limits=odd)
    children.add(int(read_apart(b"pid please", limits=odd).article_text))
    end_children()
    assert not any(is_alive(child) for child in children)


FORKING = """
import os, sys
from factcheck.fetch.apart import read_apart, _pools
before = read_apart(b"<p>first").article_text
if (pid := os.fork()) == 0:
    ok = read_apart(b"<p>second").article_text == "second"
    os._exit(0 if ok else 1)
status = os.waitpid(pid, 0)[1]
assert (before, read_apart(b"<p>third").article_text) == ("first", "third")
print(os.waitstatus_to_exitcode(status))
"""


def test_a_forked_worker_has_children_of_its_own() -> None:
    assert run(FORKING).stdout.strip() == "0"


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )


DYING = """
import os, sys, signal, threading, time
from factcheck.fetch import apart
apart.CHILD_MODULE = "tests.fetch.odd_child"
print(apart.read_apart(b"pid please").article_text, flush=True)
if {busy}:
    threading.Thread(target=apart.read_apart, args=(b"loop",), kwargs={{"limits": apart.ReadLimits()}}).start()
    time.sleep(0.3)
os.kill(os.getpid(), signal.{signal})
time.sleep(60)
"""


@pytest.mark.parametrize("ended_by", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_children_end_with_the_process_that_asked(ended_by: str) -> None:
    program = DYING.format(busy=False, signal=ended_by)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)
    child = int(done.stdout)
    wait_until(lambda: not is_alive(child))


def packed_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(500):
            part.write(b" " * MEGABYTE)
    return packed.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE a [<!ENTITY l0 "lol">{entities}]><a>&l9;</a>')
    return packed.getvalue()


# Each with what makes it: packing so much takes seconds, which not every run of pytest that reads this file should pay.
BOMBS = [
    pytest.param(lambda: b"<html><body>" + b"<div>" * 200_000 + b"deep", "a.html", "deep", id="200,000 nested tags"),
    pytest.param(
        lambda: pdf_of_stream(zlib.compress(bytes(300 * MEGABYTE), 9)), "a.pdf", "", id="PDF that unpacks to 300 MB"
    ),
    pytest.param(
        lambda: pdf_of_stream(
            zlib.compress(zlib.compress(b" " * (300 * MEGABYTE), 9), 9), b"[/FlateDecode /FlateDecode]"
        ),
        "a.pdf",
        "",
        id="PDF packed twice",
    ),
    pytest.param(packed_bomb, "a.docx", "", id="Word file that unpacks to 500 MB"),
    pytest.param(laughs, "a.docx", "", id="a billion laughs"),
]


@pytest.mark.parametrize(("make_bomb", "name", "text"), BOMBS)
def test_bombs_end_in_a_document_or_a_problem(make_bomb: Callable[[], bytes], name: str, text: str) -> None:
    document = read_apart(make_bomb(), name=name)
    assert document.article_text == text
    assert bool(document.problem) is (text == "")


def test_a_document_survives_the_way_back() -> None:
    document = read_document(SRT, name="a.srt")
    assert document.turns and document.times
    assert Document.from_fields(document.as_fields()) == document


def is_alive(pid: int) -> bool:
    """True for a process, and for a zombie nobody has waited for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(is_done: Callable[[], bool], seconds: float = 20.0) -> None:
    ends_at = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < ends_at, "still alive"
        time.sleep(0.05)
