"""When two different runs of words are the same words: contraction, number word, spelling, compound.

Each rule has a name that the operation carries. No rule may make two runs equal that differ in a negator or a value.
"""

from collections.abc import Sequence
from itertools import pairwise

from factcheck.text.figures import counts_as_number, is_unit, read_figure
from factcheck.text.tokens import Token

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
_DASHES = frozenset("-‐‑‒–—−")


def equivalence(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> str | None:
    """The name of the rule under which two runs are the same words, None where they are not."""
    if not quote or not source:
        return None
    printed = [token.key for token in quote]
    recorded = [token.key for token in source]
    if _phrase(printed) == _phrase(recorded):
        return "spelling"
    if _agree_in_short_forms(printed, recorded):
        return "contraction"
    if any(counts_as_number(key) for key in printed) and any(counts_as_number(key) for key in recorded):
        return _same_figure(quote, source, quote_text, source_text)
    if "".join(printed) == "".join(recorded) and _is_hyphenated(quote, quote_text, source, source_text):
        return "compound"
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


def _same_figure(quote: Sequence[Token], source: Sequence[Token], quote_text: str, source_text: str) -> str | None:
    printed, recorded = _figure(quote, quote_text), _figure(source, source_text)
    if printed is not None and printed == recorded:
        return "number"
    return None


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
