"""The cue lexicon: words that announce what somebody said, in a table to be read and extended.

One line a verb: its base form, its classes and any irregular forms. To add a cue, add its line (and a case in
tests/cases/attribution.py). Frequencies in news: "said" is 47 % of cues, the first 60 words cover 82 %, over 500 occur;
so the attribution rules also take an unlisted finite verb directly beside a quotation (see attribution_after.py).

Classes
  say     reports words or their content, with or without "that" (indirect speech follows these)
  tell    takes the hearer first: "told reporters that"
  that    reports content only before "that" ("announced that", but not "announced a plan")
  quote   announces quotations only, never indirect speech ("called it", "laughed", "praised")
  ask     as `quote`, for questions and requests
  weak    no speech, unless a comma or colon ties it to the quotation ("felt: …")
  idiom   a cue only before "it" ("as one put it")
"""

from dataclasses import dataclass

_TABLE = """
say           say    says said saying
add           say
argue         say
claim         say
insist        say
maintain      say
contend       say
assert        say
allege        say
admit         say    admits admitted admitting
concede       say
predict       say
estimate      say
believe       say
think         say    thinks thought thinking
hope          say
fear          say
tell          tell   tells told telling
advise        tell
remind        tell
inform        tell
assure        tell
notify        tell   notifies notified notifying
write         that   writes wrote written writing
note          that
state         that
explain       that
announce      that
declare       that
warn          that
observe       that
remark        that
comment       that
report        that
reply         that   replies replied replying
respond       that
answer        that
acknowledge   that
confirm       that
deny          that   denies denied denying
stress        that
emphasize     that
emphasise     that
reiterate     that
repeat        that
caution       that
suggest       that
hint          that
indicate      that
reveal        that
disclose      that
conclude      that
tweet         that
blog          that
testify       that   testifies testified testifying
recall        that   recalls recalled recalling
recount       that
promise       that
vow           that
pledge        that
swear         that   swears swore sworn swearing
threaten      that
guarantee     that
agree         that
propose       that
recommend     that
complain      that
boast         that
brag          that   brags bragged bragging
joke          that
quip          that   quips quipped quipping
lament        that
muse          that
opine         that
counter       that
retort        that
object        that
protest       that
proclaim      that
exclaim       that
plead         quote
demand        that
mention       that
specify       that   specifies specified specifying
clarify       that   clarifies clarified clarifying
speculate     that
reason        weak
theorize      that
surmise       weak
assume        weak
calculate     weak
certify       that   certifies certified certifying
rule          that
decree        that
confess       that
confide       that
affirm        that
reaffirm      that
attest        that
aver          that   avers averred averring
avow          that
bemoan        that
gripe         that
grumble       that
marvel        that
underline     that
underscore    that
signal        that
ask           ask
wonder        ask
inquire       ask
enquire       ask
query         ask    queries queried querying
retweet       quote
post          quote
relate        quote
expect        weak
feel          weak   feels felt feeling
convince      quote
continue      quote
begin         quote  begins began begun beginning
finish        quote
interject     quote
interrupt     quote
rejoin        quote
dispute       that
rebut         quote  rebuts rebutted rebutting
refute        quote
pronounce     quote
shout         quote
yell          quote
scream        quote
cry           quote  cries cried crying
chant         quote
whisper       quote
murmur        quote
mutter        quote
mumble        quote
sigh          quote
laugh         quote
smile         quote
grin          quote  grins grinned grinning
chuckle       quote
snap          quote  snaps snapped snapping
bark          quote
growl         quote
implore       quote
beg           quote  begs begged begging
pray          quote
question      quote
doubt         quote
urge          quote
request       quote
order         quote
instruct      quote
call          quote
describe      quote
depict        quote
label         quote  labels labeled labelled labeling labelling
term          quote
dub           quote  dubs dubbed dubbing
brand         quote
deem          quote
characterize  quote
characterise  quote
portray       quote
praise        quote
hail          quote
applaud       quote
commend       quote
laud          quote
thank         quote
congratulate  quote
welcome       quote
condemn       quote
denounce      quote
criticize     quote
criticise     quote
slam          quote  slams slammed slamming
blast         quote
attack        quote
mock          quote
ridicule      quote
dismiss       quote
reject        quote
decry         quote  decries decried decrying
deplore       quote
deride        quote
accuse        quote
blame         quote
defend        quote
justify       quote  justifies justified justifying
cite          quote
quote         quote
elaborate     quote
outline       quote
offer         weak
sum           quote  sums summed summing
read          quote  reads read reading
sing          quote  sings sang sung singing
speak         quote  speaks spoke spoken speaking
talk          quote
teach         weak   teaches taught teaching
volunteer     that
venture       quote
echo          quote  echoes echoed echoing
reflect       weak
decide        weak
find          weak   finds found finding
show          weak   shows showed shown showing
prove         weak
apologize     quote
apologise     quote
profess       quote
bristle       quote
chide         quote
chime         quote
deadpan       quote  deadpans deadpanned deadpanning
enthuse       quote
exhort        quote
fume          quote
gush          quote
intone        quote
moan          quote
narrate       quote
preach        quote
lecture       quote
rave          quote
rail          quote
scoff         quote
sneer         quote
snort         quote
vent          quote
tout          quote
trumpet       quote
highlight     quote
email         quote
text          quote
message       quote
phone         quote
sign          quote
scrawl        quote
scribble      quote
record        weak
print         weak
publish       weak
broadcast     quote  broadcasts broadcast broadcasting
vouch         quote
warrant       quote
wail          quote
weep          quote  weeps wept weeping
volley        quote
charge        that
point         that
reckon        say
posit         that
project       that
postulate     that
stipulate     that
hypothesize   that
divulge       that
counsel       that
concur        that
chorus        quote
croon         quote
crow          quote
demur         quote  demurs demurred demurring
drawl         quote
exult         quote
forecast      that   forecasts forecast forecasting
gasp          quote
giggle        quote
groan         quote
holler        quote
howl          quote
huff          quote
jeer          quote
jest          quote
nod           quote  nods nodded nodding
ponder        quote
rant          quote
recite        quote
reminisce     quote
remonstrate   quote
reproach      quote
roar          quote
scold         quote
snarl         quote
sob           quote  sobs sobbed sobbing
sputter       quote
stammer       quote
stutter       quote
taunt         quote
tease         quote
thunder       quote
utter         quote
voice         quote
express       quote
whine         quote
put           idiom  puts put putting
"""


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a cue verb: its base, its class (see above) and which form it is."""

    base: str
    kind: str
    form: str  # "present", "past", "ing", "base"


def _regular_forms(base: str) -> tuple[str, str, str]:
    """Third person, past and -ing of a regular verb."""
    if base.endswith("ee"):
        return base + "s", base + "d", base + "ing"
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith(("ss", "sh", "ch", "x", "z")):
        return base + "es", base + "ed", base + "ing"
    return base + "s", base + "ed", base + "ing"


def _lexicon() -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    for line in _TABLE.split("\n"):
        if not line:
            continue
        base, kind, *given = line.split()
        third, *rest = given or _regular_forms(base)
        forms.setdefault(base, Cue(base, kind, "base"))
        forms[third] = Cue(base, kind, "present")
        for form in rest:
            forms[form] = Cue(base, kind, "ing" if form.endswith("ing") else "past")
    return forms


CUES = _lexicon()


def is_cue_form(low: str) -> bool:
    return low in CUES
