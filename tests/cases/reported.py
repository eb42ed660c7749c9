"""Speech reported without marks: one line a form or trap. Sentences made up for this table.

`reports` lists (words, speaker mention, outlets it came through) in order of place.
"""

from typing import NamedTuple

Expected = tuple[str, str, tuple[str, ...]]


class Case(NamedTuple):
    id: str
    reason: str
    text: str
    reports: tuple[Expected, ...]


CASES = (
    Case(
        "said",
        "no that",
        "Police said they were looking for two men.",
        (("they were looking for two men", "Police", ()),),
    ),
    Case(
        "said_that",
        "that belongs to the words",
        "Cole said that the mill was shut.",
        (("that the mill was shut", "Cole", ()),),
    ),
    Case(
        "weekday", "a weekday after the cue", "Cole said Tuesday he would resign.", (("he would resign", "Cole", ()),)
    ),
    Case(
        "statement",
        "where it was said",
        "The hospital said in a statement on Monday that 12 patients had died.",
        (("that 12 patients had died", "The hospital", ()),),
    ),
    Case(
        "told_hearer",
        "the hearer is not part of the words",
        "The minister told parliament the bill would pass.",
        (("the bill would pass", "The minister", ()),),
    ),
    Case(
        "told_outlet",
        "the hearer is an outlet",
        "Hall told the BBC that taxes would rise.",
        (("that taxes would rise", "Hall", ("BBC",)),),
    ),
    Case(
        "outlet_reported",
        "the outlet is speaker and channel",
        "CNN reported that the two sides have agreed to meet.",
        (("that the two sides have agreed to meet", "CNN", ("CNN",)),),
    ),
    Case(
        "outlet_interview",
        "an interview",
        "In an interview with The New York Times, Hall said the deal was dead.",
        (("the deal was dead", "Hall", ("New York Times",)),),
    ),
    Case(
        "outlet_programme",
        "speaking on a channel",
        "Speaking on Fox News, Hall said the deal was dead.",
        (("the deal was dead", "Hall", ("Fox News",)),),
    ),
    Case(
        "outlet_in_print",
        "wrote in",
        "Hall wrote in the Guardian that the deal was dead.",
        (("that the deal was dead", "Hall", ("Guardian",)),),
    ),
    Case(
        "outlet_citing",
        "an aside between outlet and cue",
        "CNN, citing two officials, reported that the base was hit.",
        (("that the base was hit", "CNN", ("CNN",)),),
    ),
    Case(
        "according_first",
        "according to, then the clause",
        "According to the police, two men fled.",
        (("two men fled", "the police", ()),),
    ),
    Case(
        "according_last",
        "according to at the end",
        "Two men fled the scene, according to the police.",
        (("Two men fled the scene", "the police", ()),),
    ),
    Case(
        "closing",
        "NP said at the end",
        "The mill will reopen in May, Cole said.",
        (("The mill will reopen in May", "Cole", ()),),
    ),
    Case(
        "closing_inverted",
        "said NP at the end",
        "The mill will reopen in May, said Ann Cole, its owner.",
        (("The mill will reopen in May", "Ann Cole, its owner", ()),),
    ),
    Case(
        "parenthetical",
        "officials say in the middle",
        "The plan, officials say, will cost $3 million.",
        (("The plan, officials say, will cost $3 million", "officials", ()),),
    ),
    Case("as_told", "as NP told", "As Hall told the BBC, taxes will rise.", (("taxes will rise", "Hall", ("BBC",)),)),
    Case(
        "adding",
        "a second report by a participle",
        "The minister told parliament the bill would pass, adding that it needed time.",
        (("the bill would pass", "The minister", ()), ("that it needed time", "The minister", ())),
    ),
    Case(
        "and_said",
        "a second report by a second verb",
        "The firm said it expects sales of $3 billion and said profit will rise.",
        (("it expects sales of $3 billion", "The firm", ()), ("profit will rise", "The firm", ())),
    ),
    Case(
        "but_other",
        "another speaker after but",
        "The army says it killed 12 militants but activists say they were farmers.",
        (("it killed 12 militants", "The army", ()), ("they were farmers", "activists", ())),
    ),
    Case(
        "relative",
        "a relative clause ends at its comma",
        "Jones, who said he was ill, left.",
        (("he was ill", "Jones", ()),),
    ),
    Case(
        "antecedent",
        "the antecedent of who",
        "He met Hall, who had told Cole he would help.",
        (("he would help", "Hall", ()),),
    ),
    Case(
        "went_on",
        "went on to say",
        "Hall went on to say that the deal was dead.",
        (("that the deal was dead", "Hall", ()),),
    ),
    Case(
        "pointed_out",
        "pointed out that",
        "Hall pointed out that the mill was shut.",
        (("that the mill was shut", "Hall", ()),),
    ),
    Case(
        "told_closing",
        "told at the end",
        "Two men died, the spokesman, Col. Hall, told AFP by telephone.",
        (("Two men died", "the spokesman, Col. Hall", ("AFP",)),),
    ),
    Case("denied", "a denial", "He denied that he had met her.", (("that he had met her", "He", ()),)),
    Case(
        "present_s",
        "an unlisted verb in -s",
        "The union claims the firm owes it money.",
        (("the firm owes it money", "The union", ()),),
    ),
    Case(
        "inner_pronoun",
        "one report, not two",
        "Cole said she believed the mill was safe.",
        (("she believed the mill was safe", "Cole", ()),),
    ),
    # Not reported speech
    Case("object", "announced takes an object", "The mayor announced a plan that would cut taxes.", ()),
    Case("profit", "reported takes an object", "The firm reported a profit of $3 million, beating estimates.", ()),
    Case("passive", "nobody said it", "She was told that the train was late.", ()),
    Case("found", "finding is not saying", "A study found that tea helps.", ()),
    Case("believed", "believing is not saying", "A teacher thought it was a bomb.", ()),
    Case("refused", "refused to say", "Hall refused to say that he was sorry.", ()),
    Case("noun_claims", "claims is a noun", "Recent claims have been dropped by the court.", ()),
    Case("point_that", "that belongs to the point", "Hall complained to the point that she left.", ()),
    Case("narrator", "the reporter speaks", "I said that the mill was shut.", ()),
    Case("quoted_complement", "the marked words are the report", 'Hall said the mill was "dead and gone".', ()),
)
