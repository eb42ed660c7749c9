"""What a change touches: negation, number, name, hedge, tense, pronoun. Closed classes only, no guess at meaning."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from factcheck.text.figures import counts_as_number
from factcheck.text.irregular_verbs import is_irregular_past
from factcheck.text.lexicon import (
    CASE_SENSITIVE,
    HEDGES,
    NEGATORS,
    PRONOUNS,
    STRONG_NEGATORS,
    TENSE_PAIRS,
    TENSE_WORDS,
)
from factcheck.text.match import OperationKind, Severity
from factcheck.text.tokens import Token

_COMPARED = frozenset(
    {
        OperationKind.DROPPED,
        OperationKind.INSERTED,
        OperationKind.REPLACED,
        OperationKind.OMITTED,
        OperationKind.BRACKETED,
    }
)
_EXCUSES = frozenset({"filler", "repeat", "false_start", "stage_direction"})
_WEAK_NEGATORS = NEGATORS - STRONG_NEGATORS
_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")


def touches_of(
    kind: OperationKind,
    reason: str,
    quote: Sequence[Token],
    source: Sequence[Token],
    quote_text: str,
    source_text: str,
) -> tuple[str, ...]:
    """Names of the closed classes in which the two runs differ, for an operation of this kind."""
    if reason in ("struck", "narration"):
        return ()
    if reason in _EXCUSES:
        return ("filler",) if reason == "filler" else ("repeat",) if reason != "stage_direction" else ()
    if reason in ("join", "unit"):
        return ("number",)
    if kind not in _COMPARED or reason == "bracket_in_word":
        return ()  # the same words: "[W]e", or an ellipsis in brackets at an edge
    printed, recorded = [token.key for token in quote], [token.key for token in source]
    found = []
    # Of the weak negators ("few", "little") a long ellipsis nearly always leaves out some.
    is_omitted = kind is OperationKind.OMITTED
    if any(key in STRONG_NEGATORS for key in recorded) if is_omitted else _negation_differs(printed, recorded):
        found.append("negation")
    if _differs(printed, recorded, counts_as_number):
        found.append("number")
    if _differs(printed, recorded, HEDGES.__contains__):
        found.append("hedge")
    if _names(quote, quote_text) != _names(source, source_text):
        found.append("name")
    if _tense_differs(printed, recorded):
        found.append("tense")
    if _differs(printed, recorded, PRONOUNS.__contains__):
        found.append("pronoun")
    return tuple(found)


def _differs(printed: Iterable[str], recorded: Iterable[str], belongs: Callable[[str], bool]) -> bool:
    return sorted(filter(belongs, printed)) != sorted(filter(belongs, recorded))


def _negation_differs(printed: Sequence[str], recorded: Sequence[str]) -> bool:
    counts = [sum(key in STRONG_NEGATORS for key in side) for side in (printed, recorded)]
    if counts[0] != counts[1]:
        return True
    if _differs(printed, recorded, _WEAK_NEGATORS.__contains__):
        return True
    only_printed, only_recorded = set(printed) - set(recorded), set(recorded) - set(printed)
    return any(
        one == prefix + other or other == prefix + one
        for one in only_printed
        for other in only_recorded
        for prefix in _NEGATIVE_PREFIXES
        if abs(len(one) - len(other)) == len(prefix)
    )


def _names(tokens: Sequence[Token], text: str) -> Counter[str]:
    """Capitalised words that do not open a sentence."""
    return Counter(
        token.key
        for token in tokens
        if text[token.start].isupper() and token.key != "i" and not opens_sentence(text, token.start)
    )


def opens_sentence(text: str, start: int) -> bool:
    """True where the word at `start` is the first of its sentence or of the text."""
    at = start
    while at > 0 and (text[at - 1].isspace() or text[at - 1] in "\"'“”‘’([«"):
        if text[at - 1] == "\n":
            return True
        at -= 1
    return at == 0 or text[at - 1] in ".!?:…"


def _tense_differs(printed: Sequence[str], recorded: Sequence[str]) -> bool:
    only_printed = [key for key in printed if key not in recorded]
    only_recorded = [key for key in recorded if key not in printed]
    if any(frozenset((one, other)) in TENSE_PAIRS for one in only_printed for other in only_recorded):
        return True
    if any(key in TENSE_WORDS for key in only_printed + only_recorded) and (not only_printed or not only_recorded):
        return False
    return any(_is_past_of(one, other) or _is_past_of(other, one) for one in only_printed for other in only_recorded)


def _is_past_of(past: str, present: str) -> bool:
    stem = present.removesuffix("s")
    regular = (f"{stem}ed", f"{stem}d", f"{stem[:-1]}ied", f"{stem}{stem[-1:]}ed")
    return past in regular or is_irregular_past(past, present)


def case_changes_meaning(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> bool:
    """True where the same letters are another word by their capital: "may" printed for the recorded "May"."""
    for printed, recorded in zip(quote, source, strict=False):
        if printed.key != recorded.key or printed.key not in CASE_SENSITIVE:
            continue
        raw, original = quote_text[printed.start : printed.end], source_text[recorded.start : recorded.end]
        is_free = opens_sentence(quote_text, printed.start) or opens_sentence(source_text, recorded.start)
        letters, recorded_letters = _letters(raw), _letters(original)
        is_case = letters != recorded_letters and letters.casefold() == recorded_letters.casefold()
        if (
            is_case
            and "[" not in raw
            and not is_free
            and not _is_all_capitals(printed, recorded, quote_text, source_text)
        ):
            return True
    return False


def _is_all_capitals(printed: Token, recorded: Token, quote_text: str, source_text: str) -> bool:
    """True where one side is in capitals throughout, so that a capital there says nothing."""
    return in_capitals(quote_text, printed.start, printed.end) or in_capitals(source_text, recorded.start, recorded.end)


_CAPITALS_REACH = 60  # characters on either side; a guess, some ten words
_SENTENCE_ENDS = re.compile(r"[.!?:]\s|\n")
_FEWEST_CAPITALS = 8  # two or three words: less may be a name ("MAY AND BUSH")


def in_capitals(text: str, start: int, end: int) -> bool:
    """True where the word at `start` and all letters around it are capitals: a caption, an old transcript."""
    around = text[max(0, start - _CAPITALS_REACH) : start], text[end : end + _CAPITALS_REACH]
    # Of this sentence only: a label in capitals above the words says nothing of them.
    letters = [*filter(str.isalpha, _SENTENCE_ENDS.split(around[0])[-1] + _SENTENCE_ENDS.split(around[1])[0])]
    return text[start:end].isupper() and len(letters) >= _FEWEST_CAPITALS and all(map(str.isupper, letters))


# After a figure these are other units in other case: milliwatt and megawatt, megabit and megabyte.
_CASED_UNITS = frozenset("mw mg mv ma mj mpa m mb gb tb".split())


def unit_changes(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> bool:
    """True where a unit after a figure is another one by its capitals: "5 mW" and "5 MW"."""
    for printed, recorded in zip(quote, source, strict=False):
        key = printed.key.lstrip("0123456789.")
        is_after_figure = (
            key != printed.key or source_text[max(0, recorded.start - 3) : recorded.start].strip()[-1:].isdigit()
        )
        if printed.key != recorded.key or key not in _CASED_UNITS or not is_after_figure:
            continue
        raw = _letters(quote_text[printed.start : printed.end])
        original = _letters(source_text[recorded.start : recorded.end])
        is_plain = key.endswith("b") and (raw.islower() or original.islower())  # "5gb" is said of bytes
        is_million = key == "m" and key != printed.key  # "$5m", "$5M"
        if raw != original and not is_plain and not is_million:
            return True
    return False


def _letters(word: str) -> str:
    return "".join(filter(str.isalpha, word))


_DASHES = frozenset("-‐‑‒–—−")


def figure_join(marks: str) -> str:
    """How two figures side by side are tied: "-" for any dash between them, else their marks without blanks."""
    bare = "".join(marks.split())
    if bare and set(bare) <= _DASHES:
        return "-" if len(marks) == len(bare) else "–"
    return bare.strip("\"'“”‘’()[]")


def severity_of(kind: OperationKind, reason: str, touches: Sequence[str]) -> Severity:
    """Weight of one operation."""
    if kind in (OperationKind.SAME, OperationKind.EQUIVALENT) or reason in _EXCUSES:
        return Severity.NONE
    if reason in ("struck", "narration"):
        return Severity.LOW
    if kind is OperationKind.OMITTED:
        return Severity.HIGH if "negation" in touches else Severity.LOW
    if kind is OperationKind.BRACKETED:
        return Severity.HIGH if {"negation", "number"} & set(touches) else Severity.LOW
    if {"negation", "number", "name"} & set(touches):
        return Severity.CRITICAL
    if reason in ("separate_place", "reordered", "case", "accent", "correction") or "hedge" in touches:
        return Severity.HIGH
    return Severity.MEDIUM
