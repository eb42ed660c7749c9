"""Closed word classes of English that the comparison weighs, in the folded form that tokens carry.

Lists only, no logic. Contractions are split by the tokeniser, so "don't" is met here as "do" + "not". Number words that
fold to digits ("five" is "5") are met as digits.
"""

NEGATORS = frozenset(
    "not no never none neither nor nothing nobody nowhere without cannot ain't hardly barely scarcely rarely seldom few"
    " little unless deny denies denied lack lacks lacked refuse refuses refused fail fails failed".split()
)
# Words of NEGATORS that negate by themselves; the rest weaken, and count as negation only where a change touches them.
STRONG_NEGATORS = frozenset(
    "not no never none neither nor nothing nobody nowhere without cannot ain't hardly barely scarcely".split()
)

HEDGES = frozenset(
    "about almost apparently appear appears appeared approximately around assume assumed believe believes believed"
    " could essentially estimate estimated estimates expect expected expects fairly feel generally guess hope hopes"
    " hoped hopeful hopefully intend intends largely likely mainly many may maybe mighty might most mostly nearly often"
    " occasionally over partly perhaps plan plans planned plausible plausibly possible possibly potentially presumably"
    " probably quite rather relatively roughly seem seems seemed several should some somewhat sometimes sort"
    " suggest suggests suppose supposedly tend tends think thinks thought try trying typically under unlikely up"
    " usually"
    " virtually would allegedly alleged reportedly basically least more less than kind can aim aims want wants wanted"
    " ~ ≈ consider considering considered practically broadly just only slightly".split()
)

CONDITIONS = frozenset(
    "if unless until till provided providing assuming except whether although though while whereas but however"
    " otherwise supposing depending lest".split()
)
CONDITION_PHRASES = (("as", "long", "as"), ("so", "long", "as"), ("in", "case"), ("on", "condition"), ("only", "when"))

# Verbs and words that deny, refuse or call untrue what stands beside them.
DENIALS = frozenset(
    "deny denies denied denying refuse refuses refused refusing decline declines declined declining reject rejects"
    " rejected rejecting oppose opposes opposed opposing dispute disputes disputed disagree disagrees fail fails failed"
    " failing lack lacks lacked avoid avoids avoided prevent prevents prevented preventing stop stops stopped forbid"
    " forbids forbade forbidden ban bans banned banning prohibit prohibits prohibited against false falsely untrue"
    " wrong lie lies lied lying myth hoax fake nonsense doubt doubts doubted impossible unthinkable unable unlikely"
    " incapable rumor rumors joke jokes joking kidding mistake pretend pretends pretended refute refutes"
    " refuted".split()
)
EXCEPTIONS = frozenset("except excepting excluding exclude excludes excluded besides unless instead".split())
# Conditions that decide whether the rest holds at all; "but" and "while" only set something beside it.
LIMITS = frozenset("if unless until provided providing assuming supposing lest whether only".split())
# Left out by an ellipsis or put in by a bracket, they make the sentence say another thing.
GOVERNORS = NEGATORS | DENIALS | EXCEPTIONS | LIMITS

ATTRIBUTIONS = frozenset(
    "said say says saying told tell tells claim claims claimed argue argues argued allege alleges alleged believe"
    " believes think thinks thought according report reports reported suggest suggests suggested call calls called"
    " wrote"
    " writes asked ask asks heard".split()
)

PRONOUNS = frozenset(
    "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours"
    " ourselves they them their theirs themselves who whom whose this that these those".split()
)

DETERMINERS = frozenset("a an the this that these those my your his her its our their".split())

PREPOSITIONS = frozenset("at by for from in into of off on onto over to under with within between during".split())

# Weight little when asking whether a passage carries the quotation's words.
FUNCTION_WORDS = (
    PRONOUNS
    | DETERMINERS
    | frozenset(
        "and or but nor so yet if as at by for from in into of off on onto out over per than then there to up with"
        " within about after against before between down during through under until upon while because since though"
        " although when where which what why how is am are was were be been being do does did done doing have has had"
        " having will would shall should can could may might must 's 'd not no very just also too here now well all"
        " any both each more most other some such only own same going go get got know think lot okay ok yes yeah"
        " 1 really want said say ll ve re".split()
    )
)

# Pairs whose swap moves the time of what is said, beyond regular -ed.
TENSE_PAIRS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "is/was are/were am/was do/did does/did has/had have/had will/would can/could may/might go/went goes/went"
        " get/got make/made makes/made take/took takes/took give/gave gives/gave come/came comes/came see/saw sees/saw"
        " say/said says/said tell/told tells/told think/thought know/knew knows/knew want/wanted find/found keep/kept"
        " begin/began run/ran hold/held lose/lost leave/left mean/meant bring/brought buy/bought build/built"
        " send/sent spend/spent win/won stand/stood understand/understood speak/spoke write/wrote"
        " 'd/had 'd/would is/will are/will was/will were/will has/will have/will had/will did/will do/will been/be"
    ).split()
)
TENSE_WORDS = frozenset(word for pair in TENSE_PAIRS for word in pair)

SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
}
# Scales in the plural have a value only behind a number: "2 dozens" is 24, "dozens" is none.
PLURAL_SCALES = {f"{word}s": scale for word, scale in SCALES.items()}
SCALE_ABBREVIATIONS = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_UNITS += " seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_ORDINALS += " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"


def _ordinal(number: int) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number not in (11, 12, 13) else "th"
    return f"{number}{suffix}"


# Number words with one value each, to the digits they fold to.
NUMBER_WORDS = (
    {word: str(number) for number, word in enumerate(_UNITS.split())}
    | {word: str(20 + 10 * step) for step, word in enumerate(_TENS.split())}
    | {word: _ordinal(number) for number, word in enumerate(_ORDINALS.split(), start=1)}
)
PARTS_OF_WHOLE = frozenset("half halves quarter quarters third thirds fifths tenth tenths percent percentage".split())
# Words that carry a quantity without folding to digits.
QUANTITY_WORDS = (
    frozenset(SCALES)
    | frozenset(PLURAL_SCALES)
    | frozenset(
        "half halves quarter quarters thirds double doubled triple tripled twice thrice once percent percentage pair"
        " both single tenths".split()
    )
)

CURRENCIES = {
    "$": "dollar",
    "dollar": "dollar",
    "dollars": "dollar",
    "usd": "dollar",
    "€": "euro",
    "euro": "euro",
    "euros": "euro",
    "eur": "euro",
    "£": "pound",
    "pound": "pound",
    "pounds": "pound",
    "gbp": "pound",
    "¥": "yen",
    "yen": "yen",
    "₹": "rupee",
    "rupees": "rupee",
    "₽": "ruble",
    "rubles": "ruble",
    "roubles": "ruble",
    "¢": "cent",
    "cent": "cent",
    "cents": "cent",
}
# They may stand before the figure: "EUR 5 million".
CURRENCY_CODES = frozenset({"usd", "eur", "gbp"})
PERCENT_WORDS = frozenset({"percent", "pct"})

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

# Discourse markers that may be left out where marks set them off ("Well, I think"); never counted as hedges.
FILLER_PHRASES = (
    ("as", "you", "know"),
    ("as", "you", "all", "know"),
    ("you", "know"),
    ("i", "mean"),
    ("you", "see"),
    ("well",),
    ("so",),
    ("look",),
    ("listen",),
    ("ok",),
    ("frankly",),
    ("honestly",),
    ("like",),
    ("right",),
    ("yeah",),
    ("oh",),
)
ADDRESSING_FILLERS = frozenset({("you", "know"), ("i", "mean")})
# Noises: no meaning wherever they stand.
FILLER_NOISES = frozenset("uh um uhm er erm eh ah hmm hm mm mhm umm uhh".split())
# Of these the abbreviations of units, no noises after a figure: millimeter, micrometer, hectometer, ampere-hour.
UNIT_NOISES = frozenset("mm um hm ah".split())
# Fillers that open a sentence only; elsewhere between marks they carry meaning ("he did it, so, we left").
OPENING_FILLERS = frozenset({"well", "so", "look", "listen", "ok", "right", "yeah", "oh"})

# Verbs that a following "not" negates; cut off before it, they say the contrary.
AUXILIARIES = frozenset(
    "is are am was were be been do does did will would can could shall should may might must have has had 's 'd".split()
)

# Lead-ins that take back what follows; left out before what is printed as a whole sentence, they are missing from it.
LEAD_IN_HEDGES = frozenset(
    "i we think believe guess hope suppose feel assume maybe perhaps probably possibly hopefully presumably apparently"
    " that it seems seem like sort of kind".split()
)

# Words that make a guess or a hope of the clause they lead in.
GUESSING_WORDS = frozenset(
    "think believe believes guess hope hopes maybe perhaps possibly probably might may could would should suppose seems"
    " seem appears appear likely wish assume imagine doubt allegedly reportedly apparently almost nearly supposedly"
    " presumably hopefully".split()
)
# Left out right beside what is printed, they make a statement of less: "We … win" for "We might win".
BLURRING_WORDS = GUESSING_WORDS | frozenset(
    "sometimes partly partially occasionally once alleged suspected accused potential possible attempted former"
    " formerly anti opposite far but".split()
)

# Right before a figure they bound or blur it: "at least 20", "fewer than 20", "up to 20".
FIGURE_HEDGES = frozenset(
    "least most about around nearly almost than over under above below approximately roughly some to only just barely"
    " circa maybe perhaps estimated ~ ≈ < > ≤ ≥".split()
)

# Doubling that is grammar, not stammer, unless a dash or cut-off stands between the two.
GRAMMATICAL_DOUBLES = frozenset("had that is was do her it in on no not never so far".split())

# Said twice at a comma for force ("very, very"), or because a clause cannot end in them ("the, the bridge").
INTENSIFIERS = frozenset(
    "very really so too many much more most long far way big great huge old again vast whole deep high hard strong real"
    " good bad small tiny serious enormous tremendous early late".split()
)
UNCLOSING = frozenset(
    "i we they he she the a an my your our their its and or but because if of to for with from at into as than".split()
)
# Words that open a clause which a comma may close before the same word goes on: "those who fight, fight for us".
CLAUSE_OPENERS = frozenset(
    "who whom whose what whatever whoever whichever which when whenever where wherever how that those all if everything"
    " everyone everybody anyone anybody anything why".split()
)

# "(inaudible)" and "(crosstalk)" are not among them: something was said there.
STAGE_DIRECTIONS = frozenset(
    "laughter laughs laughing applause pause cheers cheering booing"
    " coughs"
    " sighs chuckles gestures indicating music silence sic as interpreted through interpreter ph phonetic".split()
)

# Of these the ones that no sentence needs, even behind "the" or "our".
NEVER_SPOKEN = frozenset("laughter laughs laughing applause coughs sighs chuckles sic ph phonetic".split())

# Words whose capital decides the meaning: a month or a modal, a country or a bird.
CASE_SENSITIVE = frozenset(
    "may march august turkey polish china who it aids job bush us mark bill will rose democratic republican"
    " conservative liberal labor catholic orthodox".split()
)

TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady president vice prime minister secretary governor gov mayor senator sen"
    " representative rep congressman congresswoman speaker ambassador general gen colonel col captain capt major lt"
    " lieutenant sergeant admiral commander chief justice judge professor prof chancellor commissioner administrator"
    " acting deputy assistant under attorney director chairman chairwoman chair chairperson principal press foreign"
    " first second king queen prince princess pope father reverend rev the hon honorable honourable national security"
    " advisor adviser coordinator spokesman spokeswoman spokesperson leader premier former ex doctor state treasury"
    " of surgeon special envoy officer counsel senior white house".split()
)
# Suffixes of names that are not surnames.
NAME_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())

# Labels that name a part, not a person.
ROLE_LABELS = frozenset(
    "president vice prime minister moderator operator capcom cdr cmp lmp ct cc participant participants interpreter"
    " senior administration official officials speaker host interviewer chairman chair witness court counsel answer a"
    " audience staff aide narrator voice unknown male female guest chancellor secretary press pool general prof prime"
    " king queen pope governor mayor first lady second gentleman".split()
)
