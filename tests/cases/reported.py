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
    Case("price_of", "a result is no clause", "Dale reported a loss of $3 million after two mills were shut.", ()),
    Case("added_goal", "added takes an object", "Marsh added his seventh for the team, and Cole stopped 27 shots.", ()),
    Case("pleaded", "pleading guilty reports nothing", "A man pleaded guilty to charges he hid the money.", ()),
    Case("claimed_body", "claimed takes an object", "The family claimed the body, cleaned the house and left.", ()),
    Case("a_will", "a will is no verb", "Though he had written a will, it was never signed.", ()),
    Case("new_plan", "a participle before its noun", "Dale announced a new integrated alarm system with Ascom.", ()),
    Case("protests_noun", "protests is a noun", "It crushed the pro-reform protests that began in May.", ()),
    Case("charges_noun", "charges is a noun", "It boils down to their empty charges that the mayor hid it.", ()),
    Case("charging_cable", "a participle before its noun", "The charging cable is one of the best this year.", ()),
    Case("respond_to_alerts", "that belongs to the alerts", "Nurses stop responding to alerts that need no care.", ()),
    Case("said_here", "where, not what", '"We are ready," Anil Rao said here on Monday.', ()),
    Case(
        "said_which", "a relative clause is not what was said", '"Yes," Cole said in the mail, which Reuters saw.', ()
    ),
    Case("after_piece", "the marked words are the report", '"It is a day lost" shared by all in town, he warned.', ()),
    # Where the words end, and whose they are
    Case(
        "closing_weekday",
        "a weekday at the end of the clause",
        "The mill will be shut by Monday, Ann Reyes, the mayor, told reporters on Friday.",
        (("The mill will be shut by Monday", "Ann Reyes, the mayor", ()),),
    ),
    Case(
        "dateline",
        "the dateline is not part of the words",
        "DUBAI, United Arab Emirates — The airline bought 30 jets, officials said.",
        (("The airline bought 30 jets", "officials", ()),),
    ),
    Case(
        "according_to_report_in",
        "what describes the report is no clause",
        "According to a report in the Argus Leader, the state launched the drive on Monday.",
        (("the state launched the drive on Monday", "a report", ("Argus Leader",)),),
    ),
    Case(
        "opening_clause",
        "the report ends where the main clause begins",
        "Once the man mentioned that he had changed his pillow, Marsh knew what it was.",
        (("that he had changed his pillow", "the man", ()),),
    ),
    Case(
        "parenthetical_inverted",
        "says NP in the middle",
        "The key to the trade, says Reed, is the price of grain.",
        (("The key to the trade, says Reed, is the price of grain", "Reed", ()),),
    ),
    Case(
        "inverted_noun_like_verb",
        "a clause whose verb reads like a noun",
        "Patients often develop a fever after a week at home, says the World Health Agency.",
        (("Patients often develop a fever after a week at home", "the World Health Agency", ()),),
    ),
    Case(
        "said_offering",
        "a participle after the comma is not what was said",
        "Timing is the key to it all, Graham said, offering an example.",
        (("Timing is the key to it all", "Graham", ()),),
    ),
    Case(
        "channel_after_speaker",
        "according to an outlet after the speaker is the channel",
        "The plague is gone, the health board said, according to Reuters.",
        (("The plague is gone", "the health board", ("Reuters",)),),
    ),
    Case(
        "second_verb_of_clause",
        "the subject of the nearer clause",
        "Hall wants peace, while police deny the charge and say they acted within the law.",
        (("they acted within the law", "police", ()),),
    ),
    Case(
        "hearer_with_role",
        "role nouns belong to the hearer",
        "Cole has told Acme executives he wants the firm to earn money.",
        (("he wants the firm to earn money", "Cole", ()),),
    ),
    Case(
        "told_here",
        "here after the hearer",
        "Rane on Tuesday told reporters here that the state would act.",
        (("that the state would act", "Rane", ()),),
    ),
    Case(
        "claimed_at_the_time",
        "the time of saying",
        "Both men claimed at the time that they were treated well.",
        (("that they were treated well", "Both men", ()),),
    ),
    Case(
        "according_inside",
        "according to between auxiliary and verb",
        "He had, according to Alex Horn of the Washington Post, eaten a rabbit.",
        (
            (
                "He had, according to Alex Horn of the Washington Post, eaten a rabbit",
                "Alex Horn of the Washington Post",
                (),
            ),
        ),
    ),
    Case(
        "reports_outlet",
        "reports NAME at the end",
        "The city has seen 26 cases since 2009, reports Reuters.",
        (("The city has seen 26 cases since 2009", "Reuters", ("Reuters",)),),
    ),
    Case(
        "he_adds_aside",
        "he adds in the middle",
        "Some of them, he adds, will never return.",
        (("Some of them, he adds, will never return", "he", ()),),
    ),
    Case(
        "says_will",
        "a verb after says",
        "They chose a plan that the company says will cost $3 million.",
        (("will cost $3 million", "the company", ()),),
    ),
    Case(
        "but_warned",
        "the second verb after a marked piece",
        'Hall added that "we will see" but warned that prices could rise.',
        (("that prices could rise", "Hall", ()),),
    ),
    # Not said, said without marks, said through an outlet
    Case("did_not_say", "nothing was said", "The firm didn't say when the mill would reopen.", ()),
    Case("would_not_say", "nothing was said", "She would not say whether she would run again.", ()),
    Case("has_never_said", "nothing was said", "The ministry has never said where the money went.", ()),
    Case("declined_to_say", "nothing was said", "He declined to say who had paid for the trip.", ()),
    Case(
        "did_not_deny",
        "not denying is a statement",
        "The firm did not deny that the mill was shut.",
        (("that the mill was shut", "The firm", ()),),
    ),
    Case(
        "conclusion_inside",
        "what somebody concluded is part of the report",
        "Brandt said on Friday that Ottawa had concluded the shipment was unsafe.",
        (("that Ottawa had concluded the shipment was unsafe", "Brandt", ()),),
    ),
    Case(
        "saying_inside",
        "reported speech of its own inside a report",
        "Brandt said Hall had told him that the shipment was unsafe.",
        (
            ("Hall had told him that the shipment was unsafe", "Brandt", ()),
            ("that the shipment was unsafe", "Hall", ()),
        ),
    ),
    Case(
        "said_colon",
        "words without marks after a colon",
        "Hannah Blake said: the road will be shut until June.",
        (("the road will be shut until June", "Hannah Blake", ()),),
    ),
    Case("announced_colon_list", "a list after a colon is no clause", "He announced: a new plan, a new name.", ()),
    Case(
        "said_according_to_outlet",
        "the outlet is the channel",
        "She said the road would be shut until June, according to CNN.",
        (("the road would be shut until June", "She", ("CNN",)),),
    ),
    Case(
        "said_outlet_reported",
        "the words end before the channel",
        "Brandt said Norway would never become a member of the bloc, CNN reported.",
        (("Norway would never become a member of the bloc", "Brandt", ("CNN",)),),
    ),
    Case(
        "told_according_to_people",
        "who passed it on is no second speaker",
        "The road would be shut, Blake told lawmakers, according to two people in the room.",
        (("The road would be shut", "Blake", ()),),
    ),
    Case(
        "relative_then_said_clause",
        "a clause after said is no speaker",
        "Whitlock, who left the party in May, said the race goes on.",
        (("the race goes on", "Whitlock", ()),),
    ),
    Case("guarantees_noun", "guarantees is a noun", "Without pay guarantees, the crew might see no way out.", ()),
    Case(
        "answer_label",
        "A. before an answer is no initial",
        "Q. What did Reed say? A. Reed said the car was red.",
        (("the car was red", "Reed", ()),),
    ),
    # Leads before the clause, and words that only look like leads
    Case(
        "lead_with_comma",
        "a comma after an opening adjunct",
        "On Tuesday, the tunnel was flooded, the port said.",
        (("On Tuesday, the tunnel was flooded", "the port", ()),),
    ),
    Case(
        "two_leads",
        "two openings, then the clause",
        "On 3 June, days before she left for Oslo, Anders helped carry a neighbour to a van, the Herald reports.",
        (
            (
                "On 3 June, days before she left for Oslo, Anders helped carry a neighbour to a van",
                "the Herald",
                ("Herald",),
            ),
        ),
    ),
    Case(
        "there_is",
        "there opens the clause",
        "There is no leak, engineers said.",
        (("There is no leak", "engineers", ()),),
    ),
    Case(
        "this_noun", "this is no time here", "This orchard is lost, Berg said.", (("This orchard is lost", "Berg", ()),)
    ),
    Case(
        "that_is",
        "that points at something",
        "That is fine by the crew, Berg said.",
        (("That is fine by the crew", "Berg", ()),),
    ),
    Case(
        "this_noun_inside",
        "an inserted speaker after this and a noun",
        "This engine, says Ole Berg, a mechanic at Volvo, helps the ship save fuel.",
        (
            (
                "This engine, says Ole Berg, a mechanic at Volvo, helps the ship save fuel",
                "Ole Berg, a mechanic at Volvo",
                (),
            ),
        ),
    ),
    Case(
        "early_noun",
        "early describes the subject",
        "Early rain is good for the crop, Berg said.",
        (("Early rain is good for the crop", "Berg", ()),),
    ),
    Case(
        "gerund_any_verb",
        "a gerund is the subject of any verb",
        "Mending nets takes patience, they said.",
        (("Mending nets takes patience", "they", ()),),
    ),
    Case(
        "knowing",
        "what somebody knows is no clause of their saying",
        "Knowing the mill was shut, Cole said nothing.",
        (),
    ),
    Case("lead_only", "a lead alone is not what was said", "In May, a year after the fire, Cole said nothing.", ()),
    Case(
        "ends_in_days",
        "a clause that ends in a time",
        "Swellings appear after nine days, the ministry says.",
        (("Swellings appear after nine days", "the ministry", ()),),
    ),
    Case(
        "bare_present",
        "a bare verb after a plural",
        "Ticks live on deer, the union said.",
        (("Ticks live on deer", "the union", ()),),
    ),
    Case(
        "swapped",
        "says NP at the end of a clause with a bare verb",
        "Bitten sheep develop a limp after four days, says the Sheep Board of Wales.",
        (("Bitten sheep develop a limp after four days", "the Sheep Board of Wales", ()),),
    ),
    Case(
        "certified",
        "a participle before the name is no verb",
        "The fund is safe, says licensed adviser Karin Holm.",
        (("The fund is safe", "licensed adviser Karin Holm", ()),),
    ),
    Case(
        "he_and_wife",
        "a pronoun and a noun",
        "Rents could double, he and his wife said.",
        (("Rents could double", "he and his wife", ()),),
    ),
    Case(
        "she_and_wife",
        "a pronoun and a noun before the verb",
        "She and her brother said rents could double.",
        (("rents could double", "She and her brother", ()),),
    ),
    Case(
        "surname_early",
        "a name that is an adverb too",
        "In June, Early said the yard was shut.",
        (("the yard was shut", "Early", ()),),
    ),
    Case(
        "hanging_when",
        "the cue belongs to the clause before it",
        "The guard was shown asleep at the gate when, in fact, he answered quickly.",
        (),
    ),
    Case(
        "hanging_then",
        "the cue belongs to the clause before it",
        "The soup was good, but then, of course, he added salt.",
        (),
    ),
    Case(
        "deal_announced",
        "a participle after a noun",
        "The firm bought a mill, a deal announced at the start of the week.",
        (),
    ),
    Case(
        "adviser_who",
        "a relative clause after a list",
        "The meeting featured Ann Cole, Tom Reed, who advises the board on trade, and the mayor.",
        (),
    ),
    Case("figure_comma", "a comma inside a figure", "There were 3,248 cases reported in the north.", ()),
    Case(
        "one_estimate",
        "estimate is a noun",
        "While it is not clear how many left, one estimate figured half the crew had gone, said Pia Lund of the union.",
        (
            (
                "While it is not clear how many left, one estimate figured half the crew had gone",
                "Pia Lund of the union",
                (),
            ),
        ),
    ),
    # Verbs, dates and sources
    Case(
        "projects",
        "projects is a verb of estimate",
        "The agency projects that the tax will cut output.",
        (("that the tax will cut output", "The agency", ()),),
    ),
    Case("projects_noun", "projects is a noun", "The mayor toured the housing projects that stand by the lake.", ()),
    Case(
        "forecast",
        "forecast in the past",
        "The ministry forecast that prices would rise.",
        (("that prices would rise", "The ministry", ()),),
    ),
    Case(
        "volunteered",
        "volunteered that",
        "They volunteered that they had paid the fee.",
        (("that they had paid the fee", "They", ()),),
    ),
    Case(
        "disputed",
        "a denial",
        "Berg disputed that the crew had been late.",
        (("that the crew had been late", "Berg", ()),),
    ),
    Case(
        "date_abbreviated",
        "a bare date after the verb",
        "The agency announced Nov. 12 that it would hire ten pilots.",
        (("that it would hire ten pilots", "The agency", ()),),
    ),
    Case(
        "date_with_year",
        "a date with its year",
        "The agency announced May 4, 2019, that it would hire ten pilots.",
        (("that it would hire ten pilots", "The agency", ()),),
    ),
    Case(
        "date_no_that",
        "a date before a clause without that",
        "The agency said Nov. 12 it would hire ten pilots.",
        (("it would hire ten pilots", "The agency", ()),),
    ),
    Case(
        "there_contracted",
        "subject and verb in one word",
        "Berg noted there's no proof of a leak.",
        (("there's no proof of a leak", "Berg", ()),),
    ),
    Case(
        "it_contracted", "a curly apostrophe", "Berg noted it’s not clear yet.", (("it’s not clear yet", "Berg", ()),)
    ),
    Case(
        "per",
        "per with commas",
        "Hares, per the ministry, are often seen in towns.",
        (("Hares, per the ministry, are often seen in towns", "the ministry", ()),),
    ),
    Case(
        "per_last",
        "per at the end",
        "The pass is shut until May, per the council.",
        (("The pass is shut until May", "the council", ()),),
    ),
    Case("per_day", "per in a rate", "The pump moves 30 litres per second, twice per the day of the test.", ()),
    Case(
        "evidence",
        "evidence without an article",
        "According to evidence shown at the trial, Webb took the car.",
        (("Webb took the car", "evidence shown at the trial", ()),),
    ),
    Case("claimed_as", "claimed takes an object", "Marsh claimed the prize as the crowd cheered.", ()),
    Case("boasts_as", "boasts takes an object", "The firm boasts a reputation as a good employer.", ()),
    Case("audience_that", "that belongs to the audience", "Hall told an audience that included two judges.", ()),
    Case(
        "as_earlier_reported",
        "the clause after an aside is not what was reported",
        "He did not work for the bank, as earlier reported, the firm said on Monday.",
        (("He did not work for the bank, as earlier reported", "the firm", ()),),
    ),
    # Where the reporter speaks again
    Case(
        "gave_no_details",
        "the reporter speaks about the speaker",
        "She said it would open next year, but she gave no details on cost.",
        (("it would open next year", "She", ()),),
    ),
    Case(
        "declined_to_give",
        "a refusal after but",
        "She said it would open next year but declined to give details.",
        (("it would open next year", "She", ()),),
    ),
    Case(
        "did_not_elaborate",
        "silence after but",
        "She said it would open next year, but did not elaborate.",
        (("it would open next year", "She", ()),),
    ),
    Case(
        "asked_too",
        "a second act of speech",
        "The crew claimed that they were treated well and asked their union to help.",
        (("that they were treated well", "The crew", ()),),
    ),
    Case(
        "person_asked",
        "the mayor asked, not Cole",
        "Cole said the mayor met the crew and asked them to wait.",
        (("the mayor met the crew and asked them to wait", "Cole", ()),),
    ),
    Case(
        "order_names",
        "an order identifies nobody",
        "The bank said the order favoured lenders and identified two of them as winners.",
        (("the order favoured lenders", "The bank", ()),),
    ),
    Case(
        "dash_but",
        "a comment after a dash",
        "He claimed that the ship was safe — but it's impossible to know who had seen it.",
        (("that the ship was safe", "He", ()),),
    ),
    Case(
        "which_reportedly",
        "another source in the relative clause",
        "The firm confirmed that it was called by the court, which will reportedly look at its books.",
        (("that it was called by the court", "The firm", ()),),
    ),
    Case(
        "claim_denied",
        "the clause is taken up and answered",
        "He said that others had raised doubts, a claim Berg denied on Monday.",
        (("that others had raised doubts", "He", ()),),
    ),
    Case(
        "while_condemned",
        "somebody else judges",
        "The union stressed the ruling would not change the law, while the league condemned the move.",
        (("the ruling would not change the law", "The union", ()),),
    ),
    Case(
        "nested_apposition",
        "the second name is that of the mayor",
        "Anna Reed, the sister of the mayor, Paul Bell, said the talks failed.",
        (("the talks failed", "Anna Reed, the sister of the mayor", ()),),
    ),
    # Sources beside the clause
    Case(
        "as_reports_for",
        "for an outlet",
        "As Ann Berg reports for the BBC, the pass is shut.",
        (("the pass is shut", "Ann Berg", ("BBC",)),),
    ),
    Case(
        "as_writes_in",
        "in an outlet",
        "As Ann Berg writes in the Tribune, the pass is shut.",
        (("the pass is shut", "Ann Berg", ("Tribune",)),),
    ),
    Case(
        "as_gerund",
        "a gerund is the subject of the clause",
        "As Berg notes, being able to smell smoke gives the body more time.",
        (("being able to smell smoke gives the body more time", "Berg", ()),),
    ),
    Case(
        "as_inside",
        "after the subject",
        "The flu, as Berg very often explained, is a rare disease.",
        (("The flu, as Berg very often explained, is a rare disease", "Berg", ()),),
    ),
    Case("as_last", "after the clause", "The mill is shut, as Berg noted in May.", (("The mill is shut", "Berg", ()),)),
    Case("as_while", "as is while here", "As Berg told her the news, she wept all day.", ()),
    Case("as_object", "as is while here", "As police warned drivers on the bridge, snow fell on the town.", ()),
    Case(
        "as_that",
        "that ends where the main clause begins",
        "As Hall told lawmakers that the mill was shut, crowds shouted outside.",
        (("that the mill was shut", "Hall", ()),),
    ),
    Case("as_he_said_he_would", "nothing was said but that", "He left, as he said he would.", ()),
    Case(
        "message",
        "told in a message, by its sender",
        "In a company email sent by chairman Ole Berg, staff were told that the mill will shut in May.",
        (("that the mill will shut in May", "chairman Ole Berg", ()),),
    ),
    Case(
        "credited_next",
        "the next sentence names the source",
        "The pass is shut until May. That's according to the council.",
        (("The pass is shut until May", "the council", ()),),
    ),
    Case("credited_next_him", "a pronoun tells too little", "The pass is shut until May. That's according to him.", ()),
    Case(
        "correction",
        "a correction says nothing",
        "Correction added May 3, 2019: The caption named the wrong town at first.",
        (),
    ),
    # Titles and quotations in the clause
    Case(
        "title_inside",
        "a title may stand in the clause",
        'Mr Berg said he had read the novel "The Long Road" twice.',
        (('he had read the novel "The Long Road" twice', "Mr Berg", ()),),
    ),
    Case(
        "that_before_quotation",
        "a statement of its own before the marked words",
        'He said that rents would rise and that "it hurts us all badly".',
        (("that rents would rise", "He", ()),),
    ),
    Case(
        "that_after_quotation",
        "a statement of its own after the marked words",
        'He said the mill was "dead and gone," but that a new one would open in June.',
        (("that a new one would open in June", "He", ()),),
    ),
    Case(
        "modal_after_quotation",
        "a modal goes on with the report",
        'He warned that the mill was "dead and gone" and any new one would fail in June.',
        (("any new one would fail in June", "He", ()),),
    ),
    Case(
        "left_after_quotation",
        "the reporter may speak here",
        'He said the mill was "dead and gone" and the mayor left the room.',
        (),
    ),
    # Who acted, and who only shows
    Case(
        "tried_to_assure",
        "an attempt was made",
        "School officials have tried to assure parents that no child will be named.",
        (("that no child will be named", "School officials", ()),),
    ),
    Case(
        "led_to_say",
        "whom it led says it",
        "The film led some viewers to argue that the plan was mad.",
        (("that the plan was mad", "some viewers", ()),),
    ),
    Case("asked_to_say", "what was asked for was not said", "The judge asked Hall to say that he was sorry.", ()),
    Case("may_argue", "nobody has said it", "Some critics may argue that the plan is mad.", ()),
    Case("facts_suggest", "facts say nothing", "Those facts suggest that the herd moved north.", ()),
    Case(
        "method_revealing",
        "a method reveals, but says nothing",
        "The method allowed the team to track owls, revealing how they sleep.",
        (),
    ),
    Case(
        "agency_revealing",
        "an agency says what it reveals",
        "The agency opened its files, revealing that the herd moved north.",
        (("that the herd moved north", "The agency", ()),),
    ),
    Case(
        "voice_trailing",
        "no clause after the comma",
        '"We are here one more year," she said, her voice trailing off as she wept.',
        (),
    ),
    Case(
        "whats_known",
        "a free relative is an object",
        "The court has proposed what's known as Rule 9, which would hide names.",
        (),
    ),
    # Whose words: hearers, objects and inversions that are none
    Case(
        "us_troops",
        "US is no pronoun, troops belong to the hearer",
        "Cole has told US troops Mr Reid trained in the camp.",
        (("Mr Reid trained in the camp", "Cole", ()),),
    ),
    Case(
        "captive",
        "a bare noun after a verb is no speaker",
        "Two farmers held captive in Peru have told diplomats that Hall trained there.",
        (),
    ),
    Case(
        "news_agency",
        "the kind of outlet belongs to its name",
        "Amin told the AFP news agency that the fort had fallen.",
        (("that the fort had fallen", "Amin", ("AFP",)),),
    ),
    Case(
        "as_saying_aside",
        "quoted through an aside",
        "AFP reported the owners, a firm in Leeds, as saying he was lost at sea.",
        (("he was lost at sea", "the owners, a firm in Leeds", ("AFP",)),),
    ),
    Case(
        "denied_reports",
        "what is denied are the reports",
        "But he denies reports the man was a member of the crew.",
        (),
    ),
    Case(
        "reports_say",
        "reports is a noun before say",
        "Local media reports say four people left this morning.",
        (("four people left this morning", "Local media reports", ()),),
    ),
    Case(
        "follows_reports",
        "reports is a noun after a verb in -s",
        "The warning follows reports from the coast that thieves are about.",
        (),
    ),
    Case(
        "claims_of_quality",
        "claims is a noun after a name",
        "Unions are critical of Acme claims that the plan works well.",
        (),
    ),
    Case(
        "head_of_claims",
        "claims is a verb here",
        "The head of Acme claims that the plan works well.",
        (("that the plan works well", "The head of Acme", ()),),
    ),
    Case(
        "responded_to_report", "that belongs to the report", "The club responded to a report that fees would rise.", ()
    ),
    Case(
        "apposition_says",
        "an apposition is no clause",
        "Blue Lake Charters owner, Helen Moss, says the firm respects the findings of the inquiry.",
        (("the firm respects the findings of the inquiry", "Blue Lake Charters owner, Helen Moss", ()),),
    ),
    Case(
        "one_of_says",
        "a relative clause after says NP",
        "One of the owners, Rick Alba, says the deal, which is not yet signed, will fail.",
        (("the deal, which is not yet signed, will fail", "Rick Alba", ()),),
    ),
    Case(
        "part_of_which",
        "an aside in the clause",
        "Sir Allan, a former guard, says the force, part of which is new, needs help.",
        (("the force, part of which is new, needs help", "Sir Allan, a former guard", ()),),
    ),
    Case(
        "bureau_figure",
        "a comma inside a figure",
        "According to the Bureau of Roads, 1,570 drivers lost their way.",
        (("1,570 drivers lost their way", "the Bureau of Roads", ()),),
    ),
    Case(
        "who_left_town",
        "the antecedent, not the object",
        "Families who left Lima early Monday confirmed that the road was open.",
        (("that the road was open", "Families", ()),),
    ),
    Case(
        "who_shot",
        "the antecedent, not the object",
        "The man who shot Bell said he was ill.",
        (("he was ill", "The man", ()),),
    ),
    Case(
        "calls_himself",
        "the subject of the relative clause",
        "The man who calls himself Abu Karim told the court he was ill.",
        (("he was ill", "The man", ()),),
    ),
    Case(
        "unidentified",
        "an adjective after that",
        "Reed told Radio Malta that unidentified men had followed him.",
        (("that unidentified men had followed him", "Reed", ()),),
    ),
    Case(
        "now_rivals",
        "an adverb shows the verb",
        "The report reveals tea now rivals coffee in the north.",
        (("tea now rivals coffee in the north", "The report", ()),),
    ),
    Case(
        "as_claimed",
        "as is while, and a clause follows",
        "The front fell silent, as tribal forces claimed they had won the war.",
        (("they had won the war", "tribal forces", ()),),
    ),
    Case(
        "american_integrated",
        "a participle before its noun",
        "Dale announced a new North American integrated alarm system with Ascom.",
        (),
    ),
    Case(
        "tests_confirm", "tests say nothing", "It may be two days before tests can confirm whether it has spread.", ()
    ),
    # Nobody has said it, and verbs that are none
    Case("cannot_explain", "cannot is a negation", "Officials cannot explain why the bridge fell.", ()),
    Case("if_insisted", "a condition", "If the league insisted that the cup be shared, both clubs would gain.", ()),
    Case(
        "announced_agreement",
        "an object is no speaker",
        "In Oslo, Ole Berg, minister in the cabinet to be sworn in on Friday, announced the agreement on fish.",
        (),
    ),
    Case(
        "claims_of",
        "claims is a noun before of",
        "The court set up the inquiry in July, prompting union claims of bias.",
        (),
    ),
    Case(
        "trucks_suggesting",
        "the reporter concludes",
        "Trucks full of men have been seen near the pass, suggesting an attack is near.",
        (),
    ),
    Case(
        "admitted_planning",
        "what is admitted is an act",
        "Marsh admitted planning the raids on the yard in a film released by the court.",
        (),
    ),
    Case(
        "promised_inquiry",
        "promised takes an object",
        "The council promised an inquiry into how two boys were hurt.",
        (),
    ),
    Case(
        "including_according",
        "nothing before the dash is a clause",
        'There would be a list including — according to the notes — "names of all the owners".',
        (),
    ),
    Case(
        "agreeing",
        "verbs in -ee",
        "The council has shown it by agreeing that the board should hold a review.",
        (("that the board should hold a review", "The council", ()),),
    ),
    Case(
        "looks_and_swears",
        "a name has no noun in -s",
        "Adam Berg looks into the lens and swears he has no idea.",
        (("he has no idea", "Adam Berg", ()),),
    ),
    Case(
        "early_and",
        "two nouns before the verb",
        "Early discovery of the leak and removal of the pipe is vital to the plan, Marsh stressed.",
        (("Early discovery of the leak and removal of the pipe is vital to the plan", "Marsh", ()),),
    ),
    Case(
        "gerund_two_objects",
        "two objects of a gerund",
        "Cutting rents and fares takes effort — it is a short fix — whereas raising pay is a long one, they said.",
        (
            (
                "Cutting rents and fares takes effort — it is a short fix — whereas raising pay is a long one",
                "they",
                (),
            ),
        ),
    ),
    Case(
        "those_infected",
        "a time at the end makes no lead",
        "Those infected with the virus often develop spots after a spell of nine days, says the Sheep Board of Wales.",
        (
            (
                "Those infected with the virus often develop spots after a spell of nine days",
                "the Sheep Board of Wales",
                (),
            ),
        ),
    ),
)
