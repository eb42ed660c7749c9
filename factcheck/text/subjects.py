"""Who a verb belongs to: the subject's noun phrase left of a cue, or right of an inverted one.

Works on tokens and closed word classes, without a parser. A phrase that does not look like somebody who can speak is
refused: no speaker is better than a wrong one.
"""

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.text import grammar
from factcheck.text.cues import CUES, Cue
from factcheck.text.frame import PUNCT, QUOTE, WORD, Token
from factcheck.text.places import is_place
from factcheck.text.verbs import has_finite, is_contracted_verb, is_finite_at, is_past


class Phrase(NamedTuple):
    """A half-open range of token positions."""

    start: int
    end: int


class FoundCue(NamedTuple):
    """A cue at token `at`. `mood` is "finite", "participle" ("adding") or "infinitive" ("to say")."""

    at: int
    cue: Cue
    mood: str


_NOT_ADVERBS = frozenset(
    "family reply assembly ally bully supply monopoly italy july fly rely apply daily weekly monthly friendly "
    "elderly early only homily "
    "anomaly butterfly jelly belly lily".split()
)
_QUESTION_WORDS = frozenset("what how why where when whose whom".split())
_SIGNS_IN_NAMES = frozenset("&/$£€%'’@#+")
_REACH = 40  # a subject further away than this many tokens is not looked for
_MAX_SEGMENTS = 8


def is_adverb(token: Token) -> bool:
    if token.kind != WORD or token.is_capital:
        return False
    return token.low in grammar.ADVERBS or (token.low.endswith("ly") and token.low not in _NOT_ADVERBS)


def _is_helper(token: Token) -> bool:
    return token.kind == WORD and token.is_lower and (token.low in grammar.AUXILIARIES or token.low in ("to", "not"))


def before_verb(tokens: Sequence[Token], verb: int, low_bound: int) -> tuple[int, list[str]]:
    """Position left of the verb's adverbs and auxiliaries (may be low_bound - 1), and these words."""
    at = verb - 1
    helpers: list[str] = []
    while at >= low_bound:
        if _is_time_phrase(tokens, at, low_bound):
            at -= 2
            continue
        if _is_helper(tokens[at]) and not is_adverb(tokens[at]):
            helpers.append(tokens[at].low)
        elif not is_adverb(tokens[at]):
            break
        at -= 1
    return at, helpers


def _is_time_phrase(tokens: Sequence[Token], at: int, low_bound: int) -> bool:
    """True for "last night", "on Monday", "this week" ending at `at`."""
    if at - 1 < low_bound or tokens[at - 1].low not in ("last", "this", "on", "late", "early", "next"):
        return False
    return tokens[at].low in grammar.TIME_NOUNS or tokens[at].low in grammar.WEEKDAYS


def read_cue(tokens: Sequence[Token], verb: int, low_bound: int = 0) -> FoundCue | None:
    """The cue verb at `verb`, or None where the word is a noun, a passive or a participle after a noun."""
    token = tokens[verb]
    if token.kind != WORD or not token.is_lower:
        return None
    cue = CUES.get(token.low)
    if cue is None:
        return None
    if cue.kind == "idiom" and not (verb + 1 < len(tokens) and tokens[verb + 1].low == "it"):
        return None
    at, helpers = before_verb(tokens, verb, low_bound)
    before = tokens[at] if at >= low_bound else None
    is_passive = any(helper in grammar.BE_FORMS for helper in helpers) or _is_contracted_be(before)
    if before is not None and before.low.endswith("'s") and not helpers:
        return None  # "Epstein's alleged role"
    if cue.form == "present" and before is not None and not helpers and _is_adjective(before):
        return None  # "critical reports"
    if cue.form == "ing" and before is not None and before.low in ("most", "more"):
        return None
    if cue.form == "ing":
        return (
            FoundCue(verb, cue, "finite" if is_passive else "participle") if not _follows_noun_opener(before) else None
        )
    if helpers and helpers[0] == "to":
        return FoundCue(verb, cue, "infinitive")
    if is_passive or (not helpers and _follows_noun_opener(before)):
        return None
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    is_pronoun = before is not None and before.low in grammar.SUBJECT_PRONOUNS
    if cue.form == "past" and following is not None and following.low == "by" and not helpers and not is_pronoun:
        return None
    if cue.form == "present" and following is not None and _is_noun_before(following):
        return None
    if cue.form == "base" and not helpers and not _is_plural(before) and not _is_second_verb(before, following):
        return None
    return FoundCue(verb, cue, "finite")


def _is_contracted_be(before: Token | None) -> bool:
    return before is not None and is_contracted_verb(before.low) and before.low.endswith(("'re", "'m", "n't"))


def _is_adjective(before: Token) -> bool:
    if not before.is_lower or len(before.low) < 5:
        return False
    return before.low.endswith(("al", "ive", "ous", "ful", "ic", "able", "ible", "ed")) or before.low in (
        "recent",
        "other",
        "early",
    )


def _is_noun_before(following: Token) -> bool:
    """True if "reports", "claims" is a plural noun because a verb follows: "reports have", "claims made"."""
    if following.low in grammar.AUXILIARIES:
        return True
    cue = CUES.get(following.low)
    return cue is not None and cue.form == "past"


def _is_second_verb(before: Token | None, following: Token | None) -> bool:
    """True for "and claim she", "and say that"."""
    if before is None or following is None or before.low != "and":
        return False
    return following.low in grammar.SUBJECT_PRONOUNS or following.low == "that"


def _follows_noun_opener(before: Token | None) -> bool:
    """True after a determiner or preposition: "the stated aim", "in reports"."""
    if before is None or before.kind != WORD or (before.is_capital and before.low not in grammar.POSSESSIVES):
        return False
    if before.low in (
        "all",
        "both",
        "many",
        "most",
        "some",
        "several",
        "few",
        "one",
        "each",
        "another",
        "others",
        "this",
        "that",
    ):
        return False
    if before.low in ("after", "before", "since", "while", "without", "by", "in", "as", "outside", "inside"):
        return False  # "after saying", "by telling": the participle decides
    return before.low in grammar.DETERMINERS or before.low in grammar.PREPOSITIONS or before.low in grammar.POSSESSIVES


def _is_plural(before: Token | None) -> bool:
    if before is None or before.kind != WORD:
        return before is not None and before.text in (",", ")")
    if before.low in (
        "they",
        "we",
        "i",
        "you",
        "who",
        "people",
        "police",
        "others",
        "some",
        "many",
        "most",
        "both",
        "men",
        "women",
        "media",
    ):
        return True
    return before.low in grammar.INDEFINITE_SPEAKERS or (
        before.low.endswith("s") and not before.low.endswith(("ss", "us", "'s"))
    )


def subject_before(tokens: Sequence[Token], found: FoundCue, low_bound: int = 0) -> Phrase | None:
    """The subject of the cue among tokens[low_bound:cue], or None."""
    low_bound = max(low_bound, found.at - _REACH)
    if found.at and tokens[found.at - 1].low == "as":
        quoted = _quoted_as(tokens, found.at - 1, low_bound)
        if quoted is not None:
            return quoted
    if found.mood == "participle":
        absolute = _after_with(tokens, found.at, low_bound)
        if absolute is not None:
            return absolute
    if found.mood != "finite":
        return _checked(tokens, main_subject(tokens, low_bound, found.at))
    at, _ = before_verb(tokens, found.at, low_bound)
    if at < low_bound:
        return None
    token = tokens[at]
    if token.kind == WORD and token.low in ("and", "but", "then", "or"):
        return _checked(tokens, main_subject(tokens, low_bound, at))
    if token.kind == WORD and token.low in ("who", "which", "that"):
        return _antecedent(tokens, at, low_bound)
    if token.text == "," and token.kind == PUNCT:
        return _before_parenthesis(tokens, at, low_bound)
    if token.kind == PUNCT and token.text in ("—", "–", "-", "--"):
        return _checked(tokens, main_subject(tokens, low_bound, at))
    return _checked(tokens, phrase_ending(tokens, at + 1, low_bound))


_QUOTED_REACH = 8
_WITH_REACH = 10


def _after_with(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """Safadi in `…, with Foreign Minister Safadi warning of …`."""
    for at in range(end - 1, max(low_bound, end - _WITH_REACH) - 1, -1):
        if tokens[at].low == "with" and at + 1 < end:
            return _checked(tokens, Phrase(at + 1, end))
        if tokens[at].kind != WORD or is_finite_at(tokens, at):
            return None
    return None


def _quoted_as(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """Hall in `Reuters quoted Hall as saying` and in `Hall was quoted as saying`."""
    for at in range(end - 1, max(low_bound, end - _QUOTED_REACH) - 1, -1):
        if tokens[at].low not in ("quoted", "quotes", "cited", "cites", "reported", "quoting", "citing"):
            continue
        if at + 1 < end:
            quoted = Phrase(at + 1, end)
            if tokens[at + 1].low in ("him", "her", "them"):
                return quoted
            return _checked(tokens, quoted) if tokens[at + 1].low != "by" else None
        verb, helpers = before_verb(tokens, at, low_bound)
        if verb >= low_bound and any(helper in grammar.BE_FORMS for helper in helpers):
            return _checked(tokens, phrase_ending(tokens, verb + 1, low_bound))
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
    return _checked(tokens, phrase_ending(tokens, end, start))


def _bounds_antecedent(token: Token) -> bool:
    """True for what cannot stand inside the antecedent: `to meet with Devocht, who …` means Devocht."""
    if token.kind != WORD:
        return token.text not in _SIGNS_IN_NAMES
    if token.low in ("of", "for", "at", "from"):
        return False
    return token.low in grammar.PREPOSITIONS or token.low in ("to", "as", "that")


def phrase_ending(tokens: Sequence[Token], end: int, low_bound: int) -> Phrase | None:
    """The noun phrase that ends before token `end`."""
    last = tokens[end - 1]
    if last.low in grammar.SUBJECT_PRONOUNS or is_contracted_verb(last.low):
        return Phrase(end - 1, end)
    start = _walk_left(tokens, end, low_bound)
    if start >= end:
        return None
    opening = _without_lead(tokens, start, end, low_bound)
    return None if opening is None else Phrase(_with_preceding_apposition(tokens, opening, low_bound), end)


def _walk_left(tokens: Sequence[Token], end: int, low_bound: int) -> int:
    at = end
    while at > low_bound:
        token = tokens[at - 1]
        if token.kind == QUOTE:
            is_nickname = at < end and tokens[at].is_capital and at - 2 >= low_bound and tokens[at - 2].is_capital
            if not is_nickname:
                break
        elif token.kind == PUNCT:
            if token.text == ")":
                opening = _opening_bracket(tokens, at - 1, low_bound)
                if opening is None:
                    break
                at = opening
                continue
            if token.text not in _SIGNS_IN_NAMES:
                break
        elif _bounds_phrase(tokens, at - 1, end, low_bound):
            break
        at -= 1
    return at


def _opening_bracket(tokens: Sequence[Token], close: int, low_bound: int) -> int | None:
    for at in range(close - 1, max(low_bound, close - 12) - 1, -1):
        if tokens[at].text == "(":
            return at
    return None


def _bounds_phrase(tokens: Sequence[Token], at: int, end: int, low_bound: int) -> bool:
    """True if the word at `at` cannot stand inside the noun phrase that ends at `end`."""
    token = tokens[at]
    is_initial = at == low_bound or tokens[at - 1].kind != WORD
    if token.is_capital and not is_initial:
        return False
    low = token.low
    if low in grammar.SUBORDINATORS or low in grammar.RELATIVE_PRONOUNS or low in _QUESTION_WORDS:
        return True
    if low in grammar.COORDINATORS:
        return not (low == "and" and _joins_names(tokens, at, end, low_bound))
    if token.is_capital:
        return low in grammar.SUBJECT_PRONOUNS
    if low in grammar.SUBJECT_PRONOUNS or low in grammar.AUXILIARIES or is_contracted_verb(low):
        return True
    if not is_finite_at(tokens, at):
        return False
    before = tokens[at - 1] if at > low_bound else None
    is_adjective = (
        is_past(low)
        and before is not None
        and (
            before.low in grammar.DETERMINERS or before.low in grammar.POSSESSIVES or before.low.endswith(("'s", "ly"))
        )
    )
    return not is_adjective


def _joins_names(tokens: Sequence[Token], at: int, end: int, low_bound: int) -> bool:
    """True if "and" joins two halves of one subject: "Smith and Jones", "doctors and nurses", "the US and the UK"."""
    if at - 1 < low_bound or at + 1 >= end:
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    if left.kind != WORD or right.kind != WORD or right.low in grammar.SUBJECT_PRONOUNS:
        return False
    start = at
    while start > low_bound and tokens[start - 1].kind == WORD and at - start < 8:
        start -= 1
        if tokens[start].is_lower and (is_finite_at(tokens, start) or tokens[start].low in grammar.SUBORDINATORS):
            return False
    if tokens[start].low in grammar.PREPOSITIONS:
        return False
    return left.is_capital == right.is_capital or right.low in grammar.DETERMINERS or left.low.endswith("s")


def _without_lead(tokens: Sequence[Token], start: int, end: int, low_bound: int) -> int | None:
    """Start of the phrase without "But", "Last week", "In London"; None if nothing is left."""
    while start < end and _is_lead(tokens, start, end):
        start += 1
    if start >= end:
        return None
    opener = tokens[start]
    follows = tokens[start - 1] if start > low_bound else None
    if opener.low in grammar.PREPOSITIONS or opener.low in grammar.TIME_OPENERS:
        return _second_phrase(tokens, start, end)
    if follows is not None and follows.low in ("after", "before", "since", "until"):
        second = _second_phrase(tokens, start - 1, end)
        return start if second is None else second
    return start


def _is_lead(tokens: Sequence[Token], at: int, end: int) -> bool:
    token = tokens[at]
    if token.kind != WORD or at + 1 >= end:
        return token.kind == PUNCT
    if token.low in ("first", "second", "third", "chief") and tokens[at + 1].is_capital:
        return False
    if token.low in ("so", "still", "then", "now", "yet", "once") and tokens[at + 1].low in ("many", "few", "prime"):
        return False
    return token.low in grammar.LEAD_WORDS or (
        token.low.endswith("ly") and token.low not in _NOT_ADVERBS and not _is_name(tokens, at)
    )


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].is_capital and at > 0


def _second_phrase(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Where a second noun phrase begins in tokens[start:end], which opens with a preposition or time word."""
    for at in range(start + 1, end):
        token, before = tokens[at], tokens[at - 1]
        if (
            token.kind != WORD
            or before.kind != WORD
            or before.low in grammar.PREPOSITIONS
            or before.low in grammar.DETERMINERS
        ):
            continue
        if token.low in grammar.SUBJECT_PRONOUNS or token.low in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
            "one",
            "some",
            "many",
        ):
            return at
        is_break = (
            before.is_lower or before.low in grammar.WEEKDAYS or before.low in grammar.MONTHS or before.text.isdigit()
        )
        if token.is_capital and is_break and token.low not in grammar.WEEKDAYS and token.low not in grammar.MONTHS:
            if before.low in (
                "former",
                "president",
                "minister",
                "senator",
                "spokesman",
                "spokeswoman",
                "director",
                "de",
                "van",
                "of",
            ):
                continue
            return at
        if token.is_capital and token.low.rstrip(".") in grammar.HONORIFICS and before.is_capital:
            return at
        if token.is_lower and before.low in grammar.TIME_NOUNS and token.low not in grammar.PREPOSITIONS:
            return at
    return None


def _segments_left(tokens: Sequence[Token], end: int, low_bound: int) -> list[Phrase]:
    """Stretches between commas left of the comma at `end`, nearest first, up to another sign or quotation."""
    segments: list[Phrase] = []
    stop = end
    at = end
    while at > low_bound and len(segments) < _MAX_SEGMENTS:
        token = tokens[at - 1]
        if token.kind == QUOTE or (token.kind == PUNCT and token.text in ";:—–-.!?" and token.text != "-"):
            break
        if token.kind == PUNCT and token.text == ")":
            opening = _opening_bracket(tokens, at - 1, low_bound)
            if opening is not None:
                at = opening
                continue
        if token.text == ",":
            segments.append(Phrase(at, stop))
            stop = at - 1
        at -= 1
    segments.append(Phrase(at, stop))
    return [segment for segment in segments if segment.start < segment.end]


def is_lead_segment(tokens: Sequence[Token], segment: Phrase) -> bool:
    """True for an adverbial stretch before the subject: "In London", "Asked about it", "Last week", "However"."""
    first = tokens[segment.start]
    words = [token.low for token in tokens[segment.start : segment.end] if token.kind == WORD]
    if not words:
        return True
    opener = next((word for word in words if word not in ("and", "but", "yet", "so", "only", "just", "even")), words[0])
    if opener in grammar.PREPOSITIONS or opener in grammar.SUBORDINATORS or opener in ("to", "not"):
        return True
    if opener in grammar.LEAD_WORDS or opener in grammar.TIME_OPENERS or opener.endswith("ly"):
        return len(words) <= 6 or opener in grammar.TIME_OPENERS
    is_participle = (
        opener.endswith("ing")
        or (is_past(opener) and not first.is_capital)
        or opener in ("asked", "told", "given", "pressed")
    )
    if (
        is_participle
        and (len(words) == 1 or words[1] not in ("said", "says"))
        and (first.is_lower or not _capital_second(tokens, segment))
    ):
        return True
    return words[-1] in grammar.TIME_NOUNS or words[-1] in grammar.WEEKDAYS or words[-1] in ("later", "ago", "earlier")


def _capital_second(tokens: Sequence[Token], segment: Phrase) -> bool:
    return segment.start + 1 < segment.end and tokens[segment.start + 1].is_capital


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
    return (first.is_lower and low not in grammar.SUBJECT_PRONOUNS) or low in ("the", "a", "an")


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


def _before_parenthesis(tokens: Sequence[Token], comma: int, low_bound: int) -> Phrase | None:
    """Subject left of `NP, aside, said`."""
    segments = _segments_left(tokens, comma, low_bound)
    for number, segment in enumerate(segments):
        previous = segments[number + 1] if number + 1 < len(segments) else None
        if previous is not None and _is_aside(tokens, segment, previous):
            continue
        if is_lead_segment(tokens, segment) and previous is None and number:
            # `Asked about it, the man, 40, said`: the stretch after the lead is the subject.
            segment = segments[number - 1]
        phrase = phrase_ending(tokens, segment.end, segment.start)
        if phrase is None or has_finite(tokens, segment.start, phrase.start):
            return _checked(tokens, main_subject(tokens, segment.start, segment.end))
        start = _with_preceding_apposition(tokens, phrase.start, low_bound)
        return _checked(tokens, Phrase(start, _with_asides(tokens, phrase.end, segments[:number])))
    return None


def _with_asides(tokens: Sequence[Token], end: int, asides: Sequence[Phrase]) -> int:
    """End of the subject with the appositions among the asides that follow it, nearest first from the right."""
    for aside in reversed(asides):
        first = tokens[aside.start]
        opens = first.low in grammar.DETERMINERS or first.low in grammar.POSSESSIVES or first.low in _SPEAKING_NOUNS
        if not opens or has_finite(tokens, aside.start, aside.end) or is_lead_segment(tokens, aside):
            break
        end = aside.end
    return end


def _with_preceding_apposition(tokens: Sequence[Token], start: int, low_bound: int) -> int:
    """Start of `the family's lawyer, John Smith` where the phrase found is the name."""
    if start - 2 < low_bound or tokens[start - 1].text != "," or not tokens[start].is_capital:
        return start
    segments = _segments_left(tokens, start - 1, low_bound)
    if not segments:
        return start
    segment = segments[0]
    words = tokens[segment.start : segment.end]
    if len(segments) > 1 and not is_lead_segment(tokens, segments[1]):
        return start
    if is_lead_segment(tokens, segment) or has_finite(tokens, segment.start, segment.end) or is_place(words):
        return start
    roles = grammar.ROLE_NOUNS | grammar.MALE_NOUNS | grammar.FEMALE_NOUNS
    return segment.start if any(token.low in roles for token in words) else start


def main_subject(tokens: Sequence[Token], low_bound: int, end: int) -> Phrase | None:
    """The first noun phrase of the clause tokens[low_bound:end], after its adverbial leads."""
    at = low_bound
    for _ in range(_MAX_SEGMENTS):
        while at < end and _is_lead(tokens, at, end):
            at += 1
        comma = next((position for position in range(at, end) if tokens[position].text == ","), None)
        if at >= end or comma is None or not is_lead_segment(tokens, Phrase(at, comma)):
            break
        at = comma + 1
    stop = at
    while stop < end and not _ends_first_phrase(tokens, stop, at):
        stop += 1
    if stop == at:
        return None
    start = _without_lead(tokens, at, stop, low_bound)
    return None if start is None else Phrase(start, stop)


def _ends_first_phrase(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind == QUOTE:
        return True
    if token.kind == PUNCT:
        return token.text not in _SIGNS_IN_NAMES
    if token.is_capital:
        return False
    if at > start and (tokens[at - 1].low in grammar.SUBJECT_PRONOUNS or is_adverb(token)):
        return True
    if token.low in grammar.RELATIVE_PRONOUNS or token.low in grammar.SUBORDINATORS or token.low in grammar.AUXILIARIES:
        return at > start or token.low != "that"
    return (
        at > start
        and is_finite_at(tokens, at)
        and not (is_past(token.low) and tokens[at - 1].low in grammar.DETERMINERS)
    )


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
    return _checked(tokens, Phrase(start, stop)) if stop > start else None


def _stops_after(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind == QUOTE:
        # `said Ahmed "the Fox" Khan`
        return not (at > start and at + 1 < len(tokens) and tokens[at - 1].is_capital and tokens[at + 1].is_capital)
    if token.kind == PUNCT:
        return token.text not in _SIGNS_IN_NAMES
    if token.is_capital:
        return False
    if at > start and token.low == "and":
        return not (at + 1 < len(tokens) and tokens[at + 1].is_capital and tokens[at - 1].is_capital)
    if at > start and tokens[start].low in grammar.SUBJECT_PRONOUNS:
        return True
    if token.low in _STOPS_AFTER:
        return True
    return at > start and (
        token.low in grammar.AUXILIARIES or (token.low.endswith("ing") and tokens[at - 1].is_capital)
    )


def _with_following_apposition(tokens: Sequence[Token], start: int, stop: int, end: int) -> int:
    """End of `Jane Doe, a lawyer for the family` and `John Roe, 44`."""
    at = stop
    while at + 1 < end and tokens[at].text == "," and tokens[at + 1].kind == WORD:
        first = tokens[at + 1]
        is_age = first.text.isdigit()
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


def _checked(tokens: Sequence[Token], phrase: Phrase | None) -> Phrase | None:
    return phrase if phrase is not None and can_speak(tokens, phrase) else None


_SPEAKING_NOUNS = (
    grammar.ROLE_NOUNS
    | grammar.ORGANISATION_NOUNS
    | grammar.MALE_NOUNS
    | grammar.FEMALE_NOUNS
    | grammar.INDEFINITE_SPEAKERS
)
_NEVER = frozenset("there here that this what it's there's which how".split())


def can_speak(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """True if the phrase names somebody or something that can be quoted."""
    words = [token for token in tokens[phrase.start : phrase.end] if token.kind == WORD]
    if not words:
        return False
    first = words[0].low
    if first[0] == "@":
        return True
    if first in grammar.SUBJECT_PRONOUNS or first in (
        "who",
        "one",
        "some",
        "many",
        "others",
        "most",
        "both",
        "another",
        "all",
        "each",
    ):
        return True
    if (first in _NEVER and len(words) == 1) or is_contracted_verb(first):
        return False
    if first in grammar.SUBORDINATORS and first != "that":
        return False  # "When his editors"
    if all(
        word.low in grammar.TIME_NOUNS
        or word.low in grammar.WEEKDAYS
        or word.low in grammar.MONTHS
        or word.text.isdigit()
        for word in words
    ):
        return False
    if any(
        word.is_capital and word.low not in grammar.WEEKDAYS and word.low not in grammar.LEAD_WORDS
        for word in words[1:]
    ):
        return True
    if (
        words[0].is_capital
        and first not in grammar.DETERMINERS
        and first not in grammar.PREPOSITIONS
        and first not in grammar.LEAD_WORDS
    ):
        return True
    if any(word.low in _SPEAKING_NOUNS or word.low.rstrip("s") in _SPEAKING_NOUNS for word in words):
        return True
    if first in grammar.DETERMINERS or first in grammar.POSSESSIVES:
        return len(words) > 1
    return words[-1].low.endswith("s") and first not in grammar.PREPOSITIONS
