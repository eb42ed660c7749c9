"""Speech reported without marks: `NP said (that) clause`, `clause, NP said`, `According to NP, clause`.

Saying, writing and commitment verbs only: what somebody found, showed or decided is not reported speech.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from factcheck.text import grammar
from factcheck.text.clauses import end_of_sentence, has_clause
from factcheck.text.cue_reading import FoundCue, before_verb, read_cue
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, Sentence, Token
from factcheck.text.indirect_according import find_credited
from factcheck.text.indirect_clause_first import read_clause_first, read_inverted
from factcheck.text.indirect_sources import read_as_source, read_credit_after, read_message
from factcheck.text.indirect_subject_first import read_controlled, read_subject_first
from factcheck.text.outlets import outlet_at
from factcheck.text.phrases import Phrase
from factcheck.text.reported import DENYING, MIN_CONTENT, REPORTING, THOUGHTS, Reported
from factcheck.text.subjects import subject_before
from factcheck.text.verbs import is_finite_at

MAX_CUES = 24  # tried in one sentence; more is noise
_MAX_REPORTS = 12  # no sentence of prose holds more
_SHORTEST = MIN_CONTENT + 2  # words with a speaker and a verb beside what is reported
# Inside another report these say what somebody found, not what they said: "Cole said the panel had concluded that".
_FINDINGS = frozenset("estimate predict conclude agree".split())


def find_reported(sentence: Sentence, quoted: Collection[int], following: Sentence | None = None) -> list[Reported]:
    """Reported stretches of one sentence in order of place, without those that hold a quotation.

    `quoted`: positions of the marked stretches that are quotations; a title or a scare quote may stand in reported
    words. `following`: the next sentence, which may name the source.
    """
    candidates: list[Reported] = []
    if sum(token.kind != PUNCT for token in sentence.tokens) >= _SHORTEST:
        candidates.extend(islice(chain(find_credited(sentence), _by_verbs(sentence)), _MAX_REPORTS))
        if (message := read_message(sentence)) is not None:
            candidates.append(message)
    if not candidates and following is not None and (credited := read_credit_after(sentence, following)) is not None:
        candidates.append(credited)
    plain = (part for report in candidates for part in _plain_parts(report, quoted))
    found = [report for report in plain if _is_long_enough(report) and not _is_channel(report, candidates)]
    found.sort(key=lambda report: (report.content.start, -report.content.end))
    return found


def _plain_parts(report: Reported, quoted: Collection[int]) -> Iterator[Reported]:
    """The report, or where it holds quotations, what stands beside them as a statement of its own.

    `He said that taxes would rise and that "it hurts"` and `He said it was "dead" but that a new one would open`.
    """
    marks = [at for at in range(*report.content) if at in quoted]
    if not marks:
        yield report
        return
    tokens = report.sentence.tokens
    if report.rule != "reported":
        return
    first = next((at for at in range(report.content.start + 1, marks[0] - 1) if _joins_that(tokens, at)), None)
    if first is not None:
        stop = first - 1 if tokens[first - 1].text == "," else first
        yield replace(report, content=Phrase(report.content.start, stop))
    after = marks[-1] + 1
    if after < report.content.end and tokens[after].text == ",":
        after += 1
    if after < report.content.end and tokens[after].low in ("and", "but"):
        last = Phrase(after + 1, report.content.end)
        if _joins_that(tokens, after) or _is_reported_mood(tokens, *last):
            yield replace(report, content=last)


def _joins_that(tokens: Sequence[Token], at: int) -> bool:
    """True for "and that" before a clause of its own."""
    joins = tokens[at].low in ("and", "but") and at + 1 < len(tokens) and tokens[at + 1].low == "that"
    return joins and has_clause(tokens, at + 2, len(tokens), strict=False)


def _is_reported_mood(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for `… and any other would fail`; without a modal (`and the mayor left`) the reporter may speak."""
    verb = next((at for at in range(start + 1, end) if is_finite_at(tokens, at)), None)
    return verb is not None and tokens[verb].low in grammar.MODALS and has_clause(tokens, start, end, strict=True)


def _is_long_enough(report: Reported) -> bool:
    words = report.sentence.tokens[report.content.start : report.content.end]
    return sum(token.kind != PUNCT for token in words) >= MIN_CONTENT


def _is_channel(report: Reported, candidates: Sequence[Reported]) -> bool:
    """True for CNN in `Hall said the road is shut, according to CNN` and in `…, CNN reported`: Hall is the speaker.

    An outlet before the words (`CNN reported that Hall said …`) keeps its report beside that of the speaker.
    """
    if report.rule not in ("according_to", "closing") or report.cue.start < report.content.end:
        return False
    for other in candidates:
        if other is report or not report.content.start <= other.cue.start < report.content.end:
            continue
        if other.rule == "closing" and other.content.start == report.content.start:
            return True
        outlet = outlet_at(report.sentence.tokens, report.speaker.start)
        leads = other.speaker.start == report.content.start and outlet is not None
        if leads and outlet is not None and outlet.end >= report.speaker.end:
            return True
    return False


def _by_verbs(sentence: Sentence) -> Iterator[Reported]:
    tokens = sentence.tokens
    end = end_of_sentence(tokens)
    covered = -1
    tried = 0
    for at, token in enumerate(tokens):
        found = read_cue(tokens, at) if token.low in CUES else None
        if found is None or found.cue.kind not in REPORTING or not _is_asserted(tokens, found):
            continue
        tried += 1
        if tried > MAX_CUES:
            return
        subject = subject_before(tokens, found)
        report = (
            read_as_source(sentence, found, subject, end)
            or read_inverted(sentence, found)
            or read_subject_first(sentence, found, subject, end)
            or read_clause_first(sentence, found, subject)
        )
        if report is None or (at < covered and _is_inner(tokens, report.speaker, found)):
            continue
        covered = max(covered, report.content.end)
        yield report


def _is_asserted(tokens: Sequence[Token], found: FoundCue) -> bool:
    """False for "refused to say", "wants to say", "did not say"; "went on to say", "did not deny" are asserted.

    So is what somebody "tried to assure" others of, or was "led to say", where "that" follows.
    """
    if found.mood != "infinitive":
        return not _is_supposed(tokens, found.at) and (found.cue.base in DENYING or not _is_negated(tokens, found.at))
    if found.at < 2 or tokens[found.at - 1].low != "to":
        return False
    return tokens[found.at - 2].low in ("on", "as") or read_controlled(tokens, found) is not None


def _is_supposed(tokens: Sequence[Token], verb: int) -> bool:
    """True for "others may argue that": nobody has said it."""
    before, _ = before_verb(tokens, verb, 0)
    return any(token.low in ("may", "might") for token in tokens[max(before, 0) : verb])


def _is_negated(tokens: Sequence[Token], verb: int) -> bool:
    """True for "didn't say", "would not say", "has never said"."""
    before, _ = before_verb(tokens, verb, 0)
    return any(
        token.low in ("not", "never", "cannot") or token.low.endswith("n't") for token in tokens[max(before, 0) : verb]
    )


def _is_inner(tokens: Sequence[Token], speaker: Phrase, found: FoundCue) -> bool:
    """True for `she believed` inside `Memon said she believed …`: one report, not two."""
    if found.cue.base in THOUGHTS or found.cue.base in _FINDINGS:
        return True
    return tokens[speaker.start].low in grammar.SUBJECT_PRONOUNS or found.mood != "finite"
