"""Speech reported without marks: `NP said (that) clause`, `clause, NP said`, `According to NP, clause`.

Saying, writing and commitment verbs only: what somebody found, showed or decided is not reported speech.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from factcheck.text import grammar
from factcheck.text.cue_reading import FoundCue, is_adverb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Sentence, Token
from factcheck.text.outlets import outlet_at
from factcheck.text.phrases import Phrase, is_lead_segment
from factcheck.text.sentences import TERMINATORS
from factcheck.text.subjects import subject_after, subject_before
from factcheck.text.verbs import has_finite, is_finite_at, is_past


@dataclass(frozen=True, slots=True)
class Reported:
    """Reported words as token positions of `sentence`. `content` includes a leading "that"."""

    sentence: Sentence
    content: Phrase
    speaker: Phrase
    cue: Phrase
    rule: str

    @property
    def is_thought(self) -> bool:
        """True for what somebody believes or hopes: a claim, but nothing they are reported to have said."""
        cue = CUES.get(self.sentence.tokens[self.cue.start].low)
        return cue is not None and cue.base in _THOUGHTS


_REPORTING = frozenset(("say", "tell", "that"))
_THOUGHTS = frozenset("believe think hope fear".split())
_INVERTING = frozenset("say add warn write note announce".split())  # `clause, said NP`; "…, reported losses" is none
_INVERTING_NAMES = frozenset("report explain argue claim insist suggest".split())  # `clause, reports NAME.`
MAX_CUES = 24  # tried in one sentence; more is noise
_MAX_REPORTS = 12  # no sentence of prose holds more
# `say`, `add` and their like report a clause whatever it begins with; these take a plain object as often.
_TAKES_OBJECT = frozenset("add claim maintain assert admit predict estimate".split())
_EXPLAINS = frozenset(
    "say tell explain reveal disclose recall recount know note indicate specify clarify mention announce report "
    "confirm state add".split()
)  # verbs that report "how", "why", "whether" clauses
_MIN_CONTENT = 3  # words; shorter complements ("said so", "said no") report nothing
_QUESTION_WORDS = frozenset("how why what where when whether who".split())
_PERIOD_SIGNS = frozenset(";:")


def find_reported(sentence: Sentence) -> list[Reported]:
    """Reported stretches of one sentence in order of place, without those that hold a quotation."""
    candidates = islice(chain(_according(sentence), _by_verbs(sentence)), _MAX_REPORTS)
    found = [report for report in candidates if _is_plain(report)]
    found.sort(key=lambda report: (report.content.start, -report.content.end))
    return found


def _is_plain(report: Reported) -> bool:
    words = report.sentence.tokens[report.content.start : report.content.end]
    if any(token.kind == QUOTE for token in words):
        return False
    return sum(token.kind == WORD for token in words) >= _MIN_CONTENT


def _end_of_sentence(tokens: Sequence[Token]) -> int:
    end = len(tokens)
    is_bracketed = tokens[0].text != "(" and sum(token.text == "(" for token in tokens) >= sum(
        token.text == ")" for token in tokens
    )
    while (
        end
        and not (is_bracketed and tokens[end - 1].text == ")")
        and tokens[end - 1].kind == PUNCT
        and tokens[end - 1].text in TERMINATORS | {",", ";", ":", ")"}
    ):
        end -= 1
    return end


def _according(sentence: Sentence) -> Iterator[Reported]:
    tokens = sentence.tokens
    end = _end_of_sentence(tokens)
    for at in range(len(tokens) - 2):
        if tokens[at].low != "according" or tokens[at + 1].low != "to":
            continue
        speaker = _according_speaker(tokens, at + 2)
        if speaker is None:
            continue
        cue = Phrase(at, at + 2)
        opens = (
            at == 0
            or tokens[at - 1].low in ("but", "and", "which", "that", "who")
            or (tokens[at - 1].text == "," and (at < 2 or tokens[at - 2].low in ("which", "that", "who", "but", "and")))
        )
        if opens:
            start = _after_according(tokens, speaker.end, end)
            yield Reported(sentence, Phrase(start, end), speaker, cue, "according_to")
        else:
            stop = at - 1 if tokens[at - 1].text == "," else at
            if stop and (cue_before := read_cue(tokens, stop - 1)) is not None and cue_before.mood == "finite":
                continue  # `clause, NP said, according to CNN`: NP is the speaker, CNN the channel
            start = _clause_start(tokens, stop)
            if stop - start < _MIN_CONTENT and speaker.end < end and tokens[speaker.end].text == ",":
                stop = end  # `He had, according to Hall, sold the mill`: the whole sentence
            if (
                start == 0 or tokens[start - 1].kind != QUOTE
            ):  # `"…," said Hall, according to CNN` reports the marked words
                yield Reported(sentence, Phrase(start, stop), speaker, cue, "according_to")


_DESCRIBES = grammar.PREPOSITIONS | frozenset(
    "published released obtained prepared seen reviewed issued posted filed conducted to who which".split()
)


def _after_according(tokens: Sequence[Token], at: int, end: int) -> int:
    """Where the clause begins after `According to a report in the Post, …`: what describes the speaker is passed."""
    for _ in range(2):
        while at < end and tokens[at].text == ",":
            at += 1
        comma = next((position for position in range(at, end) if tokens[position].text == ","), None)
        if at >= end or comma is None or tokens[at].low not in _DESCRIBES:
            return at
        if not _has_clause(tokens, comma + 1, end, strict=False):
            return at
        at = comma + 1
    return at


def _according_speaker(tokens: Sequence[Token], at: int) -> Phrase | None:
    speaker = subject_after(tokens, at, len(tokens))
    if speaker is None:
        return None
    # `According to Rathbun the property was returned`: a new phrase begins without a comma.
    for position in range(speaker.start + 1, speaker.end):
        starts = tokens[position].low in ("the", "a", "an", "he", "she", "they", "it", "there")
        if starts and tokens[position - 1].is_capital:
            return Phrase(speaker.start, position)
    return speaker


def _clause_start(tokens: Sequence[Token], stop: int) -> int:
    for at in range(stop - 1, -1, -1):
        if tokens[at].kind == QUOTE or tokens[at].text == ";":
            return at + 1
    start = after_dateline(tokens)
    while start < stop and (tokens[start].kind == PUNCT or tokens[start].low in ("and", "but", "meanwhile", "however")):
        start += 1
    return start


_DATELINE_REACH = 10


def after_dateline(tokens: Sequence[Token]) -> int:
    """Position after `DUBAI, United Arab Emirates (AP) —` at the head of a story, else 0."""
    first = tokens[0]
    if first.kind != WORD or len(first.text) < 3 or not first.text.isupper():
        return 0
    for at in range(1, min(len(tokens) - 1, _DATELINE_REACH)):
        if tokens[at].text in ("—", "–", "--", "-"):
            return at + 1
        if tokens[at].is_lower and is_finite_at(tokens, at):
            return 0
    return 0


def _by_verbs(sentence: Sentence) -> Iterator[Reported]:
    tokens = sentence.tokens
    end = _end_of_sentence(tokens)
    covered = -1
    tried = 0
    for at in range(len(tokens)):
        found = read_cue(tokens, at)
        if found is None or found.cue.kind not in _REPORTING or not _is_asserted(tokens, found):
            continue
        tried += 1
        if tried > MAX_CUES:
            return
        report = _inverted(sentence, found) or _before_clause(sentence, found, end) or _after_clause(sentence, found)
        if report is None or (at < covered and _is_inner(tokens, report.speaker, found)):
            continue
        covered = max(covered, report.content.end)
        yield report


def _is_asserted(tokens: Sequence[Token], found: FoundCue) -> bool:
    """False for "refused to say", "wants to say"; "went on to say" and "so far as to indicate" are asserted."""
    if found.mood != "infinitive":
        return True
    return found.at > 1 and tokens[found.at - 1].low == "to" and tokens[found.at - 2].low in ("on", "as")


def _is_inner(tokens: Sequence[Token], speaker: Phrase, found: FoundCue) -> bool:
    """True for `she believed` inside `Memon said she believed …`: one report, not two."""
    if found.cue.base in _THOUGHTS or found.cue.base in ("estimate", "predict"):
        return True
    return tokens[speaker.start].low in grammar.SUBJECT_PRONOUNS or found.mood != "finite"


def _inverted(sentence: Sentence, found: FoundCue) -> Reported | None:
    """`clause, said NP`: a comma before the verb, a speaker and no clause after it."""
    tokens = sentence.tokens
    if found.mood != "finite" or found.at < 3 or tokens[found.at - 1].text != ",":
        return None
    subject = subject_after(tokens, found.at + 1, len(tokens))
    if subject is None:
        return None
    names_last = tokens[subject.start].is_capital and subject.end >= _end_of_sentence(tokens)
    if found.cue.base not in _INVERTING and not (found.cue.base in _INVERTING_NAMES and names_last):
        return None
    after = tokens[subject.end] if subject.end < len(tokens) else None
    if after is not None and after.kind != PUNCT and after.low not in ("who", "on", "in", "at", "during", "after"):
        return None
    stop = found.at - 1
    start = _clause_start(tokens, stop)
    cue = Phrase(found.at, found.at + 1)
    if start >= stop or (start and tokens[start - 1].kind == QUOTE):
        return None
    if _has_clause(tokens, start, stop, strict=False):
        return Reported(sentence, Phrase(start, stop), subject, cue, "closing")
    if has_finite(tokens, subject.start, subject.end) or is_lead_segment(tokens, Phrase(start, stop)):
        return None
    end = _end_of_sentence(tokens)
    if subject.end < end and tokens[subject.end].text == ",":
        # `The key to it all, says Reed, is the price`: the whole sentence is what Reed says.
        return Reported(sentence, Phrase(start, end), subject, cue, "closing")
    # A verb that reads like a noun: `Patients often develop a fever after a week, says the agency.`
    is_whole = subject.end >= end and stop - start >= _WHOLE_CLAUSE
    return Reported(sentence, Phrase(start, stop), subject, cue, "closing") if is_whole else None


_WHOLE_CLAUSE = 6  # words; a guess: shorter stretches without a known verb are headings


def _before_clause(sentence: Sentence, found: FoundCue, end: int) -> Reported | None:
    """`NP said (that) clause`, `As NP told X, clause`."""
    tokens = sentence.tokens
    subject = subject_before(tokens, found)
    if subject is None or tokens[subject.start].low in ("i", "we", "you"):
        return None
    start = _content_start(tokens, found, end)
    if start is None:
        return None
    stop = _content_end(tokens, start, end)
    if subject.start > 1 and tokens[subject.start - 1].text == "," and tokens[found.at + 1].text == ",":
        # `The plan, officials say, will cost more`: the whole sentence is what they say.
        whole = _clause_start(tokens, subject.start - 1)
        if not is_lead_segment(tokens, Phrase(whole, subject.start - 1)):
            start = whole
    elif subject.start and tokens[subject.start - 1].low in _OPENING_CLAUSES:
        # `Once the man said that he slept badly, Reed knew`
        stop = next((at for at in range(start, stop) if _is_main_clause(tokens, at, stop)), stop)
    elif tokens[found.at - 1].low == "who" and tokens[found.at - 2].text == ",":
        stop = next((at for at in range(start, stop) if tokens[at].text == ","), stop)
    return Reported(sentence, Phrase(start, stop), subject, Phrase(found.at, found.at + 1), "reported")


_OPENING_CLAUSES = frozenset("when once after before while if although though since because".split())


def _is_main_clause(tokens: Sequence[Token], comma: int, end: int) -> bool:
    if tokens[comma].text != "," or comma + 1 >= end or tokens[comma + 1].low in grammar.COORDINATORS:
        return False
    return _has_clause(tokens, comma + 1, end, strict=True)


_THAT_REACH = 18


def _content_start(tokens: Sequence[Token], found: FoundCue, end: int) -> int | None:
    after = found.at + 1
    if found.cue.kind == "tell":
        after = _after_hearer(tokens, after, end)
    marker = _that(tokens, after, end)
    if marker is not None:
        return marker
    after = _after_adjuncts(tokens, after, end)
    if after >= end or tokens[after].kind != WORD:
        return None
    low = tokens[after].low
    if low in _QUESTION_WORDS:
        is_clause = found.cue.base in _EXPLAINS and (found.cue.kind == "tell" or after == found.at + 1)
        return after if is_clause else None
    is_aside = found.cue.base == "add" and tokens[found.at + 1].text == ","  # `Some, he adds, will never return`
    if found.mood == "participle" and not _hangs_on_clause(tokens, found.at):
        return None  # "the charging cable"
    if low in grammar.PREPOSITIONS and not _starts_clause_later(tokens, after, end):
        return None
    if low in (
        "to",
        "so",
        "no",
        "nothing",
        "goodbye",
        "yes",
        "and",
        "but",
        "or",
        "as",
        "by",
        "because",
        "when",
        "while",
        "according",
        "which",
        "after",
        "before",
    ):
        return None
    if low.endswith("ing") and (found.cue.kind == "that" or tokens[after - 1].text == ","):
        return None  # "reported using it", `…, Graham said, offering an example`
    if found.cue.base != "say" and not _has_clause(tokens, after, end, strict=_is_strict(found)) and not is_aside:
        return None
    return after


def _hangs_on_clause(tokens: Sequence[Token], at: int) -> bool:
    """True if the participle opens an adjunct: after a comma, "by", "while" or "and"; not directly after a noun."""
    while at and is_adverb(tokens[at - 1]):
        at -= 1
    if not at or tokens[at - 1].kind != WORD:
        return True
    return tokens[at - 1].low in ("by", "while", "and", "after", "before", "in", "without") or CUES.get(
        tokens[at].low
    ) in (CUES["saying"], CUES["telling"])


def _is_strict(found: FoundCue) -> bool:
    """True for cues that also take a plain object: what follows must read as a clause at once."""
    return found.cue.kind == "that" or found.cue.base in _TAKES_OBJECT


def _that(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Position of the "that" that opens the reported clause, with at most adjuncts before it."""
    for at in range(start, min(end, start + _THAT_REACH)):
        token = tokens[at]
        if token.low == "that" and token.kind == WORD:
            is_demonstrative = at == start and at + 1 < end and _is_demonstrative(tokens, at)
            if at > start and tokens[at - 1].low in grammar.PREPOSITIONS and tokens[at - 1].low != "out":
                return None  # "said of that plan"
            is_relative = (
                at + 1 < end and tokens[at + 1].is_lower and is_past(tokens[at + 1].low)
            )  # "reports that fell"
            return None if is_demonstrative or is_relative or _explains_noun(tokens, at, start) else at
        if token.kind == QUOTE or (token.kind == PUNCT and token.text in ";:") or token.low == "including":
            return None
        if at == start and not _opens_adjunct(token):
            return None
        if token.is_lower and is_finite_at(tokens, at) and token.text != "that":
            return None
    return None


def _opens_adjunct(token: Token) -> bool:
    if token.low in grammar.PREPOSITIONS or token.low in grammar.WEEKDAYS or token.low in grammar.TIME_OPENERS:
        return True
    return is_adverb(token) or token.text == "," or token.low == "here"


def _explains_noun(tokens: Sequence[Token], at: int, start: int) -> bool:
    """True for "to the point that": the clause belongs to a noun, unless that is a place or time of saying."""
    if at - start < 2 or not tokens[at - 1].is_lower or tokens[at - 1].low in _PLACES_OF_SAYING:
        return False
    return tokens[at - 2].low in ("the", "a", "an", "this") or tokens[at - 2].low in grammar.PREPOSITIONS


def _is_demonstrative(tokens: Sequence[Token], at: int) -> bool:
    """True for "said that was wrong": a verb follows directly."""
    following = tokens[at + 1]
    return following.low in grammar.BE_FORMS or following.low in grammar.MODALS


def _starts_clause_later(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for `estimated by 2050, population would …`: an adverbial, a comma, then a clause."""
    for comma in range(at, min(end, at + 12)):
        if tokens[comma].text == ",":
            return comma + 1 < end and _has_clause(tokens, comma + 1, end, strict=True)
    return False


def _after_hearer(tokens: Sequence[Token], at: int, end: int) -> int:
    """Position after the hearer of "told": a pronoun, an outlet, a name, "the court", "reporters"."""
    if at >= end:
        return at
    outlet = outlet_at(tokens, at)
    if outlet is not None:
        return outlet.end
    if tokens[at].low in (
        "him",
        "her",
        "them",
        "us",
        "me",
        "it",
        "you",
        "reporters",
        "lawmakers",
        "investors",
        "parliament",
        "congress",
    ):
        return at + 1
    stop = at
    if tokens[stop].low in grammar.DETERMINERS or tokens[stop].low in grammar.POSSESSIVES:
        stop += 1
    while stop < end and tokens[stop].kind == WORD and not _ends_hearer(tokens, stop, at):
        stop += 1
    return stop


def _ends_hearer(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if (
        token.low in grammar.SUBJECT_PRONOUNS
        or token.low in grammar.PREPOSITIONS
        or token.low in ("that", "the", "a", "an", "how", "why")
    ):
        return at > start
    if token.low in grammar.POSSESSIVES or token.low in grammar.TIME_OPENERS or token.low in grammar.WEEKDAYS:
        return at > start
    if token.is_lower and token.low.rstrip("s") in grammar.ROLE_NOUNS:
        return False  # "told Acme executives he wants it"
    return (
        at > start and token.is_capital != tokens[at - 1].is_capital and tokens[at - 1].low not in grammar.DETERMINERS
    )


def _after_adjuncts(tokens: Sequence[Token], at: int, end: int) -> int:
    """Position after "on Monday", "Tuesday", "in a statement", "to reporters" and a comma."""
    for _ in range(4):
        if at >= end:
            return at
        token = tokens[at]
        if (
            token.low in grammar.WEEKDAYS
            or token.low == "here"
            or (is_adverb(token) and token.low not in ("all", "both", "just", "only", "almost"))
            or token.text == ","
        ):
            at += 1
        elif token.low in ("on", "last", "this", "in", "at", "to", "during", "late", "early") and _adjunct_end(
            tokens, at, end
        ):
            at = _adjunct_end(tokens, at, end)
        else:
            return at
    return at


_ADJUNCT_NOUNS = frozenset(
    "statement interview email e-mail letter speech tweet news conference briefing reporters police officers "
    "jurors lawmakers parliament congress report memo filing meeting court testimony "
    "post message hearing week month year night day morning afternoon".split()
)
_PLACES_OF_SAYING = (
    _ADJUNCT_NOUNS
    | grammar.TIME_NOUNS
    | frozenset(
        "time times phone telephone radio television tv text fax video writing private public interviews statements "
        "remarks comments speeches documents papers filings evidence part detail response reply turn investors "
        "analysts shareholders journalists newsmen voters residents customers employees staff media".split()
    )
)


def _adjunct_end(tokens: Sequence[Token], at: int, end: int) -> int:
    """End of a short adjunct that begins at `at`, or 0."""
    for stop in range(at + 1, min(end, at + 6)):
        low = tokens[stop].low
        if low in grammar.WEEKDAYS or (
            low in _ADJUNCT_NOUNS and not (stop + 1 < end and tokens[stop + 1].low in _ADJUNCT_NOUNS)
        ):
            return 0 if stop + 1 < end and tokens[stop + 1].low == "call" else stop + 1
        if tokens[stop].kind != WORD or is_finite_at(tokens, stop):
            return 0
    return 0


_CLAUSE_REACH = 30
_CLAUSE_BREAKS = frozenset("that which who and or but when while as after before until since".split())


def _has_clause(tokens: Sequence[Token], at: int, end: int, *, strict: bool) -> bool:
    """True if a subject and a finite verb stand at `at`; if `strict`, nothing between may start another clause."""
    for position in range(at, min(end, at + _CLAUSE_REACH)):
        token = tokens[position]
        is_verb = is_finite_at(tokens, position) or _reads_as_present(tokens, position)
        if position > at and token.kind == WORD and is_verb and not (strict and _describes_noun(tokens, position, end)):
            return True
        if token.kind == QUOTE:
            return not strict
        if token.low == "which":
            return False  # "maintained a policy which both have criticised"
        breaks = token.low in _CLAUSE_BREAKS or token.text in (",", ";", ":")
        if strict and breaks and not (position == at and token.low == "that"):
            return False
    return False


def _describes_noun(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for "integrated" in "announced a new integrated clinical system": a participle before its noun."""
    if not tokens[at].low.endswith("ed") or at + 1 >= end or not tokens[at + 1].is_lower:
        return False
    after = tokens[at + 1]
    is_closed = after.low in (
        grammar.PREPOSITIONS | grammar.DETERMINERS | grammar.POSSESSIVES | grammar.SUBORDINATORS | grammar.COORDINATORS
    )
    return not (is_closed or is_adverb(after) or after.low in ("to", "him", "her", "them", "it", "us", "me"))


def _reads_as_present(tokens: Sequence[Token], at: int) -> bool:
    """True for an unlisted "-s" verb between a noun and its object: "the firm owes it"."""
    token = tokens[at]
    if (
        not token.is_lower
        or not token.low.endswith("s")
        or token.low.endswith(("ss", "us", "is"))
        or at + 1 >= len(tokens)
    ):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if (
        before.kind != WORD
        or before.low in grammar.DETERMINERS
        or before.low in grammar.PREPOSITIONS
        or before.low.endswith("s")
    ):
        return False
    return (
        (after.low in grammar.DETERMINERS and after.low != "that")
        or after.low in grammar.POSSESSIVES
        or after.low in ("him", "her", "it", "them", "no", "not")
    )


_RESUMING = frozenset("but while although though whereas".split())


def _content_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """End of the reported clause: the sentence's end, or where the reporter speaks again."""
    for at in range(start + 1, end):
        token = tokens[at]
        if (
            token.kind == PUNCT
            and token.text in _PERIOD_SIGNS
            and tokens[at + 1 :]
            and tokens[at + 1].start > token.end
        ):
            return at
        if token.text == "," and at + 1 < end and _reporter_resumes(tokens, at + 1):
            return at
        if token.low in ("and", "but") and at + 1 < end and _is_reporting_verb(tokens, at + 1):
            return at
        if token.low in _RESUMING and any(_is_other_report(tokens, verb) for verb in range(at + 2, min(end, at + 7))):
            return at - 1 if tokens[at - 1].text == "," else at
    return end


def _is_other_report(tokens: Sequence[Token], verb: int) -> bool:
    found = read_cue(tokens, verb)
    return found is not None and found.mood == "finite" and found.cue.kind in _REPORTING


def _reporter_resumes(tokens: Sequence[Token], at: int) -> bool:
    cue = CUES.get(tokens[at].low)
    if cue is not None and cue.form == "ing":
        return True
    if tokens[at].low in ("and", "but"):
        return at + 1 < len(tokens) and _is_reporting_verb(tokens, at + 1)
    return tokens[at].low == "according"


def _is_reporting_verb(tokens: Sequence[Token], at: int) -> bool:
    while at < len(tokens) and is_adverb(tokens[at]):
        at += 1
    if at >= len(tokens):
        return False
    cue = CUES.get(tokens[at].low)
    if cue is None or cue.kind not in _REPORTING:
        return False
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return cue.form == "past" or (cue.form != "ing" and (following == "that" or following in grammar.SUBJECT_PRONOUNS))


_OBJECT_OPENERS = frozenset("a an the his her its their".split())


def _after_clause(sentence: Sentence, found: FoundCue) -> Reported | None:
    """`clause, NP said`."""
    tokens = sentence.tokens
    if found.mood != "finite" or (found.cue.kind == "tell" and _that(tokens, found.at + 1, len(tokens)) is not None):
        return None
    subject = subject_before(tokens, found)
    if found.cue.base == "deny" or subject is None or subject.start < 2 or tokens[subject.start - 1].text != ",":
        return None
    if found.cue.kind != "tell" and found.at + 1 < len(tokens) and tokens[found.at + 1].low in _OBJECT_OPENERS:
        return None  # `Dubois had two goals, Clifton added a third`
    stop = subject.start - 1
    start = _clause_start(tokens, stop)
    if start and tokens[start - 1].kind == QUOTE:
        return None  # `"…" shared by both, he warned`: the marked words are what he said
    if start < stop and is_lead_segment(tokens, Phrase(start, stop)):
        return None  # `Asked if he would resign, Cuomo said`
    if not _has_clause(tokens, start, stop, strict=False) or tokens[start].low in grammar.SUBORDINATORS:
        return None
    return Reported(sentence, Phrase(start, stop), subject, Phrase(found.at, found.at + 1), "closing")
