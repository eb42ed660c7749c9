"""When two different runs of words are the same words: contraction, number word, spelling, compound.

Each rule has a name that the operation carries. No rule may make two runs equal that differ in a negator or a value.
"""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from factcheck.text.figures import counts_as_number, is_unit, read_figure
from factcheck.text.irregular_verbs import UNCHANGED_PARTICIPLES
from factcheck.text.short_forms import short_form, time_of_day
from factcheck.text.tokens import Token
from factcheck.text.touches import in_capitals

_SHORT_FORMS = {"'s": frozenset({"is", "has"}), "'d": frozenset({"would", "had"})}
_PHRASES = {
    ("per", "cent"): ("percent",),
    ("all", "right"): ("alright",),
    ("health", "care"): ("healthcare",),
    ("on", "line"): ("online",),
    ("web", "site"): ("website",),
    ("e", "mail"): ("email",),
    ("let", "us"): ("let", "'s"),
    ("work", "force"): ("workforce",),
    ("time", "frame"): ("timeframe",),
    ("vice", "president"): ("vicepresident",),
}
# A hyphen that makes another word: "re-sign" is to sign again.
_OTHER_WHEN_JOINED = frozenset(
    "resign resigned resigning resigns resent recover recovered recovering recovers recreation recreate recreated"
    " reform reformed release released remark remarked repress reserve reserved retreat retreated represent represented"
    " redress react reacted recollect resort resorted resolve resolved coop unionized unionised".split()
)
# Stems long enough that no English word differs from another by this letter alone.
_ISE = re.compile(r"^([a-z]{3,}[^\Waeious\d_])is(e|es|ed|er|ers|ing|ation|ations|ational)$")
_VULGAR = re.compile(r"(?:(\d{1,4})[ -]?)?([¼½¾⅐-⅞])")
_SLASHED = re.compile(r"(?:(\d{1,4})[ -])?(\d{1,2})[/⁄](\d{1,2})")
_DENOMINATORS = {
    "half": 2,
    "3rd": 3,
    "3rds": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "4th": 4,
    "fourths": 4,
    "5th": 5,
    "fifths": 5,
    "tenths": 10,
    "10th": 10,
}
_AROUND = 100  # characters on either side in which money is spoken of, or not; a guess
_POUNDS = frozenset(["pound", "pounds"])
_IN_M = re.compile(r"[\d.]+m")
_MONEY = re.compile(
    r"\b(?:pa(?:y|ys|id|ying|yment)|costs?|prices?|worth|spen[dt]|spending|buy|bought|s[eo]ld|sell|fund\w{0,3}|budget"
    r"|invest\w{0,5}|tax(?:es)?|bills?|fees?|fined?|salar\w{1,3}|wages?|earn\w{0,3}|loans?|debts?|profits?|revenues?"
    r"|sterling|pence|banks?|money|cash|donat\w{1,4}|rais(?:ed?|ing)|subsid\w{1,4}|grants?|savings?)\b",
    re.IGNORECASE,
)
# Millions of pounds are money, unless they are pounds of something.
_MILLIONS = re.compile(r"(?:million|billion|m|bn)(?: pounds)?$", re.IGNORECASE)
_OF = re.compile(r"\s+of\b")
_MEASURED = re.compile(
    r"[\s-]{0,3}(?:long|wide|high|tall|deep|thick|away|apart|above|below|of|from|to|into|by|x|×|dash|race|sprint"
    r"|[,.;)])",
    re.IGNORECASE,
)
_DASHES = frozenset("-‐‑‒–—−")
_NEXT_WORD = re.compile(r"\s+([a-z]++)", re.IGNORECASE)
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def equivalence(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> str | None:
    """The name of the rule under which two runs are the same words, None where they are not."""
    if not quote or not source:
        return None
    printed = [token.key for token in quote]
    recorded = [token.key for token in source]
    if _phrase(printed) == _phrase(recorded):
        return "spelling"
    if _agree_in_short_forms(printed, recorded):
        is_settled = _hides_tense(quote, quote_text) == _hides_tense(source, source_text)
        return "contraction" if is_settled else None
    if len(printed) == len(recorded) and all(map(_is_respelled, printed, recorded)):
        return "spelling"
    if _is_capital_us(quote, source, quote_text, source_text):
        return "case"
    if reason := short_form(quote, source, quote_text, source_text):
        return reason
    if (part := _part_of_whole(quote, quote_text)) and part == _part_of_whole(source, source_text):
        return "number"
    if (hour := time_of_day(quote, quote_text)) and hour == time_of_day(source, source_text):
        return "number"
    if any(counts_as_number(key) for key in printed) and any(counts_as_number(key) for key in recorded):
        return _same_figure(quote, source, quote_text, source_text)
    joined = "".join(printed)
    if (
        joined == "".join(recorded)
        and joined not in _OTHER_WHEN_JOINED
        and _is_hyphenated(quote, quote_text, source, source_text)
    ):
        return "compound"
    return None


def _is_respelled(one: str, other: str) -> bool:
    """True for the same word, or one that British print writes with an s: "decarbonise", not "prise"."""
    return one == other or (_ISE.sub(r"\1iz\2", one) == _ISE.sub(r"\1iz\2", other))


def _is_capital_us(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> bool:
    """True for "us" and a "US" that is in capitals because all words around it are."""
    keys = [[token.key for token in side] for side in (quote, source)]
    if sorted(keys) == [["u.s."], ["us"]]:
        text, token = (quote_text, quote[0]) if keys[0] == ["u.s."] else (source_text, source[0])
        return text[token.start : token.end] == "US" and in_capitals(text, token.start, token.end)
    return False


def _part_of_whole(tokens: Sequence[Token], text: str) -> tuple[int, Fraction] | None:
    """Whole and part of "1/2", "2½", "one half", "3 1/2"; None for anything else."""
    written = text[tokens[0].start : tokens[-1].end]
    if found := _VULGAR.fullmatch(written):
        part = Fraction(unicodedata.numeric(found[2])).limit_denominator(100)
        return int(found[1] or 0), part
    if found := _SLASHED.fullmatch(written):
        whole, over, under = int(found[1] or 0), int(found[2]), int(found[3])
        return (whole, Fraction(over, under)) if 0 < over < under else None
    keys = [token.key for token in tokens]
    if len(keys) == 2 and keys[0].isdigit() and keys[1] in _DENOMINATORS and int(keys[0]) < _DENOMINATORS[keys[1]]:
        return 0, Fraction(int(keys[0]), _DENOMINATORS[keys[1]])
    return None


def _phrase(keys: list[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for key in keys:
        joined.append(key)
        pair = tuple(joined[-2:])
        if pair in _PHRASES:
            joined[-2:] = _PHRASES[pair]
    return tuple(joined)


def _agree_in_short_forms(printed: list[str], recorded: list[str]) -> bool:
    return len(printed) == len(recorded) and all(
        one == other or other in _SHORT_FORMS.get(one, ()) or one in _SHORT_FORMS.get(other, ())
        for one, other in zip(printed, recorded, strict=True)
    )


def _hides_tense(tokens: Sequence[Token], text: str) -> bool:
    """True for the "'d" of "I'd cut", a promise or a deed."""
    following = (_NEXT_WORD.match(text, token.end) for token in tokens if token.key == "'d")
    return any(found[1].casefold() in UNCHANGED_PARTICIPLES for found in following if found)


def _same_figure(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> str | None:
    if _points(quote) != _points(source):
        return None
    printed, recorded = _figure(quote, quote_text), _figure(source, source_text)
    if printed is None or printed != recorded:
        return None
    keys = [[token.key for token in side] for side in (quote, source)]
    around = _around(source, source_text), _around(quote, quote_text)
    if _weighs_or_pays(*keys) and not any(map(_speaks_of_money, around)):
        return None
    if _measures_or_counts(*keys) and any(map(_MEASURED.match, (text[_AROUND:] for text in around))):
        return None
    return "number"


def _points(tokens: Sequence[Token]) -> list[str]:
    """Figures such as "1.500": one and a half, or fifteen hundred where a point parts thousands."""
    return [token.key for token in tokens if _POINTED.fullmatch(token.key)]


def _weighs_or_pays(printed: Sequence[str], recorded: Sequence[str]) -> bool:
    """True where "pounds" stands on one side only for the other's sign, and so may be a weight."""
    return any(key in _POUNDS for key in printed) != any(key in _POUNDS for key in recorded)


def _speaks_of_money(around: str) -> bool:
    return bool(_MONEY.search(around) or _MILLIONS.search(around[:_AROUND])) and not _OF.match(around[_AROUND:])


def _measures_or_counts(printed: Sequence[str], recorded: Sequence[str]) -> bool:
    """True where "5m" on one side only may be meters: a figure without a currency."""
    return any(map(_IN_M.fullmatch, printed)) != any(map(_IN_M.fullmatch, recorded)) and not any(
        is_unit(key) for key in (*printed, *recorded)
    )


def _around(tokens: Sequence[Token], text: str) -> str:
    """The text from `_AROUND` characters before the last word of a run; it begins with blanks at the text's start."""
    end = tokens[-1].end
    return text[max(0, end - _AROUND) : end].rjust(_AROUND) + text[end : end + _AROUND]


def _figure(tokens: Sequence[Token], text: str) -> object:
    """The value or, for "10-20" and "10 to 20", the two values that a run states."""
    keys = [token.key for token in tokens]
    for place in range(1, len(tokens)):
        between = text[tokens[place - 1].end : tokens[place].start].strip()
        if keys[place] in ("to", "through") and place + 1 < len(tokens):
            return _range(keys[:place], keys[place + 1 :])
        if between and set(between) <= _DASHES and keys[place - 1][-1].isdigit() and keys[place][0].isdigit():
            # "twenty-five" is one figure, "10-20" two.
            whole = read_figure(keys) if text[tokens[place].start : tokens[place].end].isalpha() else None
            return whole or _range(keys[:place], keys[place:])
    return read_figure(keys)


def _range(low: list[str], high: list[str]) -> object:
    ends = read_figure(low), read_figure(high)
    return ends if all(ends) else None


def _is_hyphenated(quote: Sequence[Token], quote_text: str, source: Sequence[Token], source_text: str) -> bool:
    """True where a hyphen or line break joins what the other side writes as one word ("re-elect" and "reelect").

    A mere space is not enough: "may be" is not "maybe".
    """
    if len(quote) == len(source):
        return False
    longer, text = (quote, quote_text) if len(quote) > len(source) else (source, source_text)
    return all(
        set(text[before.end : after.start].strip()) <= _DASHES and text[before.end : after.start].strip() != ""
        for before, after in pairwise(longer)
    )


def is_figure_word(key: str) -> bool:
    """True for a word that a changed figure may reach over: the rest of the number or its unit."""
    return counts_as_number(key) or is_unit(key)
