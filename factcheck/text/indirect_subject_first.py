"""Reported speech whose speaker comes first: `NP said (that) clause`, and `clause, NP say, clause`."""

from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.clauses import clause_start, has_clause
from factcheck.text.complement_end import content_end
from factcheck.text.complements import content_start
from factcheck.text.cue_reading import FoundCue
from factcheck.text.frame import WORD, Sentence, Token
from factcheck.text.leads import after_leads
from factcheck.text.phrases import Phrase, checked, is_lead_segment, names_someone
from factcheck.text.reported import Reported
from factcheck.text.subjects import subject_before
from factcheck.text.verbs import is_finite_at


def read_subject_first(sentence: Sentence, found: FoundCue, subject: Phrase | None, end: int) -> Reported | None:
    """`NP said (that) clause`, `As NP told X, clause`."""
    tokens = sentence.tokens
    controlled = read_controlled(tokens, found)
    subject = subject if controlled is None else controlled
    if subject is None or tokens[subject.start].low in ("i", "we", "you"):
        return None
    if subject.start and tokens[subject.start - 1].low in ("if", "unless", "whether"):
        return None  # `if the league insisted that`
    if _is_passed_on(tokens, subject, found) or _is_evidence(tokens, subject, found):
        return None
    start = content_start(tokens, found, end)
    if start is None or (tokens[start].low != "that" and (controlled is not None or _follows_as(tokens, subject))):
        return None
    stop = content_end(tokens, start, end)
    if subject.start > 1 and tokens[subject.start - 1].text == "," and tokens[found.at + 1].text == ",":
        # `The plan, officials say, will cost more`: the whole sentence is what they say.
        whole = clause_start(tokens, subject.start - 1)
        if not is_lead_segment(tokens, Phrase(whole, subject.start - 1)):
            start = whole
    elif (opener := _opener(tokens, subject)) is not None:
        # `Once the man said that he slept badly, Reed knew`
        main = next((at for at in range(start, stop) if _is_main_clause(tokens, at, stop)), None)
        if main is None and after_leads(tokens, 0, opener) == opener:
            # `While Cole says the deal is safe, the plan for the port divides the town`
            main = next((at for at in range(start, stop) if _parts_clauses(tokens, start, at, stop)), None)
        stop = stop if main is None else main
    elif tokens[found.at - 1].low == "who" and tokens[found.at - 2].text == ",":
        stop = next((at for at in range(start, stop) if tokens[at].text == ","), stop)
    return Reported(sentence, Phrase(start, stop), subject, Phrase(found.at, found.at + 1), "reported")


def _is_passed_on(tokens: Sequence[Token], subject: Phrase, found: FoundCue) -> bool:
    """True for `…, as the paper reported, the firm said`: a comma after the verb, and no other before the subject."""
    if found.at + 1 >= len(tokens) or tokens[found.at + 1].text != ",":
        return False
    before = tokens[subject.start - 1] if subject.start else None
    is_inserted = before is not None and (before.text == "," or before.low == "as")
    return found.cue.base != "say" and not is_inserted


def _follows_as(tokens: Sequence[Token], subject: Phrase) -> bool:
    """True for `As Cole told her the news, she wept`: only "that" opens what was said (see read_as_source).

    Not for `…, as Cole told the court he was ill` and `a man known as Cole told …`.
    """
    link = subject.start - 1
    return link >= 0 and tokens[link].low == "as" and after_leads(tokens, 0, link) == link


_ATTEMPTING = frozenset(
    "tried tries try sought seeks seek continued continues continue began begins begin hastened rushed".split()
)
_CAUSING = frozenset("prompted prompts prompting led leads leading caused causes pushed forced drove".split())
_CAUSED_REACH = 8  # tokens of "many of the union's own members" between "led" and "to say"


def read_controlled(tokens: Sequence[Token], found: FoundCue) -> Phrase | None:
    """The subject of an infinitive that was acted on: Hall in `Hall tried to assure them that`, critics in `It led
    critics to say that`. Not `wants to say`, `asked Hall to say`."""
    to = found.at - 1
    if found.mood != "infinitive" or to < 1 or tokens[to].low != "to":
        return None
    if tokens[to - 1].low in _ATTEMPTING:
        return subject_before(tokens, FoundCue(to - 1, found.cue, "finite"))
    for verb in range(to - 2, max(0, to - _CAUSED_REACH) - 1, -1):
        if tokens[verb].kind != WORD:
            return None
        if tokens[verb].low in _CAUSING:
            return checked(tokens, Phrase(verb + 1, to))
    return None


# What shows something without saying anything: "the results suggest that".
_SHOWING = frozenset("suggest hint indicate reveal signal underline underscore confirm".split())
_EVIDENCE = frozenset(
    "test tests fact facts finding findings result results data evidence figures numbers work experiment experiments "
    "discovery trend trends pattern patterns footage clue clues estimates resolution scale size speed".split()
)


def _is_evidence(tokens: Sequence[Token], subject: Phrase, found: FoundCue) -> bool:
    """True where a thing shows what follows; a participle (`…, revealing how`) needs somebody who can reveal it."""
    if found.cue.base not in _SHOWING:
        return False
    words = tokens[subject.start : subject.end]
    if words[-1].low in _EVIDENCE or tokens[subject.end].low in _EVIDENCE:
        return True
    if found.mood != "participle":
        return False
    # `Trucks have been seen near the pass, suggesting that …`: the reporter concludes
    is_passive = any(token.low in grammar.BE_FORMS for token in tokens[subject.end : min(subject.end + 3, found.at)])
    return is_passive or not names_someone(tokens, subject)


_OPENING_CLAUSES = frozenset("as when once after before while if although though since because".split())


_JOINT_REACH = 8  # tokens of "the union of miners in Leeds and" before "the mayor"


def _opener(tokens: Sequence[Token], subject: Phrase) -> int | None:
    """Position of "while" before the subject, or before the first half of `the union and the mayor`."""
    at = subject.start - 1
    if at >= 0 and tokens[at].low == "and":
        for left in range(at - 1, max(-1, at - _JOINT_REACH), -1):
            if tokens[left].kind != WORD or is_finite_at(tokens, left):
                return None
            if tokens[left].low in _OPENING_CLAUSES:
                return left
    return at if at >= 0 and tokens[at].low in _OPENING_CLAUSES else None


def _parts_clauses(tokens: Sequence[Token], start: int, comma: int, end: int) -> bool:
    """True for the comma between the clause that begins at `start` and a noun phrase that goes on otherwise."""
    if tokens[comma].text != "," or comma + 1 >= end or not has_clause(tokens, start, comma, strict=False):
        return False
    first = tokens[comma + 1]
    opens = first.low in grammar.DETERMINERS or first.low in grammar.POSSESSIVES or first.is_capital
    return opens or first.low in grammar.SUBJECT_PRONOUNS


def _is_main_clause(tokens: Sequence[Token], comma: int, end: int) -> bool:
    if tokens[comma].text != "," or comma + 1 >= end or tokens[comma + 1].low in grammar.COORDINATORS:
        return False
    return has_clause(tokens, comma + 1, end, strict=True)
