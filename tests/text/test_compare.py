"""Classes, flags, speakers and sentences of comparisons, by the table in tests/cases/comparing.py and by hand."""

import pytest

from factcheck.text import Comparison, Match, Quotation, QuotationType, SourceText, compare
from factcheck.text.match import FlagName, OperationKind, Severity, SpeakerCheck
from factcheck.text.spans import Mention
from factcheck.text.turns import Turn
from tests.cases.comparing import CALM_CASES, CHANGED_CASES, HARMLESS_CASES, SUBTLE_CASES, Case

TRANSCRIPT = """Remarks by Mayor Ann Bright at the Bridge

MAYOR BRIGHT:  Good morning.  I don’t think we should close the bridge in winter.  We will rebuild it by autumn, if the
county pays its share.

Q    Mayor, will you close the bridge in winter?

DR. LOPEZ:  The pillars will hold for another ten years.  They said to me, “The bridge will fall this year.”

MAYOR BRIGHT:  Thank you.  We will rebuild it by autumn.
"""


def flags_of(comparison: Comparison) -> set[str]:
    return {flag.flag.value for flag in comparison.flags}


def flag(comparison: Comparison, name: FlagName) -> Severity:
    return next(flag.severity for flag in comparison.flags if flag.flag is name)


@pytest.mark.parametrize("case", HARMLESS_CASES + CHANGED_CASES + SUBTLE_CASES + CALM_CASES, ids=lambda case: case.id)
def test_class_and_flags(case: Case) -> None:
    found = compare(case.printed, SourceText(case.recorded))
    assert found.match.value == case.match, case.reason
    assert set(case.flags) <= flags_of(found), case.reason
    assert not set(case.without) & flags_of(found), case.reason


@pytest.mark.parametrize("case", CHANGED_CASES + SUBTLE_CASES, ids=lambda case: case.id)
def test_a_change_needs_a_person(case: Case) -> None:
    assert compare(case.printed, SourceText(case.recorded)).needs_person, case.reason


@pytest.mark.parametrize("case", CALM_CASES, ids=lambda case: case.id)
def test_a_harmless_neighbour_needs_none(case: Case) -> None:
    assert not compare(case.printed, SourceText(case.recorded)).needs_person, case.reason


def test_spans_and_operations_point_into_both_texts() -> None:
    source = SourceText(TRANSCRIPT)
    found = compare("The pillars will hold for another thirty years.", source, "Lopez")
    (span,) = found.spans
    assert source.text[span.start : span.end] == "The pillars will hold for another ten years."
    changed = [operation for operation in found.operations if operation.kind is OperationKind.REPLACED]
    assert [(o.source_words.strip(), o.quote_words.strip(), o.touches) for o in changed] == [
        ("ten", "thirty", ("number",))
    ]
    assert changed[0].severity is Severity.CRITICAL


def test_a_cut_lead_in_with_a_negation_is_high() -> None:
    found = compare("we should close the bridge in winter", SourceText(TRANSCRIPT))
    assert found.match is Match.EXACT
    assert flag(found, FlagName.CUT_MID_SENTENCE) is Severity.HIGH
    assert "I don’t think" in next(f.words for f in found.flags if f.flag is FlagName.CUT_MID_SENTENCE)
    assert found.needs_person


def test_a_cut_condition_is_high() -> None:
    source = SourceText("We will rebuild it by autumn, if the county pays its share.")
    assert flag(compare("We will rebuild it by autumn", source), FlagName.CUT_MID_SENTENCE) is Severity.HIGH


def test_a_whole_sentence_is_not_cut() -> None:
    found = compare("The pillars will hold for another ten years.", SourceText(TRANSCRIPT))
    assert FlagName.CUT_MID_SENTENCE.value not in flags_of(found)
    assert not found.needs_person


def test_the_same_words_at_two_places() -> None:
    found = compare("We will rebuild it by autumn", SourceText(TRANSCRIPT))
    assert found.occurrences == 2
    assert FlagName.SEVERAL_PLACES.value in flags_of(found)


def test_of_two_places_the_credited_speakers_is_taken() -> None:
    source = SourceText("MS. ROE:  We will rebuild the bridge.\n\nMR. DOE:  We will rebuild the bridge.\n")
    found = compare("We will rebuild the bridge.", source, "John Doe")
    assert (found.recorded_speaker, found.speaker_check) == ("MR. DOE", SpeakerCheck.SAME)


def test_words_that_the_source_quotes() -> None:
    found = compare("The bridge will fall this year.", SourceText(TRANSCRIPT), "Lopez")
    assert FlagName.QUOTED_IN_SOURCE.value in flags_of(found)


@pytest.mark.parametrize(
    ("words", "credited", "check", "recorded"),
    [
        ("The pillars will hold for another ten years.", "Maria Lopez", SpeakerCheck.SAME, "DR. LOPEZ"),
        ("The pillars will hold for another ten years.", "Ann Bright", SpeakerCheck.OTHER, "DR. LOPEZ"),
        ("Mayor, will you close the bridge in winter?", "Ann Bright", SpeakerCheck.OTHER, "Q"),
        ("Mayor, will you close the bridge in winter?", "a reporter", SpeakerCheck.SAME, "Q"),
        ("The pillars will hold for another ten years.", None, SpeakerCheck.UNKNOWN, "DR. LOPEZ"),
    ],
)
def test_speaker(words: str, credited: str | None, check: SpeakerCheck, recorded: str) -> None:
    found = compare(words, SourceText(TRANSCRIPT), credited)
    assert (found.speaker_check, found.recorded_speaker) == (check, recorded)
    assert (FlagName.OTHER_SPEAKER.value in flags_of(found)) is (check is SpeakerCheck.OTHER)


def test_splice_of_two_places() -> None:
    filler = " ".join(f"Then we spoke about item {number} of the long agenda." for number in range(30))
    source = SourceText(
        f"The old bridge was built by my father alone. {filler} The county will pay for every new road."
    )
    found = compare("The old bridge was built by my father alone. The county will pay for every new road.", source)
    assert found.match is Match.SPLICED
    assert [source.text[span.start : span.end][:14] for span in found.spans] == ["The old bridge", "The county wil"]


def test_an_ellipsis_over_another_speaker() -> None:
    found = compare("We will rebuild it by autumn … another ten years.", SourceText(TRANSCRIPT))
    assert found.match is Match.MARKED
    assert flag(found, FlagName.OMISSION_CROSSES_SPEAKER) is Severity.HIGH


# Every sentence holds something that a rule for stammers, fillers, compounds or figures could take too far.
SPEECH = (
    "Our co-owners gave a no-nonsense speech about the 50-50 chance that the old bridge survives the winter.",
    "The people who do, do not want war, and what they did, did not help a single one of us.",
    "At least 20 men, or about 5 percent of the town, lost $50 million and 30 mm of rain in May.",
    "If the county pays, we might rebuild the very old bridge well before the pro-war mayor is back.",
    "Like all of you, I never said that we know what the so-called right answer is, so look at it again.",
)


@pytest.mark.parametrize("sentence", SPEECH)
def test_no_word_comes_or_goes_unseen(sentence: str) -> None:
    source = SourceText(f"Good morning.\n\n{sentence}\n\nThank you.")
    words = sentence.split()
    assert not compare(sentence, source).needs_person
    for at in range(1, len(words) - 1):
        printed = " ".join(words[:at] + words[at + 1 :])
        assert compare(printed, source).needs_person, printed
    for at in range(len(words) + 1):
        for added in ("not", "never", "[not]", "only", "ten"):
            printed = " ".join([*words[:at], added, *words[at:]])
            assert compare(printed, source).needs_person, printed


TWO_SPEAKERS = """MS. ROE:  We will not sign the paper.

MR. DOE:  We will pay for the damage in full.

MR DOE:  And so we leave it to the town.
"""


@pytest.mark.parametrize("join", [" … ", " "], ids=["with an ellipsis", "without a mark"])
@pytest.mark.parametrize("credited", ["Roe", "Doe"])
def test_words_of_two_speakers_joined_at_the_turn(join: str, credited: str) -> None:
    found = compare(
        f"We will not sign the paper{join}We will pay for the damage in full.", SourceText(TWO_SPEAKERS), credited
    )
    assert flag(found, FlagName.OMISSION_CROSSES_SPEAKER) is Severity.HIGH
    assert found.speaker_check is SpeakerCheck.OTHER
    other = next(flag.words for flag in found.flags if flag.flag is FlagName.OTHER_SPEAKER)
    assert other == ("MR. DOE" if credited == "Roe" else "MS. ROE")


def test_words_of_two_speakers_where_the_turns_come_from_outside() -> None:
    first, second = "We will not sign the paper. ", "We will pay for the damage in full."
    turns = (Turn("Roe", 0, len(first), 0), Turn("Doe", len(first), len(first + second), len(first)))
    found = compare(first + second, SourceText(first + second, turns=turns), "Roe")
    assert found.match is Match.EXACT
    assert found.needs_person
    assert found.speaker_check is SpeakerCheck.OTHER


def test_one_speaker_labelled_in_two_ways_is_one() -> None:
    found = compare("the damage in full … And so we leave it", SourceText(TWO_SPEAKERS), "Doe")
    assert FlagName.OMISSION_CROSSES_SPEAKER.value not in flags_of(found)
    assert found.speaker_check is SpeakerCheck.SAME


def test_sentences_end_once() -> None:
    source = SourceText("We went. I deny that the old bridge is safe. We left.")
    found = compare("the old stone bridge is safe.", source)
    assert found.sentences[-1] == "The record: “I deny that the old bridge is safe.”"
    assert not any("”." in sentence and ".”." in sentence for sentence in found.sentences)


def test_a_mark_beside_a_negator_is_told_with_its_words() -> None:
    found = compare("No more taxes for the town.", SourceText("No, more taxes for the town."))
    assert "the record has “No, more”; printed: “No more”" in " ".join(found.sentences)


def test_an_ellipsis_over_very_much() -> None:
    long = " ".join(["and so on and on"] * 20)
    found = compare(
        "We begin here … and end with the bridge.", SourceText(f"We begin here {long} and end with the bridge.")
    )
    assert FlagName.OMISSION_LONG.value in flags_of(found)


@pytest.mark.parametrize(
    ("printed", "recorded", "match"),
    [
        ("", "some words", Match.UNCHECKABLE),
        ("…", "some words", Match.UNCHECKABLE),
        ("Some words of a speech", "", Match.UNCHECKABLE),
        ("Some words of a speech", " \n ", Match.UNCHECKABLE),
        ("Мы восстановим старый мост осенью", "We will rebuild the bridge.", Match.UNCHECKABLE),
        ("of the", "We spoke of the bridge.", Match.UNCHECKABLE),
        ("dangerous", "We spoke of the bridge.", Match.UNCHECKABLE),
        ("We will never ask Parliament for a canal", "We spoke of the bridge.", Match.ABSENT),
        ("word " * 30_000, "some words", Match.UNCHECKABLE),
    ],
)
def test_nothing_found(printed: str, recorded: str, match: Match) -> None:
    found = compare(printed, SourceText(recorded))
    assert (found.match, found.spans) == (match, ())
    assert found.reason


def test_a_short_quotation_is_called_so() -> None:
    found = compare("a brittle bridge", SourceText("It is a brittle bridge, they say."))
    assert found.match is Match.EXACT
    assert FlagName.NOT_DISTINCTIVE.value in flags_of(found)


def test_words_cut_across_are_not_exact() -> None:
    """From a press briefing of 2022 (US government work): two words of a list, with a false start between them."""
    source = SourceText(
        "MS. PSAKI:  She said that these talks were frank, that — and forthright, and there was a discussion."
    )
    found = compare("frank and forthright", source, "Jen Psaki")
    assert found.match is Match.ALTERED
    assert {"not_distinctive", "cut_mid_sentence"} <= flags_of(found)
    assert any("frank, that — and forthright" in sentence for sentence in found.sentences)


def test_other_words_for_the_same_thing_are_a_paraphrase() -> None:
    source = SourceText("We are certainly hopeful that the path of diplomacy is the path that they will take.")
    assert compare("We certainly hope he takes the path of diplomacy", source).match in (
        Match.PARAPHRASE,
        Match.ALTERED,
    )


def test_a_quotation_brings_its_own_speaker() -> None:
    words = "The pillars will hold for another ten years."
    quotation = Quotation(0, len(words), words, QuotationType.DIRECT, speaker=Mention(50, 59, "Ms. Bright"))
    assert compare(quotation, SourceText(TRANSCRIPT)).speaker_check is SpeakerCheck.OTHER
    assert compare(quotation, SourceText(TRANSCRIPT), "Lopez").speaker_check is SpeakerCheck.SAME


def test_sentences_name_the_words_of_both_sides() -> None:
    source = SourceText("It is absolutely mandatory that Ukraine never, never, ever becomes a member.")
    found = compare("It is absolutely mandatory that Ukraine never becomes a member.", source)
    told = " ".join(found.sentences)
    assert found.match is Match.ALTERED
    assert "The record has “never, never, ever becomes”; printed: “never becomes”" in told
    assert "a negation" in told


_TWIN_OPENINGS = "We went on to work with the county. We went on to work with the old masons. "
_TURNED = "A plan came. In Ohio, the masons rebuilt the bridge by hand. Most of them were tired and they had a rest."


@pytest.mark.parametrize(
    ("recorded", "printed", "passage"),
    [
        pytest.param(
            _TWIN_OPENINGS, "We went on to work the old masons.", "We went on to work with the old masons.",
            id="the nearer of two equal openings, a word left out behind it",
        ),
        pytest.param(
            _TURNED, "The masons rebuilt the bridge by hand, in Ohio.",
            "In Ohio, the masons rebuilt the bridge by hand.", id="two words put behind their sentence",
        ),
        pytest.param(
            _TURNED, "tired and they had a rest. Most of them were",
            "Most of them were tired and they had a rest.", id="turned round",
        ),
        pytest.param(
            _TURNED, "by hand, in Ohio, the masons rebuilt the bridge.",
            "In Ohio, the masons rebuilt the bridge by hand.", id="two words put before their sentence",
        ),
    ],
)  # fmt: skip
def test_the_passage_is_the_one_sentence(recorded: str, printed: str, passage: str) -> None:
    found = compare(printed, SourceText(recorded))
    assert found.match is Match.ALTERED
    at = recorded.index(passage)
    low, high = min(span.start for span in found.spans), max(span.end for span in found.spans)
    assert abs(low - at) <= 2
    assert abs(high - at - len(passage)) <= 2
