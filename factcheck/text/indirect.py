"""Speech reported without marks: `NP said (that) clause`, `clause, NP said`, `According to NP, clause`.

Saying, writing and commitment verbs only: what somebody found, showed or decided is not reported speech.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from factcheck.text import grammar
from factcheck.text.clauses import end_of_sentence
from factcheck.text.cue_reading import FoundCue, read_cue
from factcheck.text.frame import QUOTE, WORD, Sentence, Token
from factcheck.text.indirect_according import find_credited
from factcheck.text.indirect_clause_first import read_clause_first, read_inverted
from factcheck.text.indirect_subject_first import read_subject_first
from factcheck.text.phrases import Phrase
from factcheck.text.reported import MIN_CONTENT, REPORTING, THOUGHTS, Reported

MAX_CUES = 24  # tried in one sentence; more is noise
_MAX_REPORTS = 12  # no sentence of prose holds more


def find_reported(sentence: Sentence) -> list[Reported]:
    """Reported stretches of one sentence in order of place, without those that hold a quotation."""
    candidates = islice(chain(find_credited(sentence), _by_verbs(sentence)), _MAX_REPORTS)
    found = [report for report in candidates if _is_plain(report)]
    found.sort(key=lambda report: (report.content.start, -report.content.end))
    return found


def _is_plain(report: Reported) -> bool:
    words = report.sentence.tokens[report.content.start : report.content.end]
    if any(token.kind == QUOTE for token in words):
        return False
    return sum(token.kind == WORD for token in words) >= MIN_CONTENT


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
    """False for "refused to say", "wants to say"; "went on to say" and "so far as to indicate" are asserted."""
    if found.mood != "infinitive":
        return True
    return found.at > 1 and tokens[found.at - 1].low == "to" and tokens[found.at - 2].low in ("on", "as")


def _is_inner(tokens: Sequence[Token], speaker: Phrase, found: FoundCue) -> bool:
    """True for `she believed` inside `Memon said she believed …`: one report, not two."""
    if found.cue.base in THOUGHTS or found.cue.base in ("estimate", "predict"):
        return True
    return tokens[speaker.start].low in grammar.SUBJECT_PRONOUNS or found.mood != "finite"
