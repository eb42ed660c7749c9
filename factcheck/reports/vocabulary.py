"""The words, signs and tones people see for what a machine computed. One place for the reports, the desk and the API.

A tone never stands alone: every label has a sign and words that say the same without colour. None of these words is a
judgement; what a person signs (attribution status, rating) is named elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from factcheck.text.match import FlagName, Match, OperationKind, Severity


class Tone(StrEnum):
    """Which of four colours goes with a label."""

    OK = "ok"  # nothing between the printed and the recorded words that matters
    WARN = "warn"  # a person should look
    BAD = "bad"  # printed words differ from the record and no mark admits it
    NONE = "none"  # nothing to compare with


@dataclass(frozen=True, slots=True)
class Label:
    """How one value is shown: a sign, its ASCII form, a few words, a tone and a sentence saying what it means."""

    sign: str
    plain_sign: str
    words: str
    tone: Tone
    meaning: str


MATCH_LABELS: Mapping[Match, Label] = {
    Match.EXACT: Label("=", "=", "Exact", Tone.OK, "The printed words are the recorded ones, character by character."),
    Match.TYPOGRAPHIC: Label(
        "≈", "~=", "Same words", Tone.OK, "The same words; only marks, dashes, capitals or punctuation differ."
    ),
    Match.DISFLUENCY: Label(
        "−", "-", "Fillers removed", Tone.OK, "The same words without the fillers, stutters or repeats of speech."
    ),
    Match.MARKED: Label(
        "…", "...", "Edits marked", Tone.OK, "Every difference is marked by the quotation's own brackets or ellipsis."
    ),
    Match.ALTERED: Label(
        "≠", "!=", "Altered", Tone.BAD, "Words were changed, added, dropped or moved, and no mark admits it."
    ),
    Match.SPLICED: Label("+", "+", "Spliced", Tone.BAD, "Joined from separate places of the record without a mark."),
    Match.PARAPHRASE: Label(
        "~", "~", "Paraphrase", Tone.WARN, "The record carries the content, not the wording between the marks."
    ),
    Match.ABSENT: Label(
        "∅",
        "0",
        "No record found",
        Tone.NONE,
        "These words are not in what was searched. This is not a statement that they were not said.",
    ),
    Match.UNCHECKABLE: Label(
        "?", "?", "Not checkable", Tone.NONE, "The words could not be compared; the reason says why."
    ),
}

NOT_LOOKED = Label("·", ".", "Not compared yet", Tone.NONE, "No source has been compared with this quotation so far.")
COULD_NOT_LOOK = Label(
    "✗", "x", "Could not look", Tone.NONE, "What was to be searched could not be read, so nothing is known either way."
)

FLAG_LABELS: Mapping[FlagName, Label] = {
    FlagName.NEGATION: Label("¬", "!", "Negation", Tone.BAD, "A word such as “not” or “never” was added or dropped."),
    FlagName.NUMBER: Label("#", "#", "Number", Tone.BAD, "A number, or its unit, is not the recorded one."),
    FlagName.NAME: Label("N", "N", "Name", Tone.BAD, "A name is not the recorded one."),
    FlagName.HEDGE: Label(
        "≲", "~", "Hedge", Tone.WARN, "A “may”, “about” or “I think” was added, dropped or hardened."
    ),
    FlagName.TENSE: Label("t", "t", "Tense", Tone.WARN, "The time of a verb changed."),
    FlagName.PRONOUN: Label("p", "p", "Pronoun", Tone.WARN, "A pronoun changed, so who is meant may have."),
    FlagName.OMISSION_HOLDS_NEGATION: Label(
        "…", "...", "Cut hides a word", Tone.WARN, "What the ellipsis leaves out holds a negation or a condition."
    ),
    FlagName.OMISSION_CROSSES_SPEAKER: Label(
        "…", "...", "Cut crosses speakers", Tone.WARN, "What the ellipsis leaves out holds words of another speaker."
    ),
    FlagName.OMISSION_LONG: Label("…", "...", "Long cut", Tone.WARN, "The ellipsis leaves out a long stretch."),
    FlagName.BRACKET_REPLACES_CONTENT: Label(
        "[]", "[]", "Bracket replaces words", Tone.WARN, "Words in brackets stand for words with content of their own."
    ),
    FlagName.CUT_MID_SENTENCE: Label(
        "⋯", "..", "Cut short", Tone.WARN, "The recorded sentence begins before the quotation or goes on after it."
    ),
    FlagName.OTHER_SPEAKER: Label(
        "⇄", "<>", "Other speaker", Tone.WARN, "The record gives these words to somebody else than the story does."
    ),
    FlagName.OTHER_SOURCE: Label(
        "⇢", "->", "Other source", Tone.WARN, "The words stand in another source than the one the story names."
    ),
    FlagName.SEVERAL_PLACES: Label("×", "x", "Several places", Tone.NONE, "The same words stand more than once."),
    FlagName.NOT_DISTINCTIVE: Label(
        "○", "o", "Not distinctive", Tone.NONE, "Words this common prove little about where they come from."
    ),
    FlagName.QUOTED_IN_SOURCE: Label(
        "“",
        '"',
        "Quoted in the record",
        Tone.WARN,
        "The words stand in quotation marks of the record, which itself reports them.",
    ),
    FlagName.TRANSLATION: Label("⇌", "<->", "Translation", Tone.NONE, "The record is, or names, a translation."),
}

OUTCOME_LABELS: Mapping[str, Label] = {
    "pending": Label("·", ".", "Not looked in yet", Tone.NONE, "It waits to be fetched and searched."),
    "searched": Label("✓", "+", "Searched", Tone.OK, "Read whole and searched."),
    "partial": Label("◐", "~", "Searched in part", Tone.WARN, "Only part of it could be read; that part was searched."),
    "unreadable": Label("✗", "x", "Could not be read", Tone.BAD, "It is there, but no text could be read from it."),
    "unavailable": Label(
        "✗", "x", "Could not be reached", Tone.BAD, "It could not be fetched, so nothing was searched."
    ),
}

_FAILED = frozenset({"unreadable", "unavailable"})

# What a tone says about a group of quotations, for summaries.
TONE_WORDS: Mapping[Tone, str] = {
    Tone.OK: "as recorded",
    Tone.WARN: "to look at",
    Tone.BAD: "words changed",
    Tone.NONE: "no record to compare",
}

TIER_WORDS: Mapping[str, str] = {
    "P1": "recording or official verbatim record",
    "P2": "the speaker's own publication",
    "S1": "an outlet that was there",
    "S2": "an outlet citing another",
    "T": "aggregator or quotation site",
}

# Why a harmless match still needs a person, most telling first: the label shown instead of "Same words" and its like.
_WARNING_ORDER = (
    FlagName.OTHER_SPEAKER,
    FlagName.OMISSION_HOLDS_NEGATION,
    FlagName.OMISSION_CROSSES_SPEAKER,
    FlagName.CUT_MID_SENTENCE,
    FlagName.BRACKET_REPLACES_CONTENT,
    FlagName.OTHER_SOURCE,
)

_CHANGE_WORDS: Mapping[OperationKind, str] = {
    OperationKind.DROPPED: "“{recorded}” is in the record, not in print",
    OperationKind.INSERTED: "“{printed}” is in print, not in the record",
    OperationKind.REPLACED: "“{recorded}” became “{printed}”",
    OperationKind.MOVED: "“{printed}” stands elsewhere in the record",
    OperationKind.OMITTED: "the ellipsis leaves out “{recorded}”",
    OperationKind.BRACKETED: "“{printed}” stands for “{recorded}”, in brackets",
}

# Operations without words of their own: what follows them stands elsewhere in the record.
_JUMP_WORDS: Mapping[str, str] = {
    "separate_place": "what follows stands at another place of the record",
    "reordered": "what follows stands earlier in the record",
    "long_omission": "the ellipsis leaves out a long passage",
}
JUMP_REASONS = frozenset(_JUMP_WORDS)

# What may be left out of speech without a mark.
_EXCUSES: Mapping[str, str] = {
    "filler": "a filler",
    "repeat": "repeated words",
    "false_start": "a false start",
    "stage_direction": "not spoken",
    "narration": "the reporter's own words",
}
EXCUSED_REASONS = frozenset(_EXCUSES)

# Why two runs count as the same words although they are written otherwise. Marks and capitals need no mention.
EQUIVALENCES: Mapping[str, str] = {
    "spelling": "spelling",
    "contraction": "contraction",
    "number": "the same figure",
    "compound": "compound",
}

_LONGEST_CHANGE = 90  # characters of one side in a line of the list; the words themselves stand above it


def is_high(flag: Mapping[str, Any]) -> bool:
    """True where a flag (as JSON) asks for a person whatever the match is."""
    return Severity(flag.get("severity", "none")).rank >= Severity.HIGH.rank


def match_label(match: str | None, flags: Iterable[Mapping[str, Any]] = (), outcomes: Collection[str] = ()) -> Label:
    """The label of a match class with its flags (as JSON); None is a quotation not compared with anything yet.

    `outcomes`: those of its searches, which tell "could not look" from "not yet".

    Harmless words under a high flag are never shown as plain "ok": `marked` with an ellipsis that hides a "not" is an
    amber "Cut hides a word".
    """
    if match is None:
        has_failed = "pending" not in outcomes and bool(_FAILED & {*outcomes})
        return COULD_NOT_LOOK if has_failed else NOT_LOOKED
    kind = Match(match)
    label = MATCH_LABELS[kind]
    if not kind.is_harmless:
        return label
    high = [FlagName(flag["flag"]) for flag in flags if is_high(flag)]
    if not high:
        return label
    first = min(high, key=lambda name: _WARNING_ORDER.index(name) if name in _WARNING_ORDER else len(_WARNING_ORDER))
    return replace(FLAG_LABELS[first], tone=Tone.WARN)


def flag_label(flag: str) -> Label:
    """The label of a flag by its name."""
    return FLAG_LABELS[FlagName(flag)]


def outcome_label(outcome: str) -> Label:
    """The label of a search outcome: pending, searched, partial, unreadable, unavailable."""
    return OUTCOME_LABELS[outcome]


def describe_change(kind: OperationKind, printed: str, recorded: str, reason: str = "") -> str:
    """A short line saying what happened to the words: “4.3” became “3.4”. Long stretches are cut in the middle."""
    if reason in _JUMP_WORDS:
        return _JUMP_WORDS[reason]
    if reason in _EXCUSES:
        return f"“{_cut(recorded)}” is left out ({_EXCUSES[reason]})"
    if kind is OperationKind.BRACKETED and not recorded:
        return f"“{_cut(printed)}” is added in brackets"
    if kind is OperationKind.BRACKETED and not printed:
        return f"brackets stand for “{_cut(recorded)}”"
    if kind is OperationKind.OMITTED and not recorded:
        return "the ellipsis leaves nothing out"
    return _CHANGE_WORDS[kind].format(printed=_cut(printed), recorded=_cut(recorded))


def _cut(words: str) -> str:
    if len(words) <= _LONGEST_CHANGE:
        return words
    half = _LONGEST_CHANGE // 2
    return f"{words[:half].rpartition(' ')[0] or words[:half]} … {words[-half:].partition(' ')[2] or words[-half:]}"


# Why a sentence is, or is not, worth checking: the features of `factcheck.text.worthiness` in words.
WORTH_WORDS: Mapping[str, str] = {
    "figure": "a figure",
    "figures": "several figures",
    "date": "a date",
    "scale": "a scale",
    "number_word": "a number",
    "share": "a share",
    "comparison": "a comparison",
    "superlative": "a superlative",
    "change": "a change",
    "time_span": "a span of time",
    "lawmaking": "lawmaking",
    "justice": "courts and police",
    "attributed_speech": "reported speech",
    "past_state": "how it was",
    "past_emphatic": "what was done",
    "past_event": "a past event",
    "past_participle": "what was done",
    "past_participles": "several past acts",
    "perfect": "what has been done",
    "present_state": "how it is",
    "cause": "a cause",
    "other_person": "another person",
    "person_title": "an office",
    "institution": "an institution",
    "economy": "the economy",
    "country": "a country",
    "name": "a name",
    "names": "several names",
    "negation": "a negation",
    "contrast": "a contrast",
    "opinion": "an opinion",
    "obligation": "what should be",
    "prediction": "a prediction",
    "condition": "a condition",
    "evaluation": "a judgement",
    "vague": "vague words",
    "first_person": "the speaker's own feeling",
    "second_person": "an address to somebody",
    "courtesy": "a courtesy",
    "question_word": "a question word",
    "question": "a question",
    "quoted_words": "quoted words",
    "aside": "an aside",
    "some_length": "a whole sentence",
    "length": "a long sentence",
    "telling_words": "worded like a statement",
    "idle_words": "worded like talk",
}
_NO_WORDS = frozenset(
    {"length", "some_length", "question", "quoted_words", "telling_words", "idle_words"}
)  # the words would say nothing


def worth_reason(feature: str, words: str) -> str:
    """A reason for the score of a claim, for people: "a figure “40,000”"."""
    named = WORTH_WORDS.get(feature, feature.replace("_", " "))
    return f"{named} “{words}”" if words and feature not in _NO_WORDS else named
