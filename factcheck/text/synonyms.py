"""Words that claims put for one another, by hand: one concept a line. Lists only; near in claims, not always in essays.

Opposites never share a line: what rises and what falls, what is allowed and what is banned are told apart below.
"""

# The first word of a line names the concept. Any form of a word stands for all its forms.
_GROUPS = """
rise increase grow growth climb jump surge soar spike skyrocket swell escalate uptick upturn
fall decrease decline drop reduce reduction shrink slump plunge plummet dip tumble slide dwindle diminish lower downturn
double twofold twice
triple threefold treble
half halve halved
vaccine vaccination vaccinate jab inoculation inoculate immunization immunize shot vax
covid coronavirus covid-19 sars-cov-2 corona
virus pathogen
disease illness sickness ailment
doctor physician medic clinician
hospital clinic infirmary
drug medicine medication pharmaceutical
cure heal remedy treatment treat therapy
cancer tumor carcinoma malignancy
pregnant pregnancy expectant
baby infant newborn
child kid youngster minor toddler
teen teenager adolescent
woman female
man male
elderly senior pensioner retiree
pupil student schoolchild learner
teacher educator instructor
school academy
university college
worker employee staff staffer laborer
boss manager executive chief head ceo director
firm company business corporation enterprise
job employment work position post
unemployment joblessness jobless unemployed
wage salary pay earning income
strike walkout stoppage
union guild
layoff redundancy
fire sack dismiss oust terminate
hire recruit employ
resign quit
retire retirement
tax taxation levy duty
budget spending expenditure outlay
debt liability borrowing
deficit shortfall gap
money cash fund funding finance
price cost expense
expensive costly pricey dear
cheap inexpensive affordable
poor poverty impoverished needy
rich wealthy affluent millionaire billionaire
buy purchase acquire acquisition takeover
sell sale vend
trade commerce
tariff customs
law legislation statute act bill
rule regulation
ban prohibit outlaw forbid bar prohibition
allow permit let authorize legalize legal lawful
illegal unlawful illicit criminal
court tribunal
judge magistrate justice
jury juror
trial lawsuit litigation sue suit
convict guilty conviction
acquit innocent acquittal
arrest detain apprehend custody detention
jail prison imprison incarcerate incarceration lockup
police officer cop constable policeman policewoman
crime offense wrongdoing felony
murder kill slay homicide assassinate slaughter
die death dead fatality perish decease lethal fatal deadly
hurt injure injury wound
attack assault raid
bomb bombing explosive blast explosion explode detonate
shoot gunfire shooting
gun firearm weapon rifle pistol handgun arm
war conflict warfare
army military troop soldier force
invade invasion incursion
ceasefire truce armistice
terrorist terror terrorism extremist
steal theft rob robbery loot
fraud scam swindle deception
corrupt corruption graft bribe bribery kickback
lie mislead deceive falsehood
fake bogus phony counterfeit forged fabricated doctored manipulated hoax
genuine real authentic
photo photograph picture image snapshot
video clip footage film recording
show depict portray display reveal
election vote poll ballot voting
voter electorate
candidate contender nominee
president presidency
prime-minister premier
minister secretary
government administration cabinet
parliament legislature congress
lawmaker legislator congressman congresswoman deputy representative mp
win victory triumph prevail
lose defeat beat
support back endorse favor
oppose against object
approve adopt ratify pass
reject refuse
promise pledge vow commit
plan intend intention aim propose proposal
demand insist
ask request
say claim state tell declare assert allege announce
warn caution alert
deny denial dispute
admit acknowledge concede confess
accuse charge blame
investigate probe inquiry investigation inquire examine
prove proof evidence demonstrate
study research survey paper
scientist researcher expert academic
report document
immigrant migrant immigration migration
refugee asylum
deport expel deportation expulsion
border frontier
citizen national resident inhabitant
foreign overseas abroad
warming heat
emission pollution pollute
carbon co2
glacier ice
sea ocean
flood flooding inundate
wildfire blaze bushfire
storm hurricane cyclone typhoon
earthquake quake tremor
tree forest woodland
animal wildlife creature
meat beef
plant factory mill
power electricity electric
wind windmill
oil petroleum crude
gas gasoline petrol fuel
nuclear atomic
car vehicle automobile auto
truck lorry
train railway railroad rail
road highway motorway
airport airfield
plane aircraft airplane jet airliner
ship vessel boat
crash accident collision wreck
build construct construction erect
demolish destroy destruction raze
house home housing dwelling
apartment flat
rent rental
homeless homelessness
city town municipality
country nation state
world global worldwide globe planet earth
muslim islam islamic
christian christianity
jew jewish judaism
religion religious faith
football soccer
olympics olympic
team squad
player athlete
begin start launch commence
end finish conclude stop halt cease
close shut shutter closure
continue remain keep
change alter modify
move transfer relocate
leave depart exit withdraw withdrawal
arrive come enter
send dispatch deploy
give donate grant provide supply donation
take seize grab confiscate
receive get obtain
make produce manufacture production
use utilize usage consume consumption
alcohol booze
smoke tobacco cigarette
cannabis marijuana pot
cause trigger provoke
prevent avert avoid
protect shield guard safeguard defend
help aid assist assistance
harm damage injurious
danger dangerous hazardous unsafe risky risk hazard
safe secure safety
effective efficacy efficacious
ineffective useless
toxic poisonous poison
healthy health
mental psychological
obese obesity overweight
heart cardiac
dna gene genetic
contain include hold
many numerous lot
most majority
few handful
whole entire full complete
big large huge massive giant enormous great sizable
small little tiny
high tall
new fresh novel
old ancient aged
recent latest
current present now
former ex previous past
quick fast rapid swift speedy
strong powerful
weak feeble
important crucial vital key
famous celebrated
secret hidden covert clandestine
free gratis
mandatory compulsory obligatory required
voluntary optional
person people individual human
family household
wife spouse husband married marry marriage wedding
birth born
parent mother father
celebrity star
actor actress
singer musician
journalist reporter
newspaper press media
website site webpage
internet online web
phone telephone smartphone mobile cellphone
hack hacker hacking cyberattack breach
facebook meta
twitter x
moon lunar
rocket missile
average mean typical
rate ratio proportion share percentage
number figure total amount quantity
year annual yearly
month monthly
week weekly
day daily
benefit welfare
health-care healthcare
insurance insure
hospitalize hospitalization
infect infection contagion
spread transmit transmission
lockdown quarantine
chip microchip
gay homosexual lgbt
transgender trans
race racial
racist racism
slave slavery
protest demonstration rally march
protester demonstrator
riot unrest
break violate infringe
agree agreement deal accord pact treaty
meet meeting summit
talk negotiation negotiate discussion discuss conversation dialogue
visit trip travel
speech address
award prize honor
limit cap
delay postpone
cancel scrap
replace substitute
remove delete
separate split
own possess ownership
invest investment
stock equity
economy economic
gdp output
recover recovery rebound
bankrupt bankruptcy insolvent insolvency
divorce separation
couple pair
cow cattle livestock calf
pig hog swine pork
chicken poultry hen
dog puppy canine
cat kitten feline
farmer grower
eyesight vision sight
see view watch
burp belch
arson arsonist
deliberate deliberately intentional intentionally purposely
accidental accidentally unintentional
smart intelligent intelligence clever iq
stupid dumb
teach taught teaching
lesson class classroom
exam examination
drive driver driving
speed speeding velocity
bike bicycle cycle cycling cyclist
walk pedestrian
burst rupture collapse
sink sank founder
rescue save
survive survivor survival
hostage captive
kidnap abduct abduction
execute execution
spy espionage surveillance
censor censorship suppress
delete erase
conspiracy plot collusion
swallow ingest
inject injection
pill tablet capsule
dose dosage
surgery operation surgical
allergy allergic
diabetes diabetic
autism autistic
infertile infertility sterile sterility
fetus unborn
pandemic plandemic outbreak epidemic
bacteria bacterium germ
radiation radioactive radioactivity
pesticide herbicide weedkiller
crop harvest
hunger famine starvation starve
rubbish trash garbage waste litter
recycle recycling
river stream
rain rainfall precipitation
insect bug
extinct extinction
pope pontiff
priest clergy
king monarch monarchy queen royal
crown throne
castle palace
ambassador diplomat
sanction embargo
referendum plebiscite
coalition alliance
committee panel
constitution constitutional
right freedom liberty
propaganda disinformation misinformation
rumor rumour
statement remark comment
tweet post
advert advertisement advertising commercial
product goods
consumer customer shopper
shop store supermarket retailer
tourist tourism
match game
champion championship
film movie cinema
statue monument
author writer
kindergarten nursery
tuition fee charge
loan lending mortgage
science scientific
discover discovery find
invent invention
evolution evolve
astronaut cosmonaut
alien extraterrestrial ufo
nazi nazism hitler
communist communism marxist
socialist socialism
fascist fascism
democracy democratic
dictator dictatorship autocrat
coup overthrow topple
rebel insurgent insurgency militant
prisoner inmate detainee
pardon clemency amnesty
fine penalty
lawyer attorney solicitor barrister
prosecutor prosecution prosecute
testify testimony witness
drunk intoxicated
addict addiction addictive
heroin fentanyl opioid
smuggle smuggling traffic trafficking
gang mafia cartel
knife stab stabbing
ammunition bullet
navy naval
veteran ex-serviceman
recruit-army conscript conscription draft
nuke warhead
refuge shelter
wall fence barrier
citizenship naturalization
native-born native
ethnic ethnicity
population inhabitants populace
life-span lifespan
childcare daycare
maternity paternity parental
holiday vacation
entrepreneur start-up startup
investor shareholder
profit earnings
revenue turnover
merge merger
subsidy subsidize subsidise
waste-money squander
port harbor
charger charging
engine motor
subway underground metro
taxi cab
renewable renewables
dam reservoir
leakage spill
glyphosate roundup
vegan vegetarian
coffee caffeine
throw-away discard
"""

# Axes on which one side is the contrary of the other: a claim with only the one is not the claim with only the other.
_CONTRARIES = """
rise raise gain hike boost expand improve strengthen accelerate widen | fall cut slash weaken shed slow narrow worsen
win | lose
allow legal | ban illegal
support approve | oppose reject
safe protect | danger harm
effective | ineffective
cause trigger | prevent cure
buy | sell
import | export
hire | fire layoff
guilty convict | acquit innocent
begin open arrive join | end close leave
rich | poor
high tall | low short
big | small
strong | weak
quick | slow
new | old
hot warm | cold cool
before | after
above | below beneath
most | few least fewest
best | worst
highest largest biggest greatest most-of | lowest smallest
more | less fewer
woman wife mother daughter girl | man husband father son boy
birth | die
true genuine | false fake
include add | remove exclude
mandatory | voluntary optional
public | private
expensive | cheap
increase-tax | cut-tax
first | last
north northern | south southern
east eastern | west western
left left-wing | right right-wing
democrat democratic | republican
day | night
summer | winter
urban | rural
domestic | foreign
major | minor
import-from | export-to
creditor | debtor
surplus profit | deficit loss
male | female
enter | exit
maximum | minimum
toxic | harmless
pass | fail
deny | admit
attack invade | defend retreat
thicken | thin
older elder | younger
"""

# Several words that are one, in the order of their lengths.
_PHRASES = """
covid 19=covid; make use of=use; makes use of=use; made use of=use; split up=divorce; splits up=divorce; vote for=vote
support; voted for=vote support; votes for=vote support; voting for=vote support; in favor of=support; vote
against=vote oppose; voted against=vote oppose; votes against=vote oppose; voting against=vote oppose; take part=join;
took part=join; put to death=execute; threw out=reject; thrown away=discard; throw away=discard; throws away=discard;
on purpose=deliberate; opened fire=shoot; open fire=shoot; high blood pressure=hypertension; heart
attack=heart-attack; tap water=tap-water; public transport=transit; set up=found; wiped out=destroy; wiping
out=destroy; wipe out=destroy; make up=constitute; makes up=constitute; born in=birth; birthplace=birth; islamic
state=isis; pull back=leave; locks up=jail; lock up=jail; locked up=jail; united states of america=usa; united
states=usa; the states=usa; united kingdom=uk; great britain=uk; european union=eu; world health organization=who_;
world health organisation=who_; united nations=un_; north atlantic treaty organization=nato; white house=white-house;
prime minister=prime-minister; climate change=climate; global warming=climate; health care=health-care; asylum
seeker=asylum; asylum seekers=asylum; step down=resign; stepped down=resign; stepping down=resign; steps down=resign;
set fire=burn; shut down=close; shuts down=close; carried out=do; lead to=cause; leads to=cause; led to=cause; leading
to=cause; results in=cause; resulted in=cause; result in=cause; brings about=cause; brought about=cause; gives rise
to=cause; due to=cause; because of=cause; as a result of=cause; linked to=cause; thrown out=reject; turned
down=reject; knocked down=demolish; torn down=demolish; pulled down=demolish; pull out=leave; pulled out=leave;
pulling out=leave; pulls out=leave; went up=rise; gone up=rise; goes up=rise; going up=rise; go up=rise; went
down=fall; gone down=fall; goes down=fall; going down=fall; go down=fall; came down=fall; come down=fall; carbon
dioxide=carbon; head of state=president; passed away=die; lost their lives=die; lost his life=die; lost her life=die;
lose their lives=die; behind bars=jail; out of work=unemployment; without work=unemployment; without a
job=unemployment; without jobs=unemployment; law enforcement=police; face covering=mask; face coverings=mask; stay at
home order=lockdown; kicked off=begin; called off=cancel; put off=delay; made up=fake; laid off=layoff; lay
off=layoff; let go=layoff; got rid of=remove; do away with=remove; did away with=remove; gave birth=birth; ran
out=exhaust; per cent=percent; south korea=south-korea; north korea=north-korea; south africa=south-africa; saudi
arabia=saudi-arabia; new zealand=new-zealand; new york=new-york; los angeles=los-angeles; san francisco=san-francisco;
hong kong=hong-kong; sri lanka=sri-lanka; south sudan=south-sudan; costa rica=costa-rica; new jersey=new-jersey; new
mexico=new-mexico; north carolina=north-carolina; south carolina=south-carolina; north dakota=north-dakota; south
dakota=south-dakota; west virginia=west-virginia; new hampshire=new-hampshire; new delhi=new-delhi; northern
ireland=northern-ireland; supreme court=supreme-court; minimum wage=minimum-wage; social security=social-security;
national health service=nhs; federal bureau of investigation=fbi; central intelligence agency=cia; international
monetary fund=imf; european central bank=ecb; world bank=world-bank; north pole=north-pole; south pole=south-pole;
gross domestic product=gdp; artificial intelligence=ai_; electric vehicle=electric car; electric vehicles=electric
car; human beings=person; interest rate=interest-rate; interest rates=interest-rate; life expectancy=life-expectancy;
birth rate=birth-rate; lots of=many; a lot of=many; as many as=upto; no longer=not; twice as=double; two times=double;
three times=triple
"""

# Countries with their people and adjectives, and names that stand for them in full.
_PLACES = """
usa us u.s. america american americans; uk u.k. britain british briton britons; eu e.u.; un_ u.n.; england english
englishman; scotland scottish scots; wales welsh; ireland irish; france french; germany german germans; italy italian
italians; spain spanish spaniard spaniards; portugal portuguese; greece greek greeks; netherlands dutch holland;
belgium belgian belgians; sweden swedish swedes swede; norway norwegian norwegians; denmark danish danes dane; finland
finnish finns finn; iceland icelandic icelanders; poland polish poles; ukraine ukrainian ukrainians; russia russian
russians; belarus belarusian; hungary hungarian hungarians; austria austrian austrians; switzerland swiss; romania
romanian romanians; bulgaria bulgarian bulgarians; serbia serbian serbs; croatia croatian croats; slovakia slovak
slovaks; slovenia slovenian; czechia czech czechs; lithuania lithuanian; latvia latvian; estonia estonian; turkey
turkish turks türkiye; israel israeli israelis; palestine palestinian palestinians; gaza gazan; egypt egyptian
egyptians; syria syrian syrians; iraq iraqi iraqis; iran iranian iranians; afghanistan afghan afghans; pakistan
pakistani pakistanis; india indian indians; bangladesh bangladeshi; china chinese; japan japanese; taiwan taiwanese;
vietnam vietnamese; thailand thai; indonesia indonesian indonesians; malaysia malaysian; philippines philippine
filipino filipinos; singapore singaporean; australia australian australians; canada canadian canadians; mexico mexican
mexicans; brazil brazilian brazilians; argentina argentine argentinian; chile chilean; colombia colombian; peru
peruvian; venezuela venezuelan venezuelans; cuba cuban cubans; haiti haitian haitians; nigeria nigerian nigerians;
kenya kenyan kenyans; ethiopia ethiopian; ghana ghanaian; uganda ugandan; sudan sudanese; somalia somali somalis;
libya libyan; morocco moroccan; algeria algerian; tunisia tunisian; lebanon lebanese; jordan jordanian; yemen yemeni;
qatar qatari; kuwait kuwaiti; europe european europeans; africa african africans; asia asian asians; antarctica
antarctic; arctic; south-korea; north-korea; south-africa; saudi-arabia saudi; new-zealand; hong-kong; sri-lanka;
south-sudan; costa-rica; georgia georgian; armenia armenian; azerbaijan azerbaijani; kazakhstan kazakh; mongolia
mongolian; nepal nepalese; myanmar burma burmese; cambodia cambodian; laos; albania albanian; kosovo; bosnia bosnian;
malta maltese; cyprus cypriot; luxembourg; bolivia bolivian; ecuador ecuadorian; uruguay; paraguay; honduras honduran;
guatemala guatemalan; nicaragua; jamaica jamaican; rwanda rwandan; zimbabwe zimbabwean; zambia; angola; mozambique;
senegal; mali; niger; chad; cameroon; london londoner londoners; paris parisian; berlin; madrid; rome; vienna;
brussels; amsterdam; moscow; kyiv kiev; warsaw; budapest; prague; athens; lisbon; dublin; stockholm; oslo; copenhagen;
helsinki; tokyo; beijing; shanghai; delhi; mumbai; karachi; islamabad; kabul; tehran; baghdad; damascus; jerusalem;
cairo; nairobi; lagos; sydney; melbourne; toronto; montreal; ottawa; chicago; boston; houston; dallas; miami; seattle;
detroit; philadelphia; phoenix; atlanta; denver; new-york; los-angeles; san-francisco; new-delhi; manchester;
birmingham; glasgow; edinburgh; liverpool; munich; hamburg; barcelona; milan; lyon; marseille; texas texan texans;
california californian californians; florida; arizona; ohio; michigan; pennsylvania; virginia; nevada; oregon;
colorado; utah; kansas; iowa; illinois; indiana; wisconsin; minnesota; missouri; alabama; louisiana; mississippi;
tennessee; kentucky; oklahoma; nebraska; montana; idaho; wyoming; alaska; hawaii; maine; vermont; massachusetts;
connecticut; delaware; maryland; arkansas; new-jersey; new-mexico; north-carolina; south-carolina; north-dakota;
south-dakota; west-virginia; new-hampshire; ontario; quebec; alberta; bavaria; catalonia; northern-ireland; crimea;
donbas; kashmir; tibet; siberia
"""

# First names and their short forms.
_NICKNAMES = """
joseph joe; william bill will billy; robert bob rob; james jim jimmy; john jack johnny; michael mike; richard dick
rick; thomas tom; charles charlie; donald don; edward ed ted; anthony tony; vladimir volodymyr; benjamin ben; samuel
sam; daniel dan; matthew matt; christopher chris; nicholas nick; alexander alex; elizabeth liz beth; katherine kate
kathy; margaret maggie; jennifer jen; rebecca becky; barack; kamala; mohammed muhammad mohamed mohammad; steven steve
stephen; timothy tim; andrew andy; gregory greg; jeffrey jeff; ronald ron; bernard bernie; alexandria; susan sue
"""


def _lines(text: str) -> "list[list[str]]":
    return [line.split() for line in text.strip().splitlines()]


GROUPS = _lines(_GROUPS)
CONTRARIES = [(line.split("|")[0].split(), line.split("|")[1].split()) for line in _CONTRARIES.strip().splitlines()]
PHRASES = {
    tuple(phrase.split()): concept.strip()
    for phrase, _, concept in (entry.partition("=") for entry in " ".join(_PHRASES.split()).split("; "))
}
PLACES = {word: line[0] for line in (entry.split() for entry in _PLACES.split(";")) for word in line}
NICKNAMES = {word: line[0] for line in (entry.split() for entry in _NICKNAMES.split(";")) for word in line}
