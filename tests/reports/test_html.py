import re
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from factcheck.reports.html import render_report
from factcheck.reports.view import UNSIGNED
from factcheck.reports.vocabulary import MATCH_LABELS
from factcheck.text.match import Match
from tests.reports.reports import full_report, match, operations, quotation, report

HOSTILE = "</p><script>alert(1)</script><img src=x onerror=y> {{ secret }} {% now %} &amp; \x1b\u202e\x00"


def page(checked: dict) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_report(checked))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_nothing_is_loaded_and_nothing_runs() -> None:
    document = page(full_report())

    assert document.xpath("//script | //link | //img | //iframe | //object | //form") == []
    assert document.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "url(" not in render_report(full_report()) and "@import" not in render_report(full_report())


def test_language_landmarks_and_heading_order() -> None:
    document = page(full_report())
    levels = [int(heading.tag[1]) for heading in document.xpath("//h1 | //h2 | //h3 | //h4")]

    assert document.get("lang") == "en"
    assert len(document.xpath("//main")) == len(document.xpath("//header")) == len(document.xpath("//footer")) == 1
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))


def test_ids_are_unique_and_every_inner_link_arrives() -> None:
    document = page(full_report())
    ids = document.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in document.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


def test_quotations_are_marked_in_place_with_tone_sign_and_word() -> None:
    [marked] = page(full_report()).xpath("//mark[contains(., 'thirty years')]")

    assert "tone-bad" in marked.get("class")
    assert words(marked.getnext()) == "Quotation ≠2: Altered"


def test_changes_are_deletions_in_print_and_insertions_in_the_record() -> None:
    [card] = page(full_report()).xpath("//article[@id='q2']")

    assert [words(each) for each in card.xpath(".//del")] == [
        "(change 1, printed: will)",
        "(change 2, printed: thirty)",
    ]
    assert [words(each) for each in card.xpath(".//ins")] == [
        "(change 1, recorded: might)",
        "(change 2, recorded: thirteen)",
    ]
    assert [words(each) for each in card.xpath(".//ol[@class='changes']/li")] == [
        "1“might” became “will” · ≲ hedge",
        "2“thirteen” became “thirty” · # number",
    ]


def test_the_source_opens_at_the_words_and_the_hash_can_be_read_whole() -> None:
    [card] = page(full_report()).xpath("//article[@id='q2']")

    assert card.xpath(".//a/@href[contains(., ':~:')]") == [
        "https://council.example/hearing#:~:text=the%20wall%20might%20hold%20for%20thirteen%20years"
    ]
    assert card.xpath(".//*[@title='91be" + "0" * 58 + "07']")[0].text == "sha256 91be0000…0007"


def test_a_source_that_is_no_web_address_gets_no_link() -> None:
    steps = operations(("same", "Help", "Help"))
    entry = quotation("Help", match("exact", steps, source_url="javascript:alert(1)"))

    assert "javascript:" not in render_report(report([entry], sources=[]))


@pytest.mark.parametrize("kind", list(Match))
def test_every_class_is_rendered(kind: Match) -> None:
    label = MATCH_LABELS[kind]
    steps = operations(("same", "Help", "Help")) if kind not in {Match.ABSENT, Match.UNCHECKABLE} else []
    found = match(kind.value, steps, reason="The words are too common.")

    [card] = page(report([quotation("Help", found)])).xpath("//article[@id='q1']")

    assert f"tone-{label.tone}" in card.get("class")
    assert words(card.xpath(".//*[@class='badge']")[0]) == f"{label.sign}{label.words}"
    assert ("The words are too common." in words(card)) == (kind is not Match.ABSENT)


def test_absent_names_what_was_searched_and_what_could_not_be() -> None:
    [card] = page(full_report()).xpath("//article[@id='q4']")

    assert "Searched: hearing.txt. Could not look: courier.example (blocked by the site)." in words(card)
    assert "This is not a statement that they were not said." in words(card)


def test_claims_are_underlined_in_the_story_and_listed_with_their_evidence() -> None:
    document = page(full_report())

    assert [words(each) for each in document.xpath("//section[@id='story']//span[@class='claimed']")] == [
        "More than 400 people came"
    ]
    [listed] = document.xpath("//li[@id='c1']")
    assert "figure “400” ≠ “340”" in words(listed)


def test_hostile_text_stays_text_everywhere() -> None:
    text = f"She said “{HOSTILE}”."
    steps = operations(("replaced", HOSTILE, HOSTILE, "high", ("negation",)))
    flag = {"flag": "name", "words": HOSTILE, "severity": "high", "sentence": HOSTILE}
    found = match(
        "altered", steps, source=HOSTILE, source_title=HOSTILE, source_url=f"https://x.example/{HOSTILE}",
        recorded_speaker=HOSTILE, context={"before": HOSTILE, "after": HOSTILE}, flags=[flag], reason=HOSTILE,
        tier=HOSTILE, capture_sha256=HOSTILE, captured_at=HOSTILE,
    )  # fmt: skip
    entry = quotation(HOSTILE, found, text, speaker_name=HOSTILE, cue={"start": 0, "end": 1, "text": HOSTILE})
    entry["searched"] = [{"source": HOSTILE, "outcome": "unreadable", "reason": HOSTILE}]
    checked = report([entry], text)
    checked["story"]["title"] = checked["sources"][0]["name"] = HOSTILE

    rendered = render_report(checked)

    document = lxml_html.document_fromstring(rendered)
    assert document.xpath("//script | //img") == []
    assert "{{ secret }}" in rendered
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", rendered)
    assert "</p><script>alert(1)</script>" in document.xpath("//mark")[0].text


def test_nothing_is_signed() -> None:
    assert words(page(full_report()).xpath("//p[@class='unsigned']")[0]) == UNSIGNED


def test_a_story_without_quotations_claims_or_sources_still_renders() -> None:
    document = page(report([], text="Nothing here.", claims=[], sources=[]))

    assert "No source was given or found" in words(document)
    assert document.xpath("//section[@id='claims']") == []
