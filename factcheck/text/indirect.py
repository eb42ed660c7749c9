"""Speech reported without marks: `NP said (that) clause`, `clause, NP said`, `According to NP, clause`.

Saying, writing and commitment verbs only: what somebody found, showed or decided is not reported speech.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from factcheck.text import grammar
from factcheck.text.clauses import end_of_sentence
from factcheck.text.cue_reading import FoundCue, before_verb, read_cue
from factcheck.text.frame import QUOTE, WORD, Sentence, Token
from factcheck.text.indirect_according import find_credited
from factcheck.text.indirect_clause_first import read_clause_first, read_inverted
from factcheck.text.indirect_subject_first import read_subject_first
from factcheck.text.outlets import outlet_at
from factcheck.text.phrases import Phrase
from factcheck.text.reported import DENYING, MIN_CONTENT, REPORTING, THOUGHTS, Reported

MAX_CUES = 24  # tried in one sentence; more is noise
_MAX_REPORTS = 12  # no sentence of prose holds more
# Inside another report these say what somebody found, not what they said: "Cole said the panel had concluded that".
_FINDINGS = frozenset("estimate predict conclude agree".split())


def find_reported(sentence: Sentence) -> list[Reported]:
    """Reported stretches of one sentence in order of place, without those that hold a quotation."""
    candidates = list(islice(chain(find_credited(sentence), _by_verbs(sentence)), _MAX_REPORTS))
    found = [report for report in candidates if _is_plain(report) and not _is_channel(report, candidates)]
    found.sort(key=lambda report: (report.content.start, -report.content.end))
    return found


def _is_plain(report: Reported) -> bool:
    words = report.sentence.tokens[report.content.start : report.content.end]
    if any(token.kind == QUOTE for token in words):
        return False
    return sum(token.kind == WORD for token in words) >= MIN_CONTENT


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
    for at in range(len(tokens)):
        found = read_cue(tokens, at)
        if found is None or found.cue.kind not in REPORTING or not _is_asserted(tokens, found):
            continue
        tried += 1
        if tried > MAX_CUES:
            return
        report = (
            read_inverted(sentence, found)
            or read_subject_first(sentence, found, end)
            or read_clause_first(sentence, found)
        )
        if report is None or (at < covered and _is_inner(tokens, report.speaker, found)):
            continue
        covered = max(covered, report.content.end)
        yield report


def _is_asserted(tokens: Sequence[Token], found: FoundCue) -> bool:
    """False for "refused to say", "wants to say", "did not say"; "went on to say", "did not deny" are asserted."""
    if found.mood != "infinitive":
        return found.cue.base in DENYING or not _is_negated(tokens, found.at)
    return found.at > 1 and tokens[found.at - 1].low == "to" and tokens[found.at - 2].low in ("on", "as")


def _is_negated(tokens: Sequence[Token], verb: int) -> bool:
    """True for "didn't say", "would not say", "has never said"."""
    before, _ = before_verb(tokens, verb, 0)
    return any(token.low in ("not", "never") or token.low.endswith("n't") for token in tokens[max(before, 0) : verb])


def _is_inner(tokens: Sequence[Token], speaker: Phrase, found: FoundCue) -> bool:
    """True for `she believed` inside `Memon said she believed …`: one report, not two."""
    if found.cue.base in THOUGHTS or found.cue.base in _FINDINGS:
        return True
    return tokens[speaker.start].low in grammar.SUBJECT_PRONOUNS or found.mood != "finite"
