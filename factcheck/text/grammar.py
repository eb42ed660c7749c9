"""Closed classes of English function words that the attribution rules lean on. Lower case, no inflection rules."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUBJECT_PRONOUNS = _words("he she they i we it you")
RELATIVE_PRONOUNS = _words("who which that")
DETERMINERS = _words(
    "the a an this that these those his her its their our my your some any many most several few all both each "
    "every another other "
    "one two three four five six seven eight nine ten no such more certain numerous dozens hundreds"
)
POSSESSIVES = _words("his her its their our my your")
# A noun phrase that stands alone as a speaker without a determiner.
INDEFINITE_SPEAKERS = _words(
    "officials police authorities prosecutors investigators lawyers attorneys critics supporters opponents "
    "analysts experts economists "
    "scientists researchers doctors witnesses residents neighbors neighbours relatives friends family colleagues "
    "sources aides advisers "
    "executives activists advocates campaigners protesters demonstrators organizers organisers republicans "
    "democrats senators lawmakers "
    "legislators judges historians observers traders investors teachers students parents farmers workers leaders "
    "people others "
    "somebody someone everybody everyone nobody one diplomats ministers detectives rescuers firefighters doctors "
    "scholars editors thousands "
    "reporters spokesmen spokespeople insiders forecasters meteorologists environmentalists conservatives "
    "liberals union unions "
    "reports studies documents records court judge report papers"
)
PREPOSITIONS = _words(
    "in on at by with from to into onto over under about after before during since until till between among "
    "against through throughout "
    "across along around behind beside besides beyond despite near off out outside inside upon via within without "
    "like unlike per amid "
    "amidst above below toward towards following concerning regarding given for of"
)
SUBORDINATORS = _words(
    "that because when whenever while whereas although though if unless whether as since until where wherever "
    "once than lest so after before"
)
COORDINATORS = _words("and but or nor yet so")
AUXILIARIES = _words(
    "am is are was were be been being has have had having do does did will would shall should can could may might "
    "must ought "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't shouldn't can't cannot "
    "couldn't mustn't "
    "isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t shouldn’t can’t "
    "couldn’t mustn’t"
)
BE_FORMS = _words(
    "am is are was were be been being isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t gets got getting"
)
MODALS = _words(
    "will would shall should can could may might must ought won't wouldn't can't cannot couldn't "
    "shouldn't won’t wouldn’t can’t"
)
CONTRACTED = ("'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "n't", "n’t")
ADVERBS = _words(
    "also then later once recently repeatedly again further previously often now still just even always never "
    "ever not only soon too "
    "first thereafter already simply rather instead once almost nonetheless nevertheless however therefore thus "
    "together "
    "yesterday today tonight meanwhile earlier afterward afterwards herself himself themselves itself both all "
    "reportedly allegedly famously publicly privately quickly immediately sometimes long since perhaps maybe well"
)
# Words that open a sentence before its subject.
LEAD_WORDS = _words(
    "but and yet or so still however meanwhile then later earlier yesterday today tonight tomorrow instead also "
    "now nevertheless nonetheless "
    "indeed moreover furthermore besides additionally afterward afterwards recently finally eventually once again "
    "thus therefore "
    "similarly likewise elsewhere overnight sometimes perhaps maybe often here there first second third lastly "
    "monday tuesday wednesday thursday friday saturday sunday"
)
WEEKDAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays "
    "fridays saturdays sundays"
)
MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec"
)
TIME_NOUNS = _words(
    "yesterday today tonight tomorrow morning afternoon evening night week month year years months weeks days day "
    "hours hour minutes "
    "minute moment weekend spring summer autumn fall winter century decade decades noon midnight now then"
)
TIME_OPENERS = _words("last next this earlier late early later yesterday today tonight recently")
NAME_PARTICLES = _words(
    "de da di du del della der den van von bin ibn al el la le les dos das y ter ten zu af bint abu ben"
)
HONORIFICS = _words(
    "mr mrs ms miss dr sir lady lord dame sen rep gov gen col lt maj capt sgt prof professor president senator "
    "representative "
    "governor general colonel major captain sergeant mayor minister premier chancellor secretary ambassador judge "
    "justice pope "
    "king queen prince princess rev reverend father sister bishop archbishop cardinal rabbi imam sheikh chief "
    "detective officer "
    "congressman congresswoman councilman councilwoman councilmember councillor ceo cfo coo cto mp mep md vp "
    "constable pc dci "
    "ds cllr commissioner sheriff "
    "deputy coach director chairman "
    "chairwoman spokesman "
    "spokeswoman spokesperson attorney inspector superintendent doctor admiral commander "
    "m mme mlle herr frau señor señora bürgermeister bürgermeisterin ministerin präsident präsidentin kanzler "
    "kanzlerin sprecher sprecherin trainer"
)
# Common nouns for one or several persons: such a phrase can be a speaker and can be what a pronoun stands for.
MALE_NOUNS = _words(
    "man boy father son brother husband uncle grandfather king prince spokesman chairman congressman policeman "
    "businessman fireman salesman "
    "gentleman sir lord mr actor nephew widower grandson stepfather fiance boyfriend councilman assemblyman monk "
    "priest bishop pope"
)
FEMALE_NOUNS = _words(
    "woman girl mother daughter sister wife aunt grandmother queen princess spokeswoman chairwoman congresswoman "
    "policewoman businesswoman "
    "lady dame mrs ms miss actress niece widow granddaughter stepmother fiancee girlfriend councilwoman nun mme mlle"
)
ROLE_NOUNS = _words(
    "spokesperson president minister secretary director chief officer official leader lawyer attorney professor "
    "analyst economist author "
    "writer editor manager executive chairperson chair founder member candidate governor mayor senator "
    "representative ambassador general "
    "commander captain judge doctor scientist researcher expert activist teacher student resident neighbor "
    "neighbour witness victim coach "
    "player owner farmer driver worker adviser advisor aide critic partner head deputy premier chancellor "
    "commissioner prosecutor detective "
    "sheriff inspector historian engineer physician surgeon nurse bishop pastor artist singer musician producer "
    "actor filmmaker "
    "journalist reporter correspondent columnist organizer organiser counsel consultant strategist pollster "
    "negotiator envoy trader "
    "investor banker broker veteran soldier pilot friend colleague cousin relative parent child customer user "
    "passenger counterpart "
    "cofounder co-founder co-author coauthor lawmaker legislator politician diplomat speaker superintendent "
    "principal dean curator "
    "biologist geologist physicist psychologist sociologist meteorologist astronomer chemist sponsor rival "
    "opponent incumbent"
)
ORGANISATION_NOUNS = _words(
    "company government ministry department agency police court council committee commission group organization "
    "organisation union party bank "
    "team university school office authority army military navy force forces church congress parliament senate "
    "house board association "
    "institute foundation federation league club firm corporation network newspaper paper magazine report study "
    "statement letter "
    "document website site post tweet memo email e-mail lawsuit indictment complaint ruling decision bill law "
    "article editorial book notice "
    "sign banner headline message note release communique communiqué survey poll administration campaign embassy "
    "consulate "
    "regulator watchdog charity panel coalition alliance"
)
