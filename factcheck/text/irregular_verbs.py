"""English verbs whose past is not the present with "-ed": which past forms belong to which present. Closed class."""

# Present, past, participle; a semicolon ends a verb. One that is its own past ("cut") shows nothing and is left out.
_FORMS = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beat beaten; become became; begin began begun; bend
bent; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought;
build built; burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came; creep crept; deal
dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell
fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; foresee
foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave
given; go went gone; grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept; kneel knelt;
know knew known; lay laid; lead led; lean leant; leap leapt; learn learnt; leave left; lend lent; lie lay lain;
light lit; lose lost; make made; mean meant; meet met; mistake mistook mistaken; overcome overcame; oversee oversaw
overseen; overtake overtook overtaken; pay paid; prove proved proven; rebuild rebuilt; ride rode ridden; ring rang
rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; shake shook shaken;
shine shone; shoot shot; show showed shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep
slept; slide slid; speak spoke spoken; spend spent; spin spun; spring sprang sprung; stand stood; steal stole
stolen; stick stuck; strike struck stricken; strive strove striven; swear swore sworn; sweep swept; swim swam swum;
swing swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; undergo
underwent undergone; understand understood; undertake undertook undertaken; undo undid undone; uphold upheld; wake
woke woken; wear wore worn; weep wept; win won; wind wound; withdraw withdrew withdrawn; withhold withheld;
withstand withstood; write wrote written
"""
PAST_OF: dict[str, frozenset[str]] = {
    present: frozenset(past) for present, *past in (verb.split() for verb in _FORMS.split(";"))
}


# Their participle is the verb itself, so that "I'd cut" is "I would cut" or "I had cut".
UNCHANGED_PARTICIPLES = frozenset(
    "beat become bet bid broadcast burst cast come cost cut forecast hit hurt let offset overcome put quit read reset"
    " rid run set shed shut split spread thrust undercut upset wed".split()
)


def is_irregular_past(past: str, present: str) -> bool:
    """True if `past` is a past form of the present `present` ("met" of "meets", "went" of "goes")."""
    stems = {present, present.removesuffix("s"), present.removesuffix("es"), present.removesuffix("ies") + "y"}
    return any(past in PAST_OF.get(stem, ()) and past != present for stem in stems)
