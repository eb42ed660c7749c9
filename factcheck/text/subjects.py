"""Who a cue belongs to: the subject on its left, or on the right of an inverted one.

A phrase that does not look like somebody who can speak is refused: no speaker is better than a wrong one.
"""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import FoundCue, before_verb
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Token
from factcheck.text.phrases import (
    SIGNS_IN_NAMES,
    SPEAKING_NOUNS,
    Phrase,
    checked,
    is_in_phrase,
    is_lead_segment,
    main_subject,
    phrase_ending,
    segments_left,
    with_preceding_apposition,
)
from factcheck.text.places import is_place
from factcheck.text.verbs import has_finite, is_finite_at, is_past

_REACH = 40  # a subject further away than this many tokens is not looked for


def subject_before(tokens: Sequence[Token], found: FoundCue, low_bound: int = 0) -> Phrase | None:
    """The subject of the cue among tokens[low_bound:cue], or None."""
    low_bound = max(low_bound, found.at - _REACH)
    low_bound = _after_open_bracket(tokens, found.at, low_bound)
    if found.at and tokens[found.at - 1].low == "as":
        quoted = _quoted_as(tokens, found.at - 1, low_bound)
        if quoted is not None:
            return quoted
    if found.mood == "participle":
        absolute = _after_with(tokens, found.at, low_bound)
        if absolute is not None:
            return absolute
    if found.mood != "finite":
        return checked(tokens, main_subject(tokens, low_bound, found.at))
    at, _ = before_verb(tokens, found.at, low_bound)
    if at < low_bound:
        return None
    token = tokens[at]
    if token.kind == WORD and token.low in ("and", "but", "then", "or"):
        return checked(tokens, main_subject(tokens, _clause_bound(tokens, at, low_bound), at))
    if token.kind == WORD and token.low in ("who", "which", "that"):
        return _antecedent(tokens, at, low_bound)
    if token.text == "," and token.kind == PUNCT:
        return _before_parenthesis(tokens, at, low_bound)
    if token.kind == PUNCT and token.text in ("—", "–", "-", "--"):
        return checked(tokens, main_subject(tokens, low_bound, at))
    phrase = phrase_ending(tokens, at + 1, low_bound)
    if phrase is not None and (relative := _relative_around(tokens, phrase, low_bound)) is not None:
        return _antecedent(tokens, relative, low_bound)
    if phrase is not None and _is_bare_object(tokens, phrase):
        return None
    if phrase is None or tokens[phrase.start].low in ("himself", "herself", "themselves", "itself"):
        # `An official who asked not to be named said`, `A statement issued on Sunday said`
        phrase = main_subject(tokens, _clause_bound(tokens, at, low_bound), at)
    return checked(tokens, phrase)


def _after_open_bracket(tokens: Sequence[Token], end: int, low_bound: int) -> int:
    """Position after a bracket still open at `end`: inside it, the subject is not looked for outside."""
    for at in range(end - 1, low_bound - 1, -1):
        if tokens[at].text == ")":
            return low_bound
        if tokens[at].text == "(":
            return at + 1
    return low_bound


def _clause_bound(tokens: Sequence[Token], end: int, low_bound: int) -> int:
    """Where the clause that "and" goes on with begins: after "while" in `…, while police deny it and say`."""
    for at in range(end - 1, low_bound, -1):
        opens = tokens[at].low in ("while", "whereas", "but", "although", "though") or tokens[at].text == ";"
        if opens and at + 2 < end:
            return at + 1
    return low_bound


_QUOTED_REACH = 14  # tokens of "the sponsors, a firm in Leeds,"
_WITH_REACH = 10


def _after_with(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """Safadi in `…, with Foreign Minister Safadi warning of …`."""
    for at in range(end - 1, max(low_bound, end - _WITH_REACH) - 1, -1):
        if tokens[at].low == "with" and at + 1 < end:
            return checked(tokens, Phrase(at + 1, end))
        if tokens[at].kind != WORD or is_finite_at(tokens, at):
            return None
    return None


def _quoted_as(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """Hall in `Reuters quoted Hall as saying` and in `Hall was quoted as saying`."""
    for at in range(end - 1, max(low_bound, end - _QUOTED_REACH) - 1, -1):
        if tokens[at].low not in ("quoted", "quotes", "cited", "cites", "reported", "quoting", "citing"):
            continue
        if at + 1 < end:
            quoted = Phrase(at + 1, end - 1 if tokens[end - 1].text == "," else end)
            if tokens[at + 1].low in ("him", "her", "them"):
                return quoted
            return checked(tokens, quoted) if tokens[at + 1].low != "by" else None
        verb, helpers = before_verb(tokens, at, low_bound)
        if verb >= low_bound and any(helper in grammar.BE_FORMS for helper in helpers):
            return checked(tokens, phrase_ending(tokens, verb + 1, low_bound))
    return None


def _antecedent(tokens: Sequence[Token], at: int, low_bound: int) -> Phrase | None:
    end = at
    if end > low_bound and tokens[end - 1].text == ",":
        end -= 1
    if end <= low_bound:
        return None
    if tokens[at].low == "that" and not tokens[at - 1].low.endswith(("n", "t", "y", "p", "r", "s")):
        return None
    start = end - 1
    while start > low_bound and not _bounds_antecedent(tokens[start - 1]):
        start -= 1
    return checked(tokens, phrase_ending(tokens, end, start))


def _is_bare_object(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for "captive in Peru" in `two men held captive in Peru have told`: a noun without article after a verb."""
    first, second = tokens[phrase.start], tokens[min(phrase.start + 1, phrase.end - 1)]
    is_bare = first.is_lower and not first.low.endswith("s") and first.low not in grammar.INDEFINITE_SPEAKERS
    opens = first.low in grammar.DETERMINERS or first.low in grammar.SUBJECT_PRONOUNS
    follows_verb = phrase.start > 0 and is_past(tokens[phrase.start - 1].low) and tokens[phrase.start - 1].is_lower
    return is_bare and not opens and second.low in grammar.PREPOSITIONS and follows_verb


_RELATIVE_REACH = 4  # words of "who had just left" before the phrase


def _relative_around(tokens: Sequence[Token], phrase: Phrase, low_bound: int) -> int | None:
    """Position of "who" where the phrase is the object of its clause: Bell in `The man who shot Bell said`."""
    verb = phrase.start - 1
    if verb <= low_bound or not tokens[verb].is_lower or not is_finite_at(tokens, verb) or tokens[verb].low in CUES:
        return None
    for at in range(verb - 1, max(low_bound, verb - _RELATIVE_REACH) - 1, -1):
        if tokens[at].kind != WORD:
            return None
        if tokens[at].low == "who":
            return at
    return None


def _bounds_antecedent(token: Token) -> bool:
    """True for what cannot stand inside the antecedent: `to meet with Devocht, who …` means Devocht."""
    if token.kind != WORD:
        return token.text not in SIGNS_IN_NAMES
    if token.low in ("of", "for", "at", "from"):
        return False
    return token.low in grammar.PREPOSITIONS or token.low in ("to", "as", "that")


def _before_parenthesis(tokens: Sequence[Token], comma: int, low_bound: int) -> Phrase | None:
    """Subject left of `NP, aside, said`."""
    segments = segments_left(tokens, comma, low_bound)
    for number, segment in enumerate(segments):
        previous = segments[number + 1] if number + 1 < len(segments) else None
        if previous is not None and _is_aside(tokens, segment, previous):
            continue
        if previous is not None and _names_complement(tokens, segment, previous, segments[number + 2 :]):
            continue  # `Reed, the sister of the mayor, Paul Bell, said`
        if is_lead_segment(tokens, segment) and previous is None and number:
            # `Asked about it, the man, 40, said`: the stretch after the lead is the subject.
            segment = segments[number - 1]
        phrase = phrase_ending(tokens, segment.end, segment.start)
        if phrase is None or has_finite(tokens, segment.start, phrase.start):
            return checked(tokens, main_subject(tokens, segment.start, segment.end))
        start = with_preceding_apposition(tokens, phrase.start, low_bound)
        return checked(tokens, Phrase(start, _with_asides(tokens, phrase.end, segments[:number])))
    return None


def _is_aside(tokens: Sequence[Token], segment: Phrase, previous: Phrase | None) -> bool:
    """True if a stretch between commas only adds to what stands before it: age, place, role, relative clause."""
    first = tokens[segment.start]
    if first.kind != WORD:
        return True
    low = first.low.rstrip(".")
    if first.text.isdigit() or low in (
        "jr",
        "sr",
        "too",
        "however",
        "meanwhile",
        "though",
        "esq",
        "inc",
        "ltd",
        "llc",
        "plc",
        "corp",
        "co",
        "phd",
        "md",
        "ii",
        "iii",
    ):
        return True
    if previous is None:
        return False
    if len(first.text) > 2 and first.text[1] == "-" and first.text[0] in "DRI":
        return True
    if is_place(tokens[segment.start : segment.end]):
        return True
    if first.is_capital and _is_full_name(tokens, previous):
        return True  # `Paul Ford, Democrat of Ohio, said`
    if low in ("who", "whose", "which", "where", "whom") or is_lead_segment(tokens, segment):
        return True
    if is_lead_segment(tokens, previous):
        return False
    if low in grammar.COORDINATORS and has_finite(tokens, previous.start, previous.end):
        return False  # `The mayor was late, but Ann Cole, her deputy, said`: a clause, not an aside
    return (first.is_lower and low not in grammar.SUBJECT_PRONOUNS) or low in ("the", "a", "an")


def _names_complement(tokens: Sequence[Token], segment: Phrase, previous: Phrase, further: Sequence[Phrase]) -> bool:
    """True if the name `segment` is that of "the mayor" in "the sister of the mayor", said of a name before it."""
    if not further or not _is_full_name(tokens, further[0]):
        return False
    words = tokens[previous.start : previous.end]
    is_description = words[0].low in grammar.DETERMINERS or words[0].low in grammar.POSSESSIVES
    has_complement = words[-1].is_lower and any(word.low == "of" or word.low.endswith("'s") for word in words[1:])
    name = tokens[segment.start : segment.end]
    return is_description and has_complement and all(token.is_capital for token in name)


def _is_full_name(tokens: Sequence[Token], segment: Phrase) -> bool:
    """True for a stretch of two or more capitalised words and no other."""
    words = tokens[segment.start : segment.end]
    opener = words[0].low
    is_plain = (
        opener not in grammar.DETERMINERS and opener not in grammar.PREPOSITIONS and opener not in grammar.LEAD_WORDS
    )
    return (
        len(words) > 1 and is_plain and all(word.is_capital for word in words) and not is_lead_segment(tokens, segment)
    )


def _with_asides(tokens: Sequence[Token], end: int, asides: Sequence[Phrase]) -> int:
    """End of the subject with the appositions among the asides that follow it, nearest first from the right."""
    for aside in reversed(asides):
        first = tokens[aside.start]
        opens = first.low in grammar.DETERMINERS or first.low in grammar.POSSESSIVES or first.low in SPEAKING_NOUNS
        if not opens or has_finite(tokens, aside.start, aside.end) or is_lead_segment(tokens, aside):
            break
        end = aside.end
    return end


# Words that end the speaker after an inverted cue: `said Smith on Monday`, `said Smith, adding`.
_STOPS_AFTER = frozenset(
    "on in at after before during while when as to last yesterday today tonight earlier later that who which by "
    "with about through via "
    "because if though although since until adding saying speaking and but where following outside inside near "
    "amid upon recently".split()
)
_MAX_AFTER = 30


def subject_after(tokens: Sequence[Token], start: int, end: int) -> Phrase | None:
    """The subject right of an inverted cue, with its apposition: tokens[start:...]."""
    end = min(end, start + _MAX_AFTER)
    stop = start
    while stop < end and not _stops_after(tokens, stop, start):
        stop += 1
    stop = _with_following_apposition(tokens, start, stop, end)
    return checked(tokens, Phrase(start, stop)) if stop > start else None


def _stops_after(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind == QUOTE:
        return at == start or not is_in_phrase(tokens, at)
    if token.kind == PUNCT:
        return token.text not in SIGNS_IN_NAMES
    if token.is_capital:
        return False
    if at > start and token.low == "and":
        return not (at + 1 < len(tokens) and tokens[at + 1].is_capital and tokens[at - 1].is_capital)
    if at > start and tokens[start].low in grammar.SUBJECT_PRONOUNS:
        return True
    if token.low in _STOPS_AFTER:
        return not (token.low == "as" and tokens[at - 1].low == "such")
    return at > start and (
        token.low in grammar.AUXILIARIES or (token.low.endswith("ing") and tokens[at - 1].is_capital)
    )


def _names_the_role(tokens: Sequence[Token], start: int, comma: int, end: int) -> bool:
    """True for the name in `said the lawyer, Ann Cole` and in `said a lawyer for Hall, Ann Cole`."""
    if comma + 2 >= end or not (tokens[comma + 1].is_capital and tokens[comma + 2].is_capital):
        return False
    if is_place(tokens[comma + 1 : comma + 3]) or tokens[comma + 2].low in _PLACE_NOUNS:
        return False
    capital = next((at for at in range(start, comma) if tokens[at].is_capital), None)
    if capital is None:
        return True
    role = next((at for at in range(start, comma) if tokens[at].is_lower and tokens[at].low in SPEAKING_NOUNS), None)
    if role is None or tokens[role + 1].is_capital:
        return False
    is_owner = capital < role and any(token.low.endswith("'s") for token in tokens[capital:role])
    return is_owner or tokens[role + 1].low in ("for", "of")


_PLACE_NOUNS = frozenset("county city township province island islands valley".split())


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    """True for "1" of "1,570": a comma and digits touch it."""
    return at + 2 < len(tokens) and tokens[at + 1].text == "," and tokens[at + 2].start == tokens[at].end + 1


def _with_following_apposition(tokens: Sequence[Token], start: int, stop: int, end: int) -> int:
    """End of `Jane Doe, a lawyer for the family` and `John Roe, 44`."""
    at = stop
    while at + 1 < end and tokens[at].text == "," and tokens[at + 1].kind == WORD:
        first = tokens[at + 1]
        is_age = (first.text.isdigit() and not _is_figure(tokens, at + 1)) or _names_the_role(tokens, start, at, end)
        opens = first.low in ("a", "an", "the", "his", "her", "its", "their", "one", "former", "jr", "sr", "jr.", "sr.")
        if not (is_age or opens or first.low in grammar.ROLE_NOUNS):
            break
        segment_end = at + 1
        while segment_end < end and not (
            tokens[segment_end].kind == QUOTE or tokens[segment_end].text in (",", ".", ";", ":", "—", "–", "!", "?")
        ):
            if tokens[segment_end].low in ("who", "which", "that", "adding"):
                break
            segment_end += 1
        if has_finite(tokens, at + 1, segment_end):
            break  # `according to AFP, the two sides agreed`: a clause, not an apposition
        at = segment_end
    return at
