"""PDF: sentences that cross lines and pages, what stands between them, and files that can't be read."""

import io
import time

import pytest
from pypdf import PdfReader, PdfWriter

from factcheck.fetch.read import read_document
from tests.fetch.files import pdf_of

HEARING = pdf_of(
    [
        [
            ("Hearing of the Committee", 9),
            "MS. PSAKI: We certainly hope that he takes the path of diplo-",
            "macy and we are well-prepared for what comes after that,",
            "and we said so to all of our allies. We are well-",
            "prepared. We will not allow anyone to slam",
            ("1 See the record of the meeting.", 8),
            ("Page 1 of 3", 9),
        ],
        [
            ("Hearing of the Committee", 9),
            "closed the open door policy that the alliance has had so long.",
            "Q  When will that be known to us and to the others here?",
            ("Page 2 of 3", 9),
        ],
        [("Hearing of the Committee", 9), "MS. PSAKI: Soon.", ("Page 3 of 3", 9)],
    ]
)


def test_sentence_across_a_page_is_whole() -> None:
    document = read_document(HEARING)
    assert "We will not allow anyone to slam closed the open door policy" in document.article_text
    assert document.problem is None


def test_running_heads_and_page_numbers_are_gone_and_footnotes_last() -> None:
    text = read_document(HEARING).article_text
    assert "Hearing of the Committee" not in text
    assert "Page 2" not in text
    assert text.endswith("1 See the record of the meeting.")


def test_broken_words_are_made_whole() -> None:
    text = read_document(HEARING).article_text
    assert "path of diplomacy" in text
    assert text.count("well-prepared") == 2


def test_speakers_begin_lines() -> None:
    speakers = [turn.speaker for turn in read_document(HEARING).turns]
    assert speakers == ["MS. PSAKI", "Q", "MS. PSAKI"]


def test_answers_at_the_top_of_pages_are_no_running_heads() -> None:
    pages = [[f"MR. SMITH: Statement number {number} of many.", "It went on from there."] for number in range(10)]
    for number in (1, 5, 9):
        pages[number][0] = "THE CHAIR: Yes."
    assert read_document(pdf_of(pages)).article_text.count("THE CHAIR: Yes.") == 3


def test_scan_says_so_even_with_a_stamp() -> None:
    document = read_document(
        pdf_of([["Received by the clerk of the court on 4 May 2021, page 1"]] * 3, with_picture=True)
    )
    assert document.article_text == ""
    assert "scan" in (document.problem or "")


def locked(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(HEARING)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


ALGORITHMS = ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_empty_password_opens(algorithm: str) -> None:
    document = read_document(locked("", algorithm))
    assert "path of diplomacy" in document.article_text
    assert document.problem is None


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_password_is_named(algorithm: str) -> None:
    assert read_document(locked("secret", algorithm)).problem == "The PDF is locked with a password."


@pytest.mark.parametrize(
    "raw_bytes", [b"%PDF-1.4 garbage", b"%PDF-1.7\n" + bytes(range(256)) * 100, HEARING[:400], HEARING[:-600]]
)
def test_damaged_file_is_a_problem_not_an_exception(raw_bytes: bytes) -> None:
    document = read_document(raw_bytes)
    assert document.problem or "diplomacy" in document.article_text


def test_many_pages_take_seconds() -> None:
    began = time.process_time()
    document = read_document(pdf_of([[f"Line {row} of the page says what it says." for row in range(40)]] * 200))
    assert document.article_text.count("Line 7 of the page") == 200
    assert time.process_time() - began < 20
