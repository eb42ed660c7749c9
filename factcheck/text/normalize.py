"""Folding of one word to the key under which it is compared. Offsets are the tokeniser's business, not ours."""

import re
import unicodedata

from factcheck.text.lexicon import NUMBER_WORDS

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # inside a character class
APOSTROPHES = "'’ʼ＇‘‛`´′"  # the last three by typewriters, OCR and other keyboards

_UNSEEN = re.compile(rf"[{INVISIBLE}\[\]]|-[ \t]*\r?\n[ \t]*|[\r\n\t \u00a0\u202f\u2009]")
_APOSTROPHE = re.compile(rf"[{APOSTROPHES}]")
# Not the strokes: a letter with a line through it has been struck out.
_COMBINING = re.compile("[\u0300-\u0333\u0339-\u036f]")
_GROUPED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

# British to American, whole words or stems followed by an ending: explicit, so that no two words are merged by a rule.
_OUR_STEMS = "behavi col endeav fav flav harb hon hum lab neighb rum sav vap vig arm parl val rig splend cand clam od"
_ISE_STEMS = (
    "organ recogn real critic emphas util priorit author maxim minim modern stabil mobil legal normal penal subsid"
    " apolog summar character central civil commercial capital econom energ equal familiar final formal general global"
    " harmon hospital ideal immun industrial item jeopard materi memor national neutral optim patron polar popular"
    " privat public radical rational revital revolution scrutin special standard steril symbol sympath terror visual"
    " weapon vandal victim demon destabil digit immobil liberal marginal militar natural personal reorgan"
)
_WHOLE = (
    "centre/center centres/centers theatre/theater theatres/theaters metre/meter metres/meters kilometre/kilometer"
    " kilometres/kilometers litre/liter litres/liters fibre/fiber defence/defense offence/offense licence/license"
    " programme/program programmes/programs travelled/traveled travelling/traveling traveller/traveler"
    " travellers/travelers cancelled/canceled cancelling/canceling labelled/labeled labelling/labeling"
    " modelled/modeled modelling/modeling signalled/signaled fuelled/fueled fuelling/fueling counsellor/counselor"
    " grey/gray analyse/analyze analysed/analyzed analysing/analyzing paralyse/paralyze paralysed/paralyzed"
    " catalogue/catalog dialogue/dialog judgement/judgment acknowledgement/acknowledgment ageing/aging"
    " fulfil/fulfill fulfils/fulfills skilful/skillful wilful/willful enrol/enroll enrolment/enrollment"
    " instalment/installment tyre/tire tyres/tires plough/plow cheque/check cheques/checks aluminium/aluminum"
    " sceptic/skeptic sceptical/skeptical scepticism/skepticism aeroplane/airplane mum/mom whilst/while"
    " towards/toward afterwards/afterward backwards/backward amongst/among learnt/learned burnt/burned dreamt/dreamed"
    " spelt/spelled okay/ok till/until cosy/cozy jewellery/jewelry manoeuvre/maneuver manoeuvres/maneuvers"
    " paediatric/pediatric haemorrhage/hemorrhage anaemia/anemia foetus/fetus encyclopaedia/encyclopedia"
    " advisor/adviser advisors/advisers"
)
_TITLES = "mister/mr doctor/dr"
SPELLINGS = dict(pair.split("/") for pair in f"{_WHOLE} {_TITLES}".split())
_OUR = re.compile(rf"({'|'.join(_OUR_STEMS.split())})our(s|ed|ing|ite|ites|able|ably|er|ers|ful|hood|hoods|ly)?")
_ISE = re.compile(rf"({'|'.join(_ISE_STEMS.split())})is(e|es|ed|er|ers|ing|ation|ations|ational)")

_SYMBOLS = {
    "%": "percent",
    "&": "and",
    "−": "minus",
    "-": "minus",
    "–": "minus",
    "‐": "minus",
    "‑": "minus",
    "﹣": "minus",
    "－": "minus",
    "﹩": "$",
    "＄": "$",
    "us$": "$",
}


def fold(word: str) -> str:
    """The word without what never changes it: case, ligatures, soft hyphens, accents, kind of apostrophe."""
    if word.isascii() and word.isalpha():
        return word.lower()
    seen = _APOSTROPHE.sub("'", _UNSEEN.sub("", word))  # before "´" falls apart into a blank and an accent
    if not seen.isascii():
        seen = _COMBINING.sub("", "".join(map(_decompose, seen)))
        seen = unicodedata.normalize("NFC", seen)
    return seen.casefold()


def _decompose(letter: str) -> str:
    """Ligatures and full-width forms in plain letters; a raised or circled digit stays apart ("10²" is not "102")."""
    return letter if unicodedata.category(letter) == "No" else unicodedata.normalize("NFKD", letter)


def canonical(word: str) -> str:
    """The key of one printed or recorded word: folded, British spelling as American, a number word as its digits.

    "US" and "U.S." share a key that "us" does not have. "1,400" is "1400"; "1.5" stays apart from "15".
    """
    if word in ("US", "U.S.", "U.S", "Us."):
        return "u.s."
    folded = fold(word)
    if folded in _SYMBOLS:
        return _SYMBOLS[folded]
    if folded.isalpha():
        return NUMBER_WORDS.get(folded) or respell(folded)
    if folded[:1].isdigit():
        return folded.replace(",", "") if _GROUPED_NUMBER.fullmatch(folded) else folded
    if "." in folded and folded.replace(".", "").isalpha():
        return "u.s." if folded == "u.s." else folded.replace(".", "")
    return folded


def respell(folded: str) -> str:
    """American spelling of a folded word, itself where there is no difference."""
    if folded in SPELLINGS:
        return SPELLINGS[folded]
    if "our" in folded and (fits := _OUR.fullmatch(folded)):
        return f"{fits[1]}or{fits[2] or ''}"
    if "is" in folded and (fits := _ISE.fullmatch(folded)):
        return f"{fits[1]}iz{fits[2]}"
    return folded


def collapse(text: str) -> str:
    """The text with every run of white space as one blank and none at the ends: the measure of `exact`."""
    return " ".join(text.split())
