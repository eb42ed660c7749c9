"""Words that state, bound, move or deny a figure, and the units they are measured in. Lists only, no logic."""

from fractions import Fraction

UNITS_TO_NINETEEN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
UNITS_TO_NINETEEN += " sixteen seventeen eighteen nineteen"
SMALL_NUMBERS = {word: number for number, word in enumerate(UNITS_TO_NINETEEN.split())} | {"nil": 0}
TENS = {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
TENS["fourty"] = 40
NUMBER_SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
GROUP_WORDS = {"hundred": 100, "dozen": 12, "score": 20, "gross": 144}
SCALE_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12, "trn": 10**12, "t": 10**12}

# Plurals without a number: what they can mean. Bounds are guesses on the wide side.
VAGUE_COUNTS: dict[str, tuple[int, int | None]] = {
    "dozens": (24, 200),
    "scores": (40, 300),
    "hundreds": (200, 3000),
    "thousands": (2000, 300_000),
    "millions": (2_000_000, 10**9),
    "billions": (2 * 10**9, 10**12),
    "trillions": (2 * 10**12, None),
}
# Vague words that are no figure of a claim, yet can stand against one.
SOFT_COUNTS: dict[str, tuple[int, int | None]] = {
    "several": (2, 20),
    "few": (2, 12),
    "handful": (2, 10),
    "both": (2, 2),
}
SOFT_PARTS: dict[str, tuple[Fraction, Fraction]] = {
    "most": (Fraction(50), Fraction(100)),
    "majority": (Fraction(50), Fraction(100)),
    "minority": (Fraction(0), Fraction(50)),
    "all": (Fraction(100), Fraction(100)),
}

_ORDINAL_WORDS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
_ORDINAL_WORDS += " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split())}
ORDINALS |= {f"{word[:-1]}ieth": number for word, number in TENS.items() if word != "fourty"} | {"hundredth": 100}
FRACTION_NAMES = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    **{word: number for word, number in ORDINALS.items() if 3 <= number <= 20 or number == 100},
    **{f"{word}s": number for word, number in ORDINALS.items() if 3 <= number <= 20 or number == 100},
}
VULGAR_FRACTIONS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}

MULTIPLES = {
    **dict.fromkeys(["doubled", "double", "doubles", "doubling", "twofold"], Fraction(2)),
    **dict.fromkeys("tripled triple triples tripling trebled treble trebles trebling threefold".split(), Fraction(3)),
    **dict.fromkeys(["quadrupled", "quadruple", "quadruples", "quadrupling", "fourfold"], Fraction(4)),
    **dict.fromkeys(["quintupled", "quintuple", "fivefold"], Fraction(5)),
    **dict.fromkeys(["sixfold", "sextupled"], Fraction(6)),
    "sevenfold": Fraction(7),
    "eightfold": Fraction(8),
    "ninefold": Fraction(9),
    "tenfold": Fraction(10),
    "hundredfold": Fraction(100),
    **dict.fromkeys(["halved", "halves", "halving"], Fraction(1, 2)),
}

# Sign or word to the currencies it can mean. "$" alone is any dollar.
CURRENCY_SIGNS: dict[str, tuple[str, ...]] = {
    "$": ("dollar",),
    "us$": ("USD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    "s$": ("SGD",),
    "r$": ("BRL",),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY",),
    "₹": ("INR",),
    "rs": ("INR",),
    "₽": ("RUB",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "₴": ("UAH",),
    "usd": ("USD",),
    "eur": ("EUR",),
    "gbp": ("GBP",),
    "jpy": ("JPY",),
    "inr": ("INR",),
    "chf": ("CHF",),
    "aud": ("AUD",),
    "cad": ("CAD",),
    "cny": ("CNY",),
    "rmb": ("CNY",),
}
CURRENCY_WORDS: dict[str, tuple[str, ...]] = {
    "dollar": ("dollar",),
    "buck": ("dollar",),
    "euro": ("EUR",),
    "quid": ("GBP",),
    "sterling": ("GBP",),
    "yen": ("JPY",),
    "rupee": ("INR",),
    "ruble": ("RUB",),
    "rouble": ("RUB",),
    "yuan": ("CNY",),
    "renminbi": ("CNY",),
    "franc": ("CHF",),
    "krona": ("SEK",),
    "kroner": ("NOK",),
    "kronor": ("SEK",),
    "won": ("KRW",),
    "lira": ("TRY",),
    "hryvnia": ("UAH",),
    "zloty": ("PLN",),
    "rand": ("ZAR",),
    "naira": ("NGN",),
    "real": ("BRL",),
    "reais": ("BRL",),
    "shekel": ("ILS",),
    "peso": ("MXN",),
    "shilling": ("KES",),
}
# "Australian dollars": the word before names the country.
COUNTRY_CURRENCIES = {
    ("us", "dollar"): "USD",
    ("u.s", "dollar"): "USD",
    ("american", "dollar"): "USD",
    ("australian", "dollar"): "AUD",
    ("canadian", "dollar"): "CAD",
    ("zealand", "dollar"): "NZD",
    ("kong", "dollar"): "HKD",
    ("singapore", "dollar"): "SGD",
    ("british", "pound"): "GBP",
    ("egyptian", "pound"): "EGP",
    ("swiss", "franc"): "CHF",
}
DOLLARS = frozenset({"dollar", "USD", "AUD", "CAD", "NZD", "HKD", "SGD"})

_FOOT = Fraction(3048, 10000)
_MILE = Fraction(1609344, 1000)
_ACRE = Fraction(40468564224, 10**7)
_POUND = Fraction(45359237, 10**8)
_GALLON = Fraction(3785411784, 10**9)
YEAR_SECONDS = Fraction(31_557_600)
# Unit to what it measures and its size in that measure's first unit; "pounds" and "tons" are more than one thing.
UNITS: dict[str, tuple[tuple[str, Fraction], ...]] = {}


def _unit(names: str, *meanings: tuple[str, Fraction | int]) -> None:
    for name in names.split():
        UNITS[name] = tuple((dimension, Fraction(size)) for dimension, size in meanings)


_unit("second seconds sec secs", ("time", 1))
_unit("millisecond milliseconds ms", ("time", Fraction(1, 1000)))
_unit("minute minutes min mins", ("time", 60))
_unit("hour hours hr hrs", ("time", 3600))
_unit("day days", ("time", 86400))
_unit("week weeks", ("time", 604800))
_unit("fortnight fortnights", ("time", 1209600))
_unit("month months", ("time", YEAR_SECONDS / 12))
_unit("year years yr yrs", ("time", YEAR_SECONDS))
_unit("decade decades", ("time", YEAR_SECONDS * 10))
_unit("century centuries", ("time", YEAR_SECONDS * 100))
_unit("metre metres meter meters", ("length", 1))
_unit("kilometre kilometres kilometer kilometers km kms", ("length", 1000))
_unit("centimetre centimetres centimeter centimeters cm", ("length", Fraction(1, 100)))
_unit("millimetre millimetres millimeter millimeters mm", ("length", Fraction(1, 1000)))
_unit("mile miles mi", ("length", _MILE))
_unit("yard yards yd", ("length", _FOOT * 3))
_unit("foot feet ft", ("length", _FOOT))
_unit("inch inches in.", ("length", _FOOT / 12))
_unit("nautical-mile", ("length", 1852))
_unit("kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs", ("mass", 1))
_unit("gram grams gramme grammes", ("mass", Fraction(1, 1000)))
_unit("milligram milligrams mg", ("mass", Fraction(1, 10**6)))
_unit("tonne tonnes", ("mass", 1000))
_unit("ton tons", ("mass", _POUND * 2000), ("mass", 1000), ("mass", _POUND * 2240))
_unit("pound pounds", ("mass", _POUND), ("money:GBP", 1))
_unit("lb lbs", ("mass", _POUND))
_unit("ounce ounces oz", ("mass", _POUND / 16))
_unit("stone", ("mass", _POUND * 14))
_unit("acre acres", ("area", _ACRE))
_unit("hectare hectares ha", ("area", 10_000))
_unit("square-mile", ("area", _MILE**2))
_unit("square-kilometer km² km2", ("area", 10**6))
_unit("square-meter m² m2", ("area", 1))
_unit("square-foot", ("area", _FOOT**2))
_unit("square-yard", ("area", _FOOT**2 * 9))
_unit("square-inch", ("area", _FOOT**2 / 144))
_unit("litre litres liter liters", ("volume", 1))
_unit("millilitre millilitres milliliter milliliters ml", ("volume", Fraction(1, 1000)))
_unit("gallon gallons", ("volume", _GALLON), ("volume", Fraction(454609, 10**5)))
_unit("quart quarts", ("volume", _GALLON / 4))
_unit("pint pints", ("volume", _GALLON / 8), ("volume", Fraction(56826125, 10**8)))
_unit("barrel barrels", ("volume:barrel", 1))
_unit("cubic-meter m³ m3", ("volume", 1000))
_unit("cubic-foot", ("volume", _FOOT**3 * 1000))
_unit("mph", ("speed", _MILE / 3600))
_unit("kph kmh kmph", ("speed", Fraction(1000, 3600)))
_unit("knot knots", ("speed", Fraction(1852, 3600)))
_unit("kilowatt kilowatts kw", ("power", 1000))
_unit("megawatt megawatts mw", ("power", 10**6))
_unit("gigawatt gigawatts gw", ("power", 10**9))
_unit("watt watts", ("power", 1))
_unit("kilowatt-hour kwh", ("energy", 1000))
_unit("gigabyte gigabytes gb", ("bytes", 10**9))
_unit("megabyte megabytes mb", ("bytes", 10**6))
_unit("terabyte terabytes tb", ("bytes", 10**12))
_unit("percent pct", ("percent", 1))
_unit("percentage-point point points", ("points", 1))
_unit("basis-point bp bps", ("points", Fraction(1, 100)))
_unit("cent cents ¢", ("money:dollar", Fraction(1, 100)), ("money:EUR", Fraction(1, 100)))
_unit("pence penny", ("money:GBP", Fraction(1, 100)))
# Read where the unit is written right behind the digits ("85p", "6ft 2in").
ATTACHED_UNITS = frozenset(
    (
        "km kms cm mm mi yd ft in kg kgs g mg lb lbs oz ha ml l mph kph kmh kw mw gw kwh gb mb tb p c h hr hrs"
        " min mins sec secs yr yrs pct bp bps m² m2 km² km2 m³ m3 pc"
    ).split()
)
ATTACHED_MEANINGS = {"p": "pence", "c": "cent", "g": "gram", "l": "liter", "h": "hour", "in": "inch"}
ATTACHED_MEANINGS |= {"pc": "percent", "m": "meter"}

PERIOD_RATES = {
    "daily": "day",
    "hourly": "hour",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "annually": "year",
    "annual": "year",
    "yearly": "year",
}

# Bounds by the words before a figure, longest first; "point" leaves the value itself open to be the true one.
HEDGES_BEFORE: dict[tuple[str, ...], str] = {
    tuple(words.split()): relation
    for relation, phrases in {
        "about": "about|around|approximately|approx|roughly|some|circa|estimated|an estimated|close to|or so|somewhere"
        " around|in the region of|on the order of|~|≈|c|ca|perhaps|maybe|an average of about",
        "nearly": "nearly|almost|just under|just below|just short of|not quite|approaching|slightly less than|slightly"
        " under|a little under|a little less than|close on|slightly fewer than|just less than|virtually|a bit under",
        "slightly_over": "just over|slightly more than|slightly over|a little over|a little more than|just above|just"
        " more than|barely over|a bit over",
        "over": "more than|over|above|greater than|in excess of|upwards of|exceeding|exceeded|exceeds|topped|topping"
        "|surpassed|larger than|higher than|longer than|older than|>|well over|well above|far more than|not just"
        "|well more than|north of|past|beyond",
        "under": "less than|fewer than|under|below|lower than|smaller than|short of|shy of|<|well under|well below|far"
        " fewer than|younger than|shorter than|not even",
        "at_least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|≥|at the"
        " very least|at a minimum|as few as",
        "at_most": "up to|at most|no more than|not more than|as many as|as much as|as high as|a maximum of|maximum of|≤"
        "|as long as|up to about|to as many as|at the most|capped at|limited to|not exceeding|as large as",
    }.items()
    for words in phrases.split("|")
}
HEDGES_AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "at_least",
    ("or", "over"): "at_least",
    ("or", "above"): "at_least",
    ("or", "greater"): "at_least",
    ("and", "up"): "at_least",
    ("or", "older"): "at_least",
    ("plus",): "at_least",
    ("+",): "at_least",
    ("or", "less"): "at_most",
    ("or", "fewer"): "at_most",
    ("or", "under"): "at_most",
    ("at", "most"): "at_most",
    ("at", "least"): "at_least",
    ("or", "so"): "about",
    ("or", "thereabouts"): "about",
    ("ish",): "about",
    ("approximately",): "about",
    ("maximum",): "at_most",
    ("minimum",): "at_least",
}

RISING = frozenset(
    (
        "rise rises rose risen rising raise raises raised raising increase increases increased increasing grow"
        " grows grew grown growing growth gain gains gained gaining climb climbs climbed climbing jump jumps"
        " jumped jumping surge surges surged surging soar soars soared soaring up higher expand expanded expands"
        " expanding expansion improve improved swell swelled add added adds adding hike hiked lift lifted boost"
        " boosted more advance advanced rally rallied spike spiked skyrocketed rocketed strengthen strengthened"
        " upward hire hired hiring create created creates win won wins profit profits surplus heavier larger"
        " bigger taller longer faster inflow warmer earlier ahead accelerated widen widened edged_up"
    ).split()
)
FALLING = frozenset(
    (
        "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease"
        " decreases decreased decreasing cut cuts cutting reduce reduces reduced reducing reduction lower lowers"
        " lowered lowering shrink shrinks shrank shrunk shrinking slump slumped slumps plunge plunged plunges"
        " slide slid slip slipped sink sank tumble tumbled down lose loses lost losing loss losses shed sheds"
        " contract contracted contraction fewer less dip dipped plummet plummeted crash crashed weaken weakened"
        " slash slashed trim trimmed downward fire fired lay laid axe axed scrap scrapped eliminate eliminated"
        " deficit lighter smaller shorter slower cooler colder narrow narrowed outflow slowed dwindled eased ease"
        " retreated"
    ).split()
)

# Families of words for one act: two figures whose acts are known and of different families are not of one thing.
ACTS: dict[str, str] = {}
for _family in (
    "die dies died dead death deaths kill kills killed killing fatality fatalities toll perish perished casualties"
    " lives killer drowned slain",
    "hurt hurts injure injures injured injuries injury wound wounds wounded hospitalized hospitalised",
    "arrest arrests arrested detain detains detained detention custody jailed_now",
    "rescue rescues rescued saved survive survived survivors",
    "cost costs costing price priced pay pays paid payment fine fined spend spends spent spending bill billed",
    "worth valued value",
    "earn earns earned earning earnings make makes made profit profits income salary wage wages revenue",
    "raise raises raised raising donate donated donation donations collected fund-raised",
    "owe owes owed debt debts borrow borrowed loan loans",
    "found founded founding establish established open opened opens opening launch launched start starts started began"
    " begin begins begun beginning create created",
    "close closes closed closing closure shut shuts end ends ended finish finished expire expires",
    "resign resigns resigned resignation quit quits stepped",
    "born birth",
    "sell sells sold sale sales",
    "buy buys bought purchase purchased acquire acquired",
    "employ employs employed employee employees workforce staff staffed",
    "sign signs signed signing adopt adopted ratify ratified",
    "evacuate evacuated evacuation flee fled displaced",
    "build builds built building construct constructed construction",
    "marry married marriage wedding",
    "sentence sentenced jail jailed prison imprisoned",
    "destroy destroyed burn burned burnt damage damaged gutted",
    "join joined enlist enlisted",
    "visit visits visited visitors",
    "test tested tests",
    "vaccinate vaccinated vaccination",
    "graduate graduated",
    "elect elected election",
    "vote votes voted",
    "hire hired hires recruit recruited",
):
    for _word in _family.split():
        ACTS.setdefault(_word, _family.split()[0])
# Dimensions of a body: 300 metres high is not 300 metres long.
for _family in (
    "high height tall elevation higher taller altitude",
    "long length longer",
    "wide width wider broad",
    "deep depth deeper",
    "away distance from off",
    "thick thickness",
):
    for _word in _family.split():
        if _word != "from":
            ACTS.setdefault(_word, f"{_family.split()[0]}-measure")

PERSONS = frozenset(
    (
        "people person man woman child boy girl adult worker employee passenger soldier troop student pupil"
        " resident patient civilian migrant refugee protester demonstrator officer police guest inhabitant"
        " citizen voter miner fisherman firefighter prisoner hostage teacher nurse doctor victim survivor tourist"
        " staff member individual fighter rebel militant journalist visitor spectator inmate teenager baby infant"
        " policeman marcher fan crew employee official lawyer guard sailor pilot refugee worshipper farmer user"
        " customer family player teen"
    ).split()
)
ANYONE = frozenset("people person individual victim casualty inhabitant resident citizen human soul staff".split())
SAME_THINGS = {
    word: group.split()[0]
    for group in (
        "death fatality",
        "worker employee staff staffer",
        "soldier troop serviceman",
        "home house",
        "firm company business",
        "car vehicle automobile",
        "pupil student schoolchild",
        "child kid",
        "job position post",
        "ship vessel boat",
        "school school",
        "plane aircraft jet airplane",
        "doctor physician",
        "protester demonstrator marcher",
        "shop store",
        "prisoner inmate",
        "film movie",
        "vote ballot",
        "policeman officer police",
        "state state",
        "town town",
        "person people individual",
        "inhabitant resident",
        "wound injury",
        "lawmaker legislator",
        "attack strike",
        "street road",
    )
    for word in group.split()
}
IRREGULAR_PLURALS = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "policemen": "policeman",
    "firefighters": "firefighter",
    "fishermen": "fisherman",
    "countrymen": "countryman",
    "lawmakers": "lawmaker",
    "police": "policeman",
    "series": "series",
    "deer": "deer",
    "fish": "fish",
    "sheep": "sheep",
    "cattle": "cattle",
    "aircraft": "aircraft",
    "staff": "staff",
    "personnel": "personnel",
    "buses": "bus",
    "crises": "crisis",
    "species": "species",
    "servicemen": "serviceman",
    "housewives": "housewife",
    "heroes": "hero",
    "potatoes": "potato",
}

NEGATING = frozenset("not no never n't neither nor without cannot".split())
# Before a figure that the same sentence goes on to correct.
SUPERSEDED = frozenset("initially originally first previously earlier formerly wrongly".split())
CORRECTING = frozenset(["corrected", "revised", "amended", "changed_later", "retracted"])
# They deny all that follows them in the sentence.
DENYING = frozenset(
    (
        "deny denies denied denying refute refutes refuted false untrue incorrect wrong myth hoax disputed"
        " disputes dispute rejected_claims debunked fake falsely erroneously wrongly mistakenly inaccurate"
    ).split()
)
# A "not" before these says nothing of the figure that follows.
UNSAYING = frozenset(
    (
        "say know clear comment specify explain disclose only just rule mention tell reveal confirm include why"
        " how what identify surprising alone elaborate immediately understand believe_why least name surprise"
    ).split()
)
AGGREGATES: dict[str, str] = {
    "average": "average",
    "averages": "average",
    "averaged": "average",
    "mean": "average",
    "median": "median",
    "total": "total",
    "totals": "total",
    "totaled": "total",
    "totalled": "total",
    "totaling": "total",
    "totalling": "total",
    "altogether": "total",
    "combined": "total",
    "each": "each",
    "apiece": "each",
    "per-head": "each",
}
NUMBERED_THINGS = frozenset(
    (
        "article section chapter resolution flight page room route line phase type level grade area division gate"
        " platform episode season figure table clause paragraph proposition channel title volume track exit pier"
        " zone district ward precinct group highway interstate form unit building terminal bus train act rule"
        " category stage tier class model mark version lot block apartment apt suite formula psalm verse sonnet"
        " symphony opus amendment"
    ).split()
)
STREETS = frozenset(
    "street st avenue ave road rd lane boulevard blvd drive square place court plaza terrace way row".split()
)
