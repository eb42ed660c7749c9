"""Who a cue belongs to: the subject on its left, or on the right of an inverted one.

A phrase that does not look like somebody who can speak is refused: no speaker is better than a wrong one.
"""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.appositions import is_aside, names_complement, with_asides, with_following_apposition
from factcheck.text.cue_reading import FoundCue, before_verb, read_cue
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
        shown = _shown(tokens, found.at, low_bound)
        if shown is not None:
            return shown
        related = _relative_by(tokens, found.at, low_bound)
        if related is not None:
            return related
    if found.mood != "finite":
        return checked(tokens, main_subject(tokens, low_bound, found.at))
    at, _ = before_verb(tokens, found.at, low_bound)
    if at < low_bound:
        return None
    token = tokens[at]
    if token.kind == WORD and token.low in ("and", "but", "then", "or"):
        subject = main_subject(tokens, _clause_bound(tokens, at, low_bound), at)
        return checked(tokens, _before_first_verb(tokens, subject, found.cue.form))
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
    phrase = None if phrase is None else _without_head(tokens, phrase)
    if phrase is None or tokens[phrase.start].low in ("himself", "herself", "themselves", "itself"):
        # `An official who asked not to be named said`, `A statement issued on Sunday said`
        phrase = main_subject(tokens, _clause_bound(tokens, at, low_bound), at)
    return checked(tokens, phrase)


def _before_first_verb(tokens: Sequence[Token], subject: Phrase | None, form: str) -> Phrase | None:
    """Hall in `Hall looks into the lens and swears`, residents in `Residents blame vendors and say`.

    Beside "swears" a name has no noun in -s after it, but a verb; beside "say" a bare cue after a plural is one.
    """
    if subject is None or form not in ("present", "base"):
        return subject
    for at in range(subject.start + 1, subject.end):
        token = tokens[at]
        is_verb = token.is_lower and token.low.endswith("s") and not token.low.endswith(("ss", "us", "'s"))
        is_verb = is_verb and tokens[at - 1].is_capital and token.low not in grammar.PREPOSITIONS
        cue = CUES.get(token.low)
        is_bare = cue is not None and cue.form == "base" and tokens[at - 1].low.endswith("s")
        if (form == "present" and is_verb) or (form == "base" and is_bare):
            return Phrase(subject.start, at)
    return subject


def _after_open_bracket(tokens: Sequence[Token], end: int, low_bound: int) -> int:
    """Position after a bracket still open at `end`: inside it, the subject is not looked for outside."""
    for at in range(end - 1, low_bound - 1, -1):
        if tokens[at].text == ")":
            return low_bound
        if tokens[at].text == "(":
            return at + 1
    return low_bound


def _clause_bound(tokens: Sequence[Token], end: int, low_bound: int) -> int:
    """Where the clause that "and" goes on with begins: after "while" in `…, while police deny it and say`.

    Also after a whole quotation (`Reed asks, "Why?" Cole grins and says`) and after `so loud (that)`.
    """
    for at in range(end - 1, low_bound, -1):
        if tokens[at].kind == QUOTE and tokens[at - 1].text in (",", ":") and _has_verb(tokens, at + 2, end):
            return at + 1
        if tokens[at].low == "so" and (result := _result_clause(tokens, at, end)) is not None:
            return result
        opens = tokens[at].low in ("while", "whereas", "but", "although", "though") or tokens[at].text == ";"
        if opens and at + 2 < end:
            return at + 1
    return low_bound


def _has_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True if a finite verb or a cue ("grins") stands among the tokens."""
    return has_finite(tokens, start, end) or any(
        tokens[at].is_lower and tokens[at].low in CUES for at in range(start, end)
    )


def _result_clause(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Where the clause of `so loud (that) a man behind us stood up` begins; "so" stands at `at`."""
    start = at + 2
    if start + 1 >= end or not tokens[at + 1].is_lower or not has_finite(tokens, max(0, at - 2), at + 1):
        return None
    if tokens[start].low == "that":
        start += 1
    first = tokens[start]
    opens = first.low in grammar.DETERMINERS or first.low in grammar.POSSESSIVES or first.is_capital
    is_subject = opens or first.low in grammar.SUBJECT_PRONOUNS or first.low in grammar.INDEFINITE_SPEAKERS
    return start if is_subject and _has_verb(tokens, start + 1, end) else None


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


_SHOWING = frozenset(
    "show shows showed shown showing feature features featured featuring depict depicts depicted picture pictured "
    "hear hears heard catch caught capture captures captured record records recorded film filmed saw".split()
)
_SHOWN_REACH = 25  # tokens from the verb to the participle


def _shown(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """Residents in `The video featured residents declaring, "…"`: the object speaks, not the video."""
    stop = end - 1 if tokens[end - 1].kind == PUNCT else end
    if tokens[stop - 1].low in grammar.PREPOSITIONS:
        return None  # `Hall showed it by saying "…"`
    for verb in range(stop - 2, max(low_bound, end - _SHOWN_REACH), -1):
        if tokens[verb].is_lower and tokens[verb].low in _SHOWING:
            shown = Phrase(verb + 1, stop)
            return checked(tokens, shown) if not has_finite(tokens, *shown) else None
    return None


def _relative_by(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """The party in `the party, which tried to win support by saying "…"`."""
    if tokens[end - 1].low != "by":
        return None
    for at in range(end - 2, low_bound, -1):
        if tokens[at].text == ",":
            return None
        if tokens[at].low in ("who", "which"):
            return _antecedent(tokens, at, low_bound)
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
    if tokens[at].low == "that" and (read_cue(tokens, at - 1) is not None or is_finite_at(tokens, at - 1)):
        return None  # `Hall said that Cole said`: a conjunction
    start = end - 1
    while start > low_bound and not _bounds_antecedent(tokens[start - 1]):
        start -= 1
    phrase = phrase_ending(tokens, end, start)
    if phrase is not None and tokens[at].low == "who" and phrase.end - phrase.start == 1 and phrase.start == 0:
        return phrase  # `May, who said`: no month speaks
    return checked(tokens, phrase)


def _is_bare_object(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True for "captive in Peru" in `two men held captive in Peru have told`: a noun without article after a verb."""
    first, second = tokens[phrase.start], tokens[min(phrase.start + 1, phrase.end - 1)]
    is_bare = first.is_lower and not first.low.endswith("s") and first.low not in grammar.INDEFINITE_SPEAKERS
    opens = first.low in grammar.DETERMINERS or first.low in grammar.SUBJECT_PRONOUNS
    follows_verb = phrase.start > 0 and is_past(tokens[phrase.start - 1].low) and tokens[phrase.start - 1].is_lower
    return is_bare and not opens and second.low in grammar.PREPOSITIONS and follows_verb


def _without_head(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Sweden in `a tool Sweden says it needs`: a relative clause without "which" after a thing.

    Names may stand beside "the" and what somebody is (`the rapper Cole said`), unless a verb stands before that.
    """
    start, end = phrase
    for at in range(start + 2, end - 1):
        before = tokens[at - 1]
        if tokens[at].low == "the" and _is_noun_after_article(tokens, start, at) and before.low not in CUES:
            return Phrase(at, end)  # `a move the town said it would fight`
    name = end
    while name > start and tokens[name - 1].is_capital:
        name -= 1
    article = tokens[start].low
    if name == end or name - start < 2 or article not in ("a", "an", "the") or not start:
        return phrase
    if not all(token.kind == WORD and token.is_lower for token in tokens[start + 1 : name]):
        return phrase
    if tokens[name - 1].low in SPEAKING_NOUNS or tokens[name - 1].low in grammar.PREPOSITIONS:
        return phrase
    cue = CUES.get(tokens[start - 1].low)
    is_report = cue is not None and cue.kind in ("say", "that", "tell")  # `Hall said the rapper Cole said`
    follows_verb = not is_report and is_finite_at(tokens, start - 1)
    return Phrase(name, end) if follows_verb or article != "the" else phrase


def _is_noun_after_article(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True if tokens[start:end] is "a move", "the long road": an article and plain words."""
    closed = grammar.PREPOSITIONS | grammar.COORDINATORS | grammar.DETERMINERS
    words = tokens[start + 1 : end]
    is_plain = all(token.kind == WORD and token.is_lower and token.low not in closed for token in words)
    return tokens[start].low in ("a", "an", "the") and is_plain


_RELATIVE_REACH = 4  # words of "who had just left" before the phrase


def _relative_around(tokens: Sequence[Token], phrase: Phrase, low_bound: int) -> int | None:
    """Position of "who" where the phrase is the object of its clause: Bell in `The man who shot Bell said`."""
    verb = phrase.start - 1
    if verb <= low_bound or not tokens[verb].is_lower or not is_finite_at(tokens, verb) or tokens[verb].low in CUES:
        return None
    for at in range(verb - 1, max(low_bound, verb - _RELATIVE_REACH) - 1, -1):
        if tokens[at].kind != WORD:
            return None
        is_that = at + 1 == verb and at > low_bound and tokens[at - 1].is_lower and tokens[at - 1].low not in CUES
        if tokens[at].low == "who" or (tokens[at].low in ("that", "which") and is_that):
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
        if previous is not None and is_aside(tokens, segment, previous):
            continue
        if previous is not None and names_complement(tokens, segment, previous, segments[number + 2 :]):
            continue  # `Reed, the sister of the mayor, Paul Bell, said`
        if is_lead_segment(tokens, segment) and previous is None and number:
            # `Asked about it, the man, 40, said`: the stretch after the lead is the subject.
            segment = segments[number - 1]
        phrase = phrase_ending(tokens, segment.end, segment.start)
        if phrase is None or has_finite(tokens, segment.start, phrase.start):
            return checked(tokens, main_subject(tokens, segment.start, segment.end))
        start = with_preceding_apposition(tokens, phrase.start, low_bound)
        return checked(tokens, Phrase(start, with_asides(tokens, phrase.end, segments[:number])))
    return None


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
    stop = with_following_apposition(tokens, start, stop, end)
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
