"""`manage.py check_story`: the report, the exit status, and a clear answer to every odd input."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from factcheck.management.commands.check_story import exit_status
from factcheck.models import Capture, Quotation, Search, Source, Story
from factcheck.services import compare as compare_service
from factcheck.services import run as run_service
from tests.conftest import ROOT
from tests.services.pages import Answer, PageServer

pytestmark = pytest.mark.django_db

PRINTED = "We will close the old bridge for nine days, and not for longer."
STORY = f"The bridge is to be repaired.\n\nMary Speaker, the mayor, said on Tuesday: “{PRINTED}”\n"
RECORD = f"MARY SPEAKER: Good morning. {PRINTED} Thank you.\n"


@dataclass
class Run:
    status: int
    out: str
    error: str

    @property
    def report(self) -> dict[str, Any]:
        return json.loads(self.out)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Run]:
    """`check("story.txt", "--source", …)` in a folder of the test's own."""

    def run(*arguments: object) -> Run:
        out, status, error = io.StringIO(), 0, ""
        try:
            call_command("check_story", *(str(a) for a in arguments), stdout=out, stderr=io.StringIO())
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        except CommandError as refusal:
            status, error = refusal.returncode, str(refusal)
        return Run(status, out.getvalue(), error)

    return run


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# The story of the measuring data --------------------------------------------------------------------------------------

SHERMAN = (
    "We will not allow anyone to slam closed NATO's \u2018Open Door\u2019 policy, which has always been central to the "
    "NATO Alliance."
)
RYABKOV = "it's absolutely mandatory to make sure that Ukraine never, never, ever becomes a member of NATO"
FILES = {
    "wh-background-2022-01-08.txt",
    "wh-factsheet-2022-01-10.txt",
    "wh-gaggle-2022-01-11.txt",
    "wh-psaki-2022-01-10.txt",
    "wh-psaki-sullivan-2022-01-13.txt",
}


@pytest.fixture
def geneva(shared_data: Path) -> Path:
    return shared_data / "geneva"


def by_words(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The quotations by the word that tells them apart."""
    keys = ("diplomacy", "frank", "slam", "mandatory")
    return {key: quotation for quotation in report["quotations"] for key in keys if key in quotation["text"]}


def flags(quotation: dict[str, Any]) -> set[str]:
    return {flag["flag"] for flag in quotation["match"]["flags"]}


def test_geneva_against_the_white_house_only(geneva: Path, check: Callable[..., Run]) -> None:
    run = check(geneva / "story.txt", "--source", geneva / "sources", "--format", "json")
    report = run.report
    assert run.status == 1
    found = by_words(report)
    assert len(report["quotations"]) == 4 and len(found) == 4
    assert {key: quotation["speaker_name"].split()[-1] for key, quotation in found.items()} == {
        "diplomacy": "Psaki",
        "frank": "Psaki",
        "slam": "Sherman",
        "mandatory": "Ryabkov",
    }
    assert [via["outlet"] for via in found["mandatory"]["via"]] == ["CNN"]
    assert found["diplomacy"]["match"]["class"] in {"altered", "paraphrase"}
    assert found["diplomacy"]["match"]["speaker_check"] == "same"
    assert found["diplomacy"]["match"]["source"] == "wh-psaki-2022-01-10.txt"
    assert found["frank"]["match"]["class"] not in {"exact", "typographic"}
    assert flags(found["frank"]) & {"not_distinctive", "cut_mid_sentence"}
    for key in ("slam", "mandatory"):
        assert found[key]["match"]["class"] == "absent"
        assert found[key]["match"]["source"] is None
        assert {(entry["source"], entry["outcome"]) for entry in found[key]["searched"]} == {
            (name, "searched") for name in FILES
        }


def test_geneva_has_its_claims(geneva: Path, check: Callable[..., Run]) -> None:
    report = check(geneva / "story.txt", "--source", geneva / "sources", "--format", "json").report
    assert len(report["claims"]) >= 12
    agreed = [claim for claim in report["claims"] if "two sides have agreed" in claim["text"]]
    assert agreed and [via["outlet"] for via in agreed[0]["via"]] == ["CNN"]


def test_geneva_with_the_sentences_of_the_two_ministers(
    geneva: Path, tmp_path: Path, check: Callable[..., Run]
) -> None:
    record = write(tmp_path, "records.txt", f"DEPUTY SECRETARY SHERMAN: {SHERMAN}\n\nMR. RYABKOV: For us, {RYABKOV}.\n")
    report = check(geneva / "story.txt", "--source", geneva / "sources", "--source", record, "--format", "json").report
    found = by_words(report)
    assert found["slam"]["match"]["class"] == "typographic"
    assert "cut_mid_sentence" in flags(found["slam"])
    assert found["slam"]["match"]["speaker_check"] == "same"
    assert found["mandatory"]["match"]["class"] == "altered"
    assert {found[key]["match"]["source"] for key in ("slam", "mandatory")} == {"records.txt"}
    assert len(found["slam"]["searched"]) == 6


@pytest.mark.parametrize(
    ("name", "content"),
    [("broken.pdf", b"%PDF-1.7\n" + b"\x00\xff" * 500), ("empty.txt", b""), ("noise.txt", bytes(range(256)) * 50)],
)
def test_geneva_with_an_unreadable_file_among_the_sources(
    geneva: Path, tmp_path: Path, check: Callable[..., Run], name: str, content: bytes
) -> None:
    broken = write(tmp_path, name, content)
    run = check(geneva / "story.txt", "--source", geneva / "sources", "--source", broken, "--format", "json")
    assert run.status == 1
    slam = by_words(run.report)["slam"]
    assert slam["match"]["class"] == "absent"
    outcomes = {entry["source"]: entry["outcome"] for entry in slam["searched"]}
    assert outcomes == {**dict.fromkeys(FILES, "searched"), name: "unreadable"}
    [entry] = [entry for entry in slam["searched"] if entry["source"] == name]
    assert entry["reason"]


# Exit statuses --------------------------------------------------------------------------------------------------------

CHANGED = [
    ("the same words", RECORD, 0),
    ("marks and case only", RECORD.replace("days, and", "days – and").replace("We will", "we will"), 0),
    ("a word", RECORD.replace("nine", "ten"), 1),
    ("a not", RECORD.replace("not for longer", "for longer"), 1),
    ("another speaker", RECORD.replace("MARY SPEAKER", "JOHN OTHER"), 1),
    ("nowhere", "JOHN OTHER: The harbour published its figures. Freight grew by four per cent.", 1),
]


@pytest.mark.parametrize(("record", "status"), [c[1:] for c in CHANGED], ids=[c[0] for c in CHANGED])
def test_exit_status_says_whether_a_person_should_look(
    tmp_path: Path, check: Callable[..., Run], record: str, status: int
) -> None:
    run = check(write(tmp_path, "s.txt", STORY), "--source", write(tmp_path, "r.txt", record), "--format", "json")
    assert run.status == status, [quotation["match"] for quotation in run.report["quotations"]]


def test_quotation_without_any_source_needs_a_person(tmp_path: Path, check: Callable[..., Run]) -> None:
    run = check(write(tmp_path, "s.txt", STORY), "--format", "json")
    assert run.status == 1
    [quotation] = run.report["quotations"]
    assert (quotation["match"], quotation["searched"]) == (None, [])


def test_story_without_quotations_needs_nobody(tmp_path: Path, check: Callable[..., Run]) -> None:
    story = write(tmp_path, "s.txt", "The bridge was closed on Tuesday. Nobody said a word about it.\n")
    run = check(story, "--source", write(tmp_path, "r.txt", RECORD), "--format", "json")
    assert (run.status, run.report["quotations"]) == (0, [])
    for form in ("text", "html"):
        again = check(story, "--source", tmp_path / "r.txt", "--format", form)
        assert again.status == 0 and again.out.strip()


def test_high_flag_or_operation_needs_a_person_even_on_exact_words() -> None:
    def report(severity: str) -> dict[str, Any]:
        return {"quotations": [{"match": {"class": "exact", "severity": severity}}]}

    assert [exit_status(report(s)) for s in ("none", "low", "medium", "high", "critical")] == [0, 0, 0, 1, 1]


# The JSON of the contract ---------------------------------------------------------------------------------------------


def test_json_has_the_shape_of_the_contract(tmp_path: Path, check: Callable[..., Run]) -> None:
    story, record = write(tmp_path, "s.txt", STORY), write(tmp_path, "r.txt", RECORD)
    report = check(story, "--source", record, "--format", "json").report
    assert list(report)[:5] == ["schema", "story", "quotations", "claims", "sources"]
    assert report["schema"] == "factcheck.story/1"
    [quotation] = report["quotations"]
    text = report["story"]["text"]
    assert text[quotation["start"] : quotation["end"]] == quotation["text"] == PRINTED
    assert quotation["type"] in {"direct", "mixed"} and quotation["confidence"] in {"high", "medium", "low"}
    assert text[quotation["speaker"]["start"] : quotation["speaker"]["end"]] == quotation["speaker"]["text"]
    assert quotation["cue"]["text"] == "said" and quotation["via"] == [] and quotation["rule"]
    match = quotation["match"]
    assert {
        "class",
        "flags",
        "coverage",
        "source",
        "capture_sha256",
        "spans",
        "recorded_words",
        "operations",
        "speaker_check",
        "recorded_speaker",
        "context",
    } <= set(match)
    assert (match["class"], match["source"], match["recorded_speaker"]) == ("exact", "r.txt", "MARY SPEAKER")
    capture = Capture.objects.get()
    assert match["capture_sha256"] == capture.raw_sha256
    [[start, end]] = match["spans"]
    assert capture.text[start:end] == match["recorded_words"]
    assert set(match["context"]) == {"before", "after"}
    assert quotation["searched"] == [{"source": "r.txt", "url": "", "outcome": "searched", "reason": ""}]
    assert report["sources"][0]["name"] == "r.txt"


def test_checking_twice_gives_the_same_and_stores_nothing_twice(tmp_path: Path, check: Callable[..., Run]) -> None:
    story, record = write(tmp_path, "s.txt", STORY), write(tmp_path, "r.txt", RECORD)
    reports = [check(story, "--source", record, "--format", "json").report for _ in range(2)]
    for report in reports:
        report["story"].pop("checked_at")
    assert reports[0] == reports[1]
    counts = [model.objects.count() for model in (Story, Quotation, Source, Search, Capture)]
    assert counts == [1, 1, 1, 1, 1]


def test_source_that_changed_between_two_runs_is_read_anew(tmp_path: Path, check: Callable[..., Run]) -> None:
    story, record = write(tmp_path, "s.txt", STORY), write(tmp_path, "r.txt", RECORD.replace("nine", "ten"))
    assert check(story, "--source", record).status == 1
    write(tmp_path, "r.txt", RECORD)
    assert check(story, "--source", record).status == 0


# Ways in --------------------------------------------------------------------------------------------------------------


def test_story_and_source_from_the_web(pages: PageServer, check: Callable[..., Run]) -> None:
    story = pages.put("/story", f"“{PRINTED}” Mary Speaker, the mayor, said on Tuesday.")
    source = pages.put("/record", f"Mary Speaker: {PRINTED}")
    run = check(story, "--source", source, "--format", "json")
    quotations = [q for q in run.report["quotations"] if q["text"] == PRINTED]
    assert run.report["story"]["url"] == story
    assert [q["match"]["class"] for q in quotations] == ["exact"]
    assert quotations[0]["match"]["source_url"] == source


def test_folder_stands_for_the_files_in_it_without_the_read_me(tmp_path: Path, check: Callable[..., Run]) -> None:
    folder = tmp_path / "sources" / "deeper"
    folder.mkdir(parents=True)
    write(folder, "b.txt", RECORD)
    write(tmp_path / "sources", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\nNothing of it.\n")
    write(tmp_path / "sources", "README.md", RECORD)
    write(tmp_path / "sources", "notes.xyz", RECORD)
    run = check(write(tmp_path, "s.txt", STORY), "--source", tmp_path / "sources", "--format", "json")
    assert [source["name"] for source in run.report["sources"]] == ["a.srt", "b.txt"]
    assert run.status == 0


def test_standard_input(tmp_path: Path, check: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    run = check("-", "--source", write(tmp_path, "r.txt", RECORD), "--format", "json")
    assert run.status == 0 and run.report["story"]["origin"] == "pasted"


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_output_goes_to_a_file(tmp_path: Path, check: Callable[..., Run], form: str) -> None:
    target = tmp_path / "new folder" / "report"
    run = check(
        write(tmp_path, "s.txt", STORY),
        "--source",
        write(tmp_path, "r.txt", RECORD),
        "--format",
        form,
        "--output",
        target,
    )
    assert (run.status, run.out) == (0, "")
    written = target.read_text(encoding="utf-8")
    assert "close the old bridge" in written
    assert written.startswith("<!doctype html>") is (form == "html")


# Bad input ------------------------------------------------------------------------------------------------------------

BAD_STORIES: list[tuple[str, bytes | None, str]] = [
    ("missing", None, "No such file or directory"),
    ("empty", b"", "the file is empty"),
    ("only NUL", b"\0" * 5000, "story.txt"),
    ("binary", bytes(range(256)) * 100, "story.txt"),
    ("no words", b"12 34 56 ...", "a story with words was expected"),
    ("10 MB of text", b"word " * 2_097_152, "at most 1,000,000 characters were expected"),
    ("more than 10 MB", b"a" * (10 * 2**20 + 1), "at most 10 MB was expected"),
]


@pytest.mark.parametrize(("content", "message"), [b[1:] for b in BAD_STORIES], ids=[b[0] for b in BAD_STORIES])
def test_story_that_cannot_be_used_is_status_2_with_a_sentence(
    tmp_path: Path, check: Callable[..., Run], content: bytes | None, message: str
) -> None:
    path = tmp_path / "story.txt" if content is None else write(tmp_path, "story.txt", content)
    run = check(path, "--source", write(tmp_path, "r.txt", RECORD))
    assert (run.status, run.out) == (2, "")
    assert message in run.error and "Traceback" not in run.error
    assert not Story.objects.exists()


BAD_ARGUMENTS = [
    ("story is a folder", ["{folder}"], "Is a directory"),
    ("source is missing", ["{story}", "--source", "{folder}/none.txt"], "there is no such file"),
    ("folder without sources", ["{story}", "--source", "{folder}/empty"], "none is in it"),
    ("output is a folder", ["{story}", "--output", "{folder}"], "cannot be written"),
    ("output under a file", ["{story}", "--output", "{story}/report.txt"], "cannot be written"),
    ("no address", ["http://"], "a web address such as"),
    ("name too long", ["{folder}/" + "n" * 300], "name too long"),
]


@pytest.mark.parametrize(("arguments", "message"), [b[1:] for b in BAD_ARGUMENTS], ids=[b[0] for b in BAD_ARGUMENTS])
def test_bad_arguments_are_status_2(
    tmp_path: Path, check: Callable[..., Run], arguments: list[str], message: str
) -> None:
    (tmp_path / "empty").mkdir()
    story = write(tmp_path, "story.txt", STORY)
    run = check(*(argument.format(folder=tmp_path, story=story) for argument in arguments))
    assert run.status == 2 and message.casefold() in run.error.casefold()


BAD_PAGES = [
    ("404", Answer("no such page", 404), "there is no such page now"),
    ("403", Answer("no", 403), "blocked"),
    ("500", Answer("oops", 500), "server failed"),
    ("empty", Answer("", 200, {"Content-Type": "text/html"}), "empty page"),
    ("picture", Answer(b"\x89PNG\r\n\x1a\n" + bytes(400), 200, {"Content-Type": "image/png"}), "no text"),
]


@pytest.mark.parametrize(("answer", "message"), [b[1:] for b in BAD_PAGES], ids=[b[0] for b in BAD_PAGES])
def test_story_page_that_cannot_be_read_is_status_2(
    pages: PageServer, tmp_path: Path, check: Callable[..., Run], answer: Answer, message: str
) -> None:
    pages.answers["/story"] = answer
    run = check(pages.url("/story"), "--source", write(tmp_path, "r.txt", RECORD))
    assert run.status == 2 and message in run.error


def test_refused_address_is_status_2(settings: LazySettings, check: Callable[..., Run]) -> None:
    settings.FETCH_ALLOW = []
    run = check("http://127.0.0.1:9/story")
    assert run.status == 2 and "127.0.0.1" in run.error


def test_link_that_leads_nowhere_is_said_and_the_run_goes_on(
    pages: PageServer, tmp_path: Path, check: Callable[..., Run]
) -> None:
    story = write(tmp_path, "s.txt", STORY + f"\nSee {pages.url('/gone')} for more.\n")
    run = check(story, "--source", write(tmp_path, "r.txt", RECORD), "--format", "json")
    assert run.status == 0
    log = {entry["source"]: (entry["outcome"], entry["reason"]) for entry in run.report["quotations"][0]["searched"]}
    outcome, reason = log["127.0.0.1/gone"]
    assert outcome == "unavailable" and "404" in reason


# Odd but good input ---------------------------------------------------------------------------------------------------


def test_story_in_russian(tmp_path: Path, check: Callable[..., Run]) -> None:
    words = "Мы закроем старый мост на девять дней, и не дольше"
    story = write(tmp_path, "s.txt", f"Мост будет отремонтирован.\n\n«{words}», — сказала мэр Мария Иванова.\n")
    record = write(tmp_path, "r.txt", f"ИВАНОВА: Доброе утро. {words}. Спасибо.\n")
    run = check(story, "--source", record, "--format", "json")
    assert run.status in {0, 1}
    assert [(q["text"].rstrip(","), q["match"]["class"]) for q in run.report["quotations"]] == [(words, "exact")]


def test_russian_story_against_an_english_record_is_not_called_absent(
    tmp_path: Path, check: Callable[..., Run]
) -> None:
    story = write(tmp_path, "s.txt", "«Мы закроем старый мост на девять дней», — сказала мэр Мария Иванова.\n")
    run = check(story, "--source", write(tmp_path, "r.txt", RECORD), "--format", "json")
    assert run.status == 1
    [quotation] = run.report["quotations"]
    assert quotation["match"]["class"] == "uncheckable" and quotation["match"]["reason"]


def test_nul_bytes_in_a_story_are_left_out(tmp_path: Path, check: Callable[..., Run]) -> None:
    story = write(tmp_path, "s.txt", STORY.replace("bridge is", "bri\0dge is"))
    run = check(story, "--source", write(tmp_path, "r.txt", RECORD), "--format", "json")
    assert run.status == 0 and "\0" not in run.out and "\\u0000" not in run.out


def test_windows_encoding(tmp_path: Path, check: Callable[..., Run]) -> None:
    run = check(
        write(tmp_path, "s.txt", STORY.encode("cp1252")),
        "--source",
        write(tmp_path, "r.txt", RECORD),
        "--format",
        "json",
    )
    assert [q["text"] for q in run.report["quotations"]] == [PRINTED]


def test_name_of_a_file_that_is_not_utf_8_is_refused_with_a_sentence(tmp_path: Path, check: Callable[..., Run]) -> None:
    odd = tmp_path / "r\udcff.txt"
    odd.write_text(RECORD)
    run = check(write(tmp_path, "s.txt", STORY), "--source", odd)
    assert run.status == 2 and "characters in UTF-8 was expected" in run.error


@pytest.mark.slow
def test_large_story_with_many_quotations(tmp_path: Path, check: Callable[..., Run]) -> None:
    lines = [f"“We will close bridge number {n} for nine days,” Mary Speaker said." for n in range(300)]
    run = check(
        write(tmp_path, "s.txt", "\n\n".join(lines)), "--source", write(tmp_path, "r.txt", RECORD), "--format", "json"
    )
    assert run.status == 1 and len(run.report["quotations"]) == 300


# Faults on the way ----------------------------------------------------------------------------------------------------


def test_comparison_that_fails_is_said_and_the_other_sources_go_on(
    tmp_path: Path, check: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = compare_service.compare

    def fail_on_poison(quotation: Any, text: Any, **options: Any) -> Any:
        if "poison" in text.text:
            raise ValueError("too odd")
        return compare(quotation, text, **options)

    monkeypatch.setattr(compare_service, "compare", fail_on_poison)
    run = check(
        write(tmp_path, "s.txt", STORY),
        *("--source", write(tmp_path, "a.txt", "poison and nothing but poison, said the doctor")),
        *("--source", write(tmp_path, "r.txt", RECORD)),
        *("--format", "json"),
    )
    assert run.status == 0
    first, second = run.report["quotations"][0]["searched"]
    assert (first["outcome"], second["outcome"]) == ("unavailable", "searched")
    assert "could not be compared: ValueError: too odd" in first["reason"]


def test_interrupted_run_gives_its_rows_back(
    tmp_path: Path, check: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    story, record = write(tmp_path, "s.txt", STORY), write(tmp_path, "r.txt", RECORD)

    def interrupt(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.services.capture.read_result", interrupt)
    with pytest.raises(KeyboardInterrupt):
        check(story, "--source", record)
    monkeypatch.undo()
    monkeypatch.setattr(run_service, "PATIENCE_SECONDS", 1.0)
    assert check(story, "--source", record).status == 0


def test_as_a_program_on_an_empty_machine(tmp_path: Path) -> None:
    """No database yet, bytes on standard input, the status as the shell sees it, errors on standard error."""
    environment = {"FACTCHECK_DATA_DIR": str(tmp_path / "var"), "PATH": "/usr/bin:/bin"}

    def run(*arguments: object, given: bytes) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "manage.py", "check_story", *(str(argument) for argument in arguments)]
        return subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, check=False)

    record = write(tmp_path, "r.txt", RECORD)
    done = run("-", "--source", record, "--format", "json", given=STORY.encode())
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["quotations"][0]["match"]["class"] == "exact"
    for given in (b"", b"\0" * 900, bytes(range(256)) * 9):
        done = run("-", given=given)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"standard input" in done.stderr or b"A story was expected" in done.stderr
        assert b"Traceback" not in done.stderr
    done = run("nothing.txt", "--frmt", "json", given=b"")
    assert done.returncode == 2 and b"usage:" in done.stderr


def test_tier_of_the_sources_can_be_given(tmp_path: Path) -> None:
    story, source = tmp_path / "story.txt", tmp_path / "record.txt"
    story.write_text('Mayor Ann Lee said, "We will not build the wall this year."')
    source.write_text("MAYOR LEE: We will not build the wall this year.")
    with pytest.raises(SystemExit):
        call_command(
            "check_story", str(story), "--source", str(source), "--tier", "P1", "--output", str(tmp_path / "r")
        )
    assert Source.objects.get(name="record.txt").tier == "P1"
