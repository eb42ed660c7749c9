"""Names and titled names in French, German and Spanish: where one ends, by articles, particles and capitals alone."""

from collections.abc import Sequence

from factcheck.text.frame import WORD, Token
from factcheck.text.phrases import Phrase

PRONOUNS = {
    "fr": frozenset("il elle ils elles lui eux".split()),
    "de": frozenset("er sie ihm ihr ihnen".split()),
    "es": frozenset("él ella ellos ellas".split()),
}
_ARTICLES = {
    "fr": frozenset("le la les l'un l'une un une son sa ses leur".split()),
    "de": frozenset("der die das den dem des ein eine einer einem ihr sein ihre seine".split()),
    "es": frozenset("el la los las un una su sus".split()),
}
# A lower-case title goes on over these; at any other preposition, day or relative pronoun it ends.
_ROLE_LINKS = frozenset("de du des del d' l' la le les los las y et der des".split())
_ROLE_ENDS = frozenset(
    "qui que dont où dans en sur pour avec après avant quand lors à au aux chez devant lundi mardi mercredi jeudi "
    "vendredi samedi dimanche hier am im in auf bei mit vor nach zu zum zur gegenüber heute gestern und als para con "
    "por a al ante tras sobre durante cuando desde hoy ayer lunes martes miércoles jueves viernes sábado domingo "
    "este esta ce cette mais pero aber".split()
)
_PARTICLES = frozenset("de du des d' von van zu zum zur di del da dos y e".split())
_LEADS = frozenset("mais et pourtant aber und doch pero y".split())
_MOST_ROLE_WORDS = 7
_MOST_NAME_WORDS = 9


def skip_lead(tokens: Sequence[Token], start: int) -> int:
    """Position after a conjunction at the head of the sentence."""
    return start + 1 if start + 1 < len(tokens) and tokens[start].low in _LEADS else start


_HEARER_LINKS = frozenset("à a au aux al ante devant".split())
_DAYS = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier hoy ayer lunes martes miércoles jueves viernes sábado "
    "domingo".split()
)


def after_hearer(tokens: Sequence[Token], start: int) -> int:
    """Position after `à l'AFP`, `a la prensa` and a day, where a name follows: `dijo a la prensa el alcalde`."""
    at = start
    if at + 2 < len(tokens) and tokens[at].low in _HEARER_LINKS:
        at += 2 if tokens[at + 1].low not in ("la", "los", "las", "les") else 3
    if at + 1 < len(tokens) and tokens[at].low in ("este", "ce"):
        at += 1
    if at < len(tokens) and tokens[at].low in _DAYS:
        at += 1
    return at if at < len(tokens) and tokens[at].kind == WORD else start


def name_from(tokens: Sequence[Token], start: int, language: str) -> Phrase | None:
    """A pronoun, a name or a role with or without its name that begins at `start`."""
    if start >= len(tokens) or tokens[start].kind != WORD:
        return None
    if tokens[start].low in PRONOUNS[language]:
        return Phrase(start, start + 1)
    if tokens[start].low in _ROLE_ENDS:
        return None  # "Am Montag" at the head of a sentence
    if tokens[start].low not in _ARTICLES[language]:
        end = _name_end(tokens, start, language, has_article=False)
        return Phrase(start, end) if end > start else None
    role_end = _role_end(tokens, start + 1)
    end = _name_end(tokens, role_end, language, has_article=True)
    if end == start + 1:
        return None
    return Phrase(start, _with_name_after_comma(tokens, end, language) if tokens[start + 1].is_lower else end)


def _role_end(tokens: Sequence[Token], start: int) -> int:
    """Position after the lower-case words of a role: `ministre de l'Intérieur` ends before its name."""
    at = start
    while at < len(tokens) and at - start < _MOST_ROLE_WORDS and tokens[at].is_lower:
        if tokens[at].low in _ROLE_ENDS:
            break
        at += 1
    while at > start and tokens[at - 1].low in _ROLE_LINKS and not (at < len(tokens) and tokens[at].is_capital):
        at -= 1
    return at


def _name_end(tokens: Sequence[Token], start: int, language: str, *, has_article: bool) -> int:
    end = start
    while end < len(tokens) and end - start < _MOST_NAME_WORDS and _in_name(tokens, end, start, language, has_article):
        end += 1
    while end > start and not tokens[end - 1].is_capital:
        end -= 1
    return end


def _in_name(tokens: Sequence[Token], at: int, start: int, language: str, has_article: bool) -> bool:
    token = tokens[at]
    if token.kind != WORD:
        return False
    if token.is_capital:
        return True
    if at == start or at + 1 >= len(tokens):
        return False
    if token.low in _PARTICLES:
        return tokens[at + 1].kind == WORD
    if token.low in ("der", "den", "la", "las", "los", "le"):
        # `Ulrike von der Heide`, `Sprecher der Polizei`; but `sagte Kruse der Zeitung` names the hearer.
        follows_particle = tokens[at - 1].low in _PARTICLES
        return tokens[at + 1].is_capital and (follows_particle or (language == "de" and has_article))
    return False


def _with_name_after_comma(tokens: Sequence[Token], end: int, language: str) -> int:
    """End of `le ministre de l'Intérieur, Paul Roux`: two capitals or more after the comma are the name."""
    if end + 2 >= len(tokens) or tokens[end].text != ",":
        return end
    stop = _name_end(tokens, end + 1, language, has_article=False)
    return stop if stop - end > 2 else end
