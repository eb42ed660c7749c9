"""Marked quotations and who is credited with them: one line a rule or trap. Sentences made up for this table.

`quotes` lists (words, speaker mention or None, rule or None for any) in order of place; an empty list says that nothing
there is a quotation.
"""

from typing import NamedTuple

Expected = tuple[str, str | None, str | None]


class Case(NamedTuple):
    id: str
    reason: str
    text: str
    quotes: tuple[Expected, ...]


CASES = (
    # Inverted: `," said NP`
    Case(
        "inverted_name",
        "the plain inverted form",
        '"We lost the crop," said Maria Lopez.',
        (("We lost the crop,", "Maria Lopez", "inverted"),),
    ),
    Case(
        "inverted_apposition",
        "the apposition belongs to the mention",
        '"We lost the crop," said Maria Lopez, a farmer in Kern County.',
        (("We lost the crop,", "Maria Lopez, a farmer in Kern County", "inverted"),),
    ),
    Case(
        "inverted_title",
        "titles before the name",
        '"It passed," said Senate Majority Leader Ann Bright on Tuesday.',
        (("It passed,", "Senate Majority Leader Ann Bright", "inverted"),),
    ),
    Case(
        "inverted_role",
        "a role without a name",
        "“The road is shut,” said a police spokesman.",
        (("The road is shut,", "a police spokesman", "inverted"),),
    ),
    Case(
        "inverted_bare_role",
        "bare nouns before a full name, as agencies write",
        '"No ice this year," said city spokesman Tom Reed.',
        (("No ice this year,", "city spokesman Tom Reed", "inverted"),),
    ),
    Case(
        "inverted_long_bare_role",
        "several of them",
        "“No ice this year,” said public works director Hannah Blake on Monday.",
        (("No ice this year,", "public works director Hannah Blake", "inverted"),),
    ),
    Case(
        "inverted_adverb",
        "adverb before the verb",
        '"No deal," later added Mr. Hughes.',
        (("No deal,", "Mr. Hughes", "inverted"),),
    ),
    Case(
        "inverted_british_comma",
        "comma outside the marks",
        "“It is over”, said the prime minister.",
        (("It is over", "the prime minister", "inverted"),),
    ),
    Case(
        "inverted_question",
        "question mark inside",
        '"Who pays?" asked Councilwoman Dee Park.',
        (("Who pays?", "Councilwoman Dee Park", "inverted"),),
    ),
    Case(
        "inverted_unlisted",
        "a finite verb the lexicon does not know",
        '"Not again," groused the umpire.',
        (("Not again,", "the umpire", "inverted"),),
    ),
    Case(
        "inverted_old_style",
        "`said he` of older papers",
        '"The vote is ours," said he.',
        (("The vote is ours,", "he", "inverted"),),
    ),
    Case(
        "inverted_two_names",
        "two speakers joined by and",
        '"We are done," said Smith and Jones.',
        (("We are done,", "Smith and Jones", "inverted"),),
    ),
    Case(
        "inverted_who",
        "a relative clause is not part of the mention",
        '"I ran," said Tom Reed, who owns the shop.',
        (("I ran,", "Tom Reed", "inverted"),),
    ),
    Case(
        "inverted_while",
        "an adjunct is not part of the mention",
        '"I ran," said Tom Reed while waiting for the bus.',
        (("I ran,", "Tom Reed", "inverted"),),
    ),
    Case(
        "inverted_initials",
        "initials do not end the sentence",
        '"I ran," said J. D. Salt of the U.S. Navy.',
        (("I ran,", "J. D. Salt of the U.S. Navy", "inverted"),),
    ),
    Case(
        "inverted_broken_line",
        "a soft line break between quotation and cue",
        "“We hold the bridge,“\nsaid Colonel Ivan Petrov, who leads the unit.",
        (("We hold the bridge,", "Colonel Ivan Petrov", "inverted"),),
    ),
    # Following: `," NP said`
    Case(
        "following_pronoun",
        "a pronoun stays a pronoun",
        '"We are tired," she said.',
        (("We are tired,", "she", "following"),),
    ),
    Case(
        "following_name",
        "name then verb",
        '"We are tired," Ellen Marsh said on Friday.',
        (("We are tired,", "Ellen Marsh", "following"),),
    ),
    Case(
        "following_apposition",
        "apposition between name and verb",
        '"We are tired," Ellen Marsh, the head nurse, said.',
        (("We are tired,", "Ellen Marsh, the head nurse,", "following"),),
    ),
    Case(
        "following_relative",
        "relative clause between name and verb",
        '"We are tired," Marsh, who has worked there since 1998, told reporters.',
        (("We are tired,", "Marsh", "following"),),
    ),
    Case(
        "following_age",
        "age between name and verb",
        '"We are tired," Ellen Marsh, 44, said.',
        (("We are tired,", "Ellen Marsh", "following"),),
    ),
    Case(
        "following_told",
        "told with its hearer",
        '"We are tired," the minister told a news conference.',
        (("We are tired,", "the minister", "following"),),
    ),
    Case(
        "following_unlisted", "pronoun with an unlisted verb", '"Maybe," he shrugged.', (("Maybe,", "he", "following"),)
    ),
    Case(
        "following_exclaim", "exclamation mark and a name", '"Stop!" Jones shouted.', (("Stop!", "Jones", "following"),)
    ),
    Case(
        "following_dash",
        "interrupted speech ends in a dash",
        '"I only wanted—" Jones began.',
        (("I only wanted—", "Jones", "following"),),
    ),
    Case(
        "following_adverb",
        "adverb between subject and verb",
        '"It hurts," Dr. Wu later explained.',
        (("It hurts,", "Dr. Wu", "following"),),
    ),
    Case(
        "following_organisation",
        "an organisation speaks",
        '"Sales were weak," the company said in a statement.',
        (("Sales were weak,", "the company", "following"),),
    ),
    Case(
        "following_state_aside",
        "party and state between name and verb",
        '"It is time," Sen. Paul Ford, D-Ohio, said.',
        (("It is time,", "Sen. Paul Ford", "following"),),
    ),
    Case(
        "following_role_of",
        "role with of",
        '"It is time," the head of the union said.',
        (("It is time,", "the head of the union", "following"),),
    ),
    Case(
        "following_but",
        "a lead word before the quotation",
        'But "we cannot wait," Ford said.',
        (("we cannot wait,", "Ford", "following"),),
    ),
    Case(
        "next_sentence_is_not",
        "a new sentence after a full stop is not an attribution",
        '"It rained." Smith said nothing for an hour.',
        (("It rained.", None, None),),
    ),
    # Preceding: `NP said, "`
    Case(
        "preceding_comma",
        "comma",
        'Mayor Lee said, "The bridge will open."',
        (("The bridge will open.", "Mayor Lee", "preceding"),),
    ),
    Case(
        "preceding_colon",
        "colon",
        "Lee said: “The bridge will open.”",
        (("The bridge will open.", "Lee", "preceding"),),
    ),
    Case(
        "preceding_that",
        "that before the marks",
        'Lee said that "the bridge will open in May."',
        (("the bridge will open in May.", "Lee", "preceding"),),
    ),
    Case(
        "preceding_told",
        "hearer between cue and quotation",
        'Lee told the crowd on Monday: "The bridge will open."',
        (("The bridge will open.", "Lee", "preceding"),),
    ),
    Case(
        "preceding_lead",
        "adverbial lead before the subject",
        'In a letter to parents, the principal wrote, "School is shut."',
        (("School is shut.", "the principal", "preceding"),),
    ),
    Case(
        "preceding_asked",
        "participle lead before the subject",
        'Asked about the leak, Marsh replied, "Ask them."',
        (("Ask them.", "Marsh", "preceding"),),
    ),
    Case(
        "preceding_coordinated",
        "the second verb shares the first one's subject",
        'Marsh shook her head and said, "Never."',
        (("Never.", "Marsh", "preceding"),),
    ),
    Case(
        "preceding_apposition",
        "role and name before the verb",
        'The family\'s lawyer, Ann Cole, said: "He is free."',
        (("He is free.", "The family's lawyer, Ann Cole,", "preceding"),),
    ),
    Case(
        "preceding_parenthesis",
        "brackets after the name",
        'Ann Cole (no relation) said: "He is free."',
        (("He is free.", "Ann Cole (no relation)", "preceding"),),
    ),
    Case(
        "preceding_participle",
        "adding has the main clause's subject",
        'Cole dismissed the charge, adding: "He is free."',
        (("He is free.", "Cole", "preceding"),),
    ),
    Case(
        "preceding_infinitive",
        "went on to say",
        'Cole went on to say, "He is free."',
        (("He is free.", "Cole", "preceding"),),
    ),
    Case(
        "preceding_quoted_as",
        "was quoted as saying",
        'Cole was quoted as saying, "He is free."',
        (("He is free.", "Cole", "preceding"),),
    ),
    Case(
        "preceding_weekday",
        "a weekday before the subject",
        'On Monday Cole said, "He is free."',
        (("He is free.", "Cole", "preceding"),),
    ),
    Case(
        "preceding_after_the",
        "a prepositional phrase without comma",
        'After the verdict Cole said, "He is free."',
        (("He is free.", "Cole", "preceding"),),
    ),
    Case(
        "preceding_while",
        "the nearer subject in a subordinate clause",
        'Marsh smiled while Cole said, "He is free."',
        (("He is free.", "Cole", "preceding"),),
    ),
    Case(
        "preceding_document",
        "a document speaks",
        'The report concluded: "Nobody checked the brakes."',
        (("Nobody checked the brakes.", "The report", "preceding"),),
    ),
    Case(
        "preceding_new_paragraph",
        "the cue ends one paragraph, the quotation is the next",
        'Cole stated,\n\n"He is free and he is home."',
        (("He is free and he is home.", "Cole", "preceding"),),
    ),
    Case(
        "preceding_perfect",
        "has said",
        'The government has said, "No one is above the law."',
        (("No one is above the law.", "The government", "preceding"),),
    ),
    Case(
        "preceding_police_base",
        "present tense with a plural",
        'Critics say, "It costs too much."',
        (("It costs too much.", "Critics", "preceding"),),
    ),
    # According to
    Case(
        "according_after",
        "after the quotation",
        '"Nobody checked the brakes," according to the report.',
        (("Nobody checked the brakes,", "the report", "according_to"),),
    ),
    Case(
        "according_before",
        "before the quotation",
        'According to Marsh, the ward was "a war zone" by noon.',
        (("a war zone", "Marsh", "according_to"),),
    ),
    # Labels, colons, dashes
    Case(
        "label", "interview label", 'Marsh: "We were short of beds."', (("We were short of beds.", "Marsh", "label"),)
    ),
    Case(
        "colon_clause",
        "a clause without a cue verb before the colon",
        "Deputy Secretary Ann Cole pushed back: “We will not pay.”",
        (("We will not pay.", "Deputy Secretary Ann Cole", "colon"),),
    ),
    Case(
        "colon_thing",
        "a thing before the colon is no speaker",
        'The reason was simple: "There was no money left in it."',
        (("There was no money left in it.", None, None),),
    ),
    Case(
        "dash_line",
        "dash line under a pull quote",
        "“We were short of beds.” — Ellen Marsh, head nurse",
        (("We were short of beds.", "Ellen Marsh, head nurse", "dash"),),
    ),
    Case(
        "name_line",
        "a name alone after a pull quote",
        '"We were short of beds all year." Ellen Marsh, head nurse',
        (("We were short of beds all year.", "Ellen Marsh, head nurse", "name_line"),),
    ),
    # Split quotations
    Case(
        "split_comma",
        "one sentence, two halves",
        '"I came," she said, "and I saw."',
        (("I came,", "she", "following"), ("and I saw.", "she", "split")),
    ),
    Case(
        "split_inverted",
        "inverted in the middle",
        '"I came," said Cole, "and I saw."',
        (("I came,", "Cole", "inverted"), ("and I saw.", "Cole", "split")),
    ),
    Case(
        "split_sentence",
        "the second half is a sentence of its own",
        '"I came," said Cole. "I saw."',
        (("I came,", "Cole", "inverted"), ("I saw.", "Cole", "continued")),
    ),
    Case(
        "split_adding",
        "the second half has its own participle",
        '"I came," Cole said, adding, "I saw."',
        (("I came,", "Cole", "following"), ("I saw.", "Cole", None)),
    ),
    Case(
        "two_speakers",
        "two attributions in one sentence",
        '"I came," Cole said, but Marsh replied, "You left."',
        (("I came,", "Cole", "following"), ("You left.", "Marsh", "preceding")),
    ),
    # Mixed
    Case(
        "mixed_said",
        "a piece inside the reported clause",
        "Marsh said the ward was “a war zone” by noon.",
        (("a war zone", "Marsh", "mixed"),),
    ),
    Case(
        "mixed_two_pieces",
        "two pieces, one cue",
        'Marsh called it "cruel" and "stupid".',
        (("cruel", "Marsh", None), ("stupid", "Marsh", None)),
    ),
    Case(
        "mixed_called",
        "called it",
        "The bishop called the plan 'dangerous' on Sunday.",
        (("dangerous", "The bishop", None),),
    ),
    Case(
        "mixed_praised",
        "a verb of praise close by",
        'The coach praised the "quiet courage" of his team.',
        (("quiet courage", "The coach", None),),
    ),
    Case(
        "mixed_believes",
        "the outer speaker, not the inner pronoun",
        'Prime Minister John Hart said he believes the flag has a "strong rationale".',
        (("strong rationale", "Prime Minister John Hart", "mixed"),),
    ),
    Case(
        "mixed_closing",
        "attribution at the end of the sentence",
        'The ward was "a war zone" by noon, Marsh said.',
        (("a war zone", "Marsh", "closing"),),
    ),
    Case(
        "mixed_closing_according",
        "according to at the end",
        'The ward was "a war zone" by noon, according to Marsh.',
        (("a war zone", "Marsh", "closing"),),
    ),
    Case(
        "mixed_agent",
        "described by",
        'The ward, described by Marsh as "a war zone", is shut.',
        (("a war zone", "Marsh", "agent"),),
    ),
    Case(
        "mixed_agent_after",
        "called … by",
        'He was called "a gift to the town" by Mayor Lee.',
        (("a gift to the town", "Mayor Lee", "agent"),),
    ),
    Case(
        "mixed_passive",
        "a passive names nobody",
        'The plan was described as "the worst idea in a generation of bad ideas".',
        (("the worst idea in a generation of bad ideas", None, "unattributed"),),
    ),
    Case("mixed_urged", "urged", 'She urged calm in a "frank and open" manner.', (("frank and open", "She", None),)),
    Case(
        "mixed_what_called",
        "what Smith called",
        'The bill ends what Smith called "a century of neglect".',
        (("a century of neglect", "Smith", None),),
    ),
    # Inheritance
    Case(
        "continued_same_paragraph",
        "a quotation alone after an attributed one",
        '"It burned," Cole said. "We ran."',
        (("It burned,", "Cole", None), ("We ran.", "Cole", "continued")),
    ),
    Case(
        "continued_after_report",
        "a quotation alone after reported speech",
        'Cole said the barn burned. "We ran for our lives."',
        (("We ran for our lives.", "Cole", "continued"),),
    ),
    Case(
        "subject_before",
        "a quotation alone after a sentence about a person",
        'Senator Ann Cole issued a statement about the fire. "We ran for our lives."',
        (("We ran for our lives.", "Senator Ann Cole", "subject_before"),),
    ),
    Case(
        "carried",
        "across one paragraph break",
        '"It burned," Cole said.\n\n"We ran for our lives and left it all."',
        (("It burned,", "Cole", None), ("We ran for our lives and left it all.", "Cole", "carried")),
    ),
    Case(
        "not_after_question",
        "the answer is not the asker's",
        '"Who ran?" Cole asked.\n\n"All of us ran that day."',
        (("Who ran?", "Cole", None), ("All of us ran that day.", None, None)),
    ),
    Case(
        "not_twice",
        "a second bare paragraph stays open",
        '"It burned," Cole said.\n\n"We all ran that night."\n\n"Nobody came to help us."',
        (
            ("It burned,", "Cole", None),
            ("We all ran that night.", "Cole", "carried"),
            ("Nobody came to help us.", None, None),
        ),
    ),
    Case(
        "alone",
        "a story that names nobody",
        '"We ran for our lives and left it all."',
        (("We ran for our lives and left it all.", None, "unattributed"),),
    ),
    # Not quotations
    Case("title_film", "a title", 'They watched "Gone With the Wind" last night.', ()),
    Case("title_in_speech", "a title in reported speech", 'Cole said she had seen "Gone With the Wind" twice.', ()),
    Case("title_song", "a song", 'He sang the song "hey now" at noon.', ()),
    Case("nickname", "a nickname between names", 'Police arrested Frank "the Bull" Marino in Ohio.', ()),
    Case("scare", "scare quotes", 'The firm has a "zero tolerance" rule.', ()),
    Case("so_called", "so-called", 'The so-called "death tax" hits few.', ()),
    Case("word_itself", "a word spoken of", 'He crossed out the word "public" in the draft.', ()),
    Case("reference", "an entry of a reference list", '"Fire at the mill" — The Daily Post, May 3, 2008', ()),
    Case(
        "sources_early",
        "a heading early in the story hides nothing",
        'Sources\n\n"It burned," said Cole.\n\nNobody died.\n\nThe mill is shut.\n\nIt rained all day.',
        (("It burned,", "Cole", "inverted"),),
    ),
    Case(
        "references_section",
        "everything under Sources",
        'The mill burned.\n\nSources\n\n"Fire at the mill kills nobody at all"',
        (),
    ),
    Case("inches", "inches", 'He is 6\' 2" tall and the pipe is 15" wide.', ()),
    Case("poster", "one capitalised word", 'The "Hope" poster hung in the hall.', ()),
    # People and traps of the subject
    Case(
        "subject_plural_possessive",
        "possessive in the subject",
        '"It is fair," the workers\' union said.',
        (("It is fair,", "the workers' union", "following"),),
    ),
    Case(
        "subject_place_lead",
        "place before the subject without comma",
        'In London the minister for trade said, "It is fair."',
        (("It is fair.", "the minister for trade", "preceding"),),
    ),
    Case(
        "subject_past_participle",
        "an adjective in -ed is not a verb",
        'The injured man said, "It is fair."',
        (("It is fair.", "The injured man", "preceding"),),
    ),
    Case(
        "subject_noun_claims",
        "claims is a noun here",
        'The claims, "wild and silly and false from start to end," were dropped.',
        (("wild and silly and false from start to end,", None, None),),
    ),
    Case(
        "subject_who",
        "the antecedent of who",
        'Cole thanked the nurse, who said, "It is fair."',
        (("It is fair.", "the nurse", None),),
    ),
    Case(
        "subject_city_state",
        "city and state after the name",
        'Jane Roe, of Dayton, Ohio, said, "It is fair."',
        (("It is fair.", "Jane Roe", "preceding"),),
    ),
    Case(
        "subject_jr",
        "Jr. after the name",
        'Martin Hale Jr. said, "It is fair."',
        (("It is fair.", "Martin Hale Jr.", "preceding"),),
    ),
    Case(
        "subject_particle",
        "particles in names",
        '"It is fair," Ursula von der Leyen said.',
        (("It is fair,", "Ursula von der Leyen", "following"),),
    ),
    Case(
        "subject_indefinite",
        "an indefinite speaker",
        '"It is fair," one official said.',
        (("It is fair,", "one official", "following"),),
    ),
    Case(
        "subject_anonymous",
        "a long anonymous mention",
        '"It is fair," said a senior official who spoke on condition of anonymity.',
        (("It is fair,", "a senior official", "inverted"),),
    ),
    Case(
        "nested",
        "the inner marks belong to the outer quotation",
        "\"He told me 'go home' and I went,\" Cole said.",
        (("He told me 'go home' and I went,", "Cole", "following"),),
    ),
    Case(
        "nested_same",
        "straight marks inside straight marks",
        '"He said "no" to me," Cole said.',
        (('He said "no" to me,', "Cole", "following"),),
    ),
    Case(
        "british_single",
        "single marks throughout",
        "'It isn't the workers' fault,' said Cole.",
        (("It isn't the workers' fault,", "Cole", "inverted"),),
    ),
    Case(
        "curly_single", "curly single marks", "‘It isn’t fair,’ said Cole.", (("It isn’t fair,", "Cole", "inverted"),)
    ),
    Case(
        "multi_paragraph",
        "each paragraph reopened, one quotation",
        '"It burned.\n\n"We ran," said Cole.',
        (('It burned.\n\n"We ran,', "Cole", "inverted"),),
    ),
    Case(
        "unclosed",
        "unclosed at the end of its paragraph",
        'Cole said, "It burned and we ran.\n\nThe mill is shut.',
        (("It burned and we ran.", "Cole", "preceding"),),
    ),
    # Newspaper forms
    Case(
        "dateline",
        "a dateline is not the subject",
        'WASHINGTON (AP) — President Ann Cole said Monday the U.S. would "respond in kind" soon.',
        (("respond in kind", "President Ann Cole", "mixed"),),
    ),
    Case(
        "put_it",
        "as one put it",
        'As one resident put it, "We have nothing left."',
        (("We have nothing left.", "one resident", "preceding"),),
    ),
    Case(
        "said_of",
        "a phrase between cue and colon",
        'Hall, who was born in Leeds, says of the plan: "It is mad."',
        (("It is mad.", "Hall", "preceding"),),
    ),
    Case(
        "wrote_shown",
        "the ruling's words, not the state's",
        'The judge wrote that the state had shown "deliberate indifference" to inmates.',
        (("deliberate indifference", "The judge", "mixed"),),
    ),
    Case(
        "dash_aside",
        "an aside between dashes",
        '"It is late," Jones — the oldest player — said after the game.',
        (("It is late,", "Jones", "following"),),
    ),
    Case(
        "party_aside",
        "party and role after an inverted name",
        "“A sad day,” said Rep. Jim Jordan, R-Ohio, the top Republican.",
        (("A sad day,", "Rep. Jim Jordan", "inverted"),),
    ),
    Case(
        "quoted_as_object",
        "the paper quotes, the man says",
        'Reuters quoted Hall as saying, "It is dead."',
        (("It is dead.", "Hall", "preceding"),),
    ),
    Case(
        "quoted_as_passive",
        "was quoted as saying, after the words",
        '"It is dead," Hall was quoted as saying.',
        (("It is dead,", "Hall", "following"),),
    ),
    Case("crowd", "a crowd speaks", 'The crowd chanted "Lock him up!"', (("Lock him up!", "The crowd", "preceding"),)),
    Case(
        "one_another",
        "pronouns of number",
        '"It is over," said one. "Finally," said another.',
        (("It is over,", "one", "inverted"), ("Finally,", "another", "inverted")),
    ),
    Case(
        "possessive_office",
        "an office speaks",
        'Gov. Ann Cole\'s office said in an email that the bill was "under review."',
        (("under review.", "Gov. Ann Cole's office", "mixed"),),
    ),
    Case(
        "two_verbs",
        "two verbs of one subject",
        "Cole called the probe “a witch hunt” and accused the party of “treason.”",
        (("a witch hunt", "Cole", "mixed"), ("treason.", "Cole", "mixed")),
    ),
    Case(
        "brackets_ellipsis",
        "brackets and an ellipsis stay inside",
        "“I [was] never told… not once,” said Hall.",
        (("I [was] never told… not once,", "Hall", "inverted"),),
    ),
    Case("title_comma_inside", "American comma inside a title", 'In "The Wire," he plays a cop.', ()),
    Case(
        "book_author",
        "a title inside the speaker's apposition",
        "Lucy Hall, author of “Small Lives”, said: “I wrote it in a year.”",
        (("I wrote it in a year.", "Lucy Hall", None),),
    ),
    Case("phrase", "a phrase spoken of", 'The phrase "climate emergency" was used 30 times.', ()),
    Case("policy_name", "a name of a policy", 'The "America First" policy hurt farmers.', ()),
    Case("dubbed_passive", "a passive without an agent names nobody", 'He has been dubbed "the tiger" again.', ()),
    Case(
        "through_tears",
        "an adjunct between commas",
        'He pleaded guilty and said, through tears, "I am so sorry."',
        (("I am so sorry.", "He", "preceding"),),
    ),
    Case(
        "unclosed_then_caption",
        "an unclosed quotation goes on after a caption",
        'Cole said, "It burned and we ran.\n\nThe mill in 2008.\n\n"Nobody came to help us at all."',
        (("It burned and we ran.", "Cole", "preceding"), ("Nobody came to help us at all.", "Cole", "carried")),
    ),
    Case(
        "abbreviation_before_marks",
        "a full stop of Corp. that ends the sentence",
        '"No," says Hugh Hall of Albany Corp. "Never."',
        (("No,", "Hugh Hall of Albany Corp.", "inverted"), ("Never.", "Hugh Hall of Albany Corp.", "continued")),
    ),
    Case(
        "party_in_capitals",
        "an apposition in capitals",
        'The chairman, Representative Henry Hall, Democrat of Ohio, called the report "a whitewash."',
        (("a whitewash.", "The chairman, Representative Henry Hall", "mixed"),),
    ),
    Case(
        "last_night",
        "a time between subject and verb",
        'The minister, Kim Hall, last night described it as "an act of war".',
        (("an act of war", "The minister, Kim Hall", "mixed"),),
    ),
    Case(
        "says_first",
        "the verb opens the sentence",
        'Says Robert Hall, a consultant: "Nobody wants to move."',
        (("Nobody wants to move.", "Robert Hall, a consultant", "colon"),),
    ),
    Case("handle", "a handle speaks", '"We won," tweeted @tomhall.', (("We won,", "@tomhall", "inverted"),)),
    Case(
        "reviewer_line",
        "a dash line of its own",
        "“The show was great and so was the food.”\n\n– Ann Hall",
        (("The show was great and so was the food.", "Ann Hall", "dash"),),
    ),
    Case(
        "bare_noun",
        "a bare noun opens the subject",
        '"It is water," study author Ann Cole said.',
        (("It is water,", "study author Ann Cole", "following"),),
    ),
    Case(
        "year_old",
        "a number opens the subject",
        '"I ran," wrote 43-year-old Martin Hall.',
        (("I ran,", "43-year-old Martin Hall", "inverted"),),
    ),
    Case(
        "with_absolute",
        "with NP warning",
        'Two states objected, with Foreign Minister Adel Hall warning of "dangerous results".',
        (("dangerous results", "Foreign Minister Adel Hall", None),),
    ),
    Case(
        "moodys",
        "a name in 's is no possessive before said",
        'Moody\'s said the outlook was "stable".',
        (("stable", "Moody's", "mixed"),),
    ),
    Case(
        "charge",
        "critics charge",
        'Critics charge that the bill is "a giveaway".',
        (("a giveaway", "Critics", "mixed"),),
    ),
    Case(
        "say_such_as",
        "a plural subject of a bare verb",
        '"It is a giveaway," say critics such as Senator Tom Hall.',
        (("It is a giveaway,", "critics such as Senator Tom Hall", "inverted"),),
    ),
    Case(
        "when_said",
        "the cue directly before wins",
        'When Tom said "yes", Ann said "no".',
        (("yes", "Tom", "preceding"), ("no", "Ann", "preceding")),
    ),
    Case(
        "role_then_name",
        "the name after an inverted role",
        '"He was at home," said the lawyer, Ann Cole.',
        (("He was at home,", "the lawyer, Ann Cole", "inverted"),),
    ),
    # Other languages
    Case(
        "french",
        "guillemets and an inverted French cue",
        "« Nous avons perdu la récolte », a déclaré Marie Dupont, la maire de la ville.",
        (("Nous avons perdu la récolte", "Marie Dupont", "foreign"),),
    ),
    Case(
        "french_selon",
        "selon",
        "Selon Marie Dupont, « nous avons perdu toute la récolte cette année ». Le maire de la ville se tait.",
        (("nous avons perdu toute la récolte cette année", "Marie Dupont", "foreign"),),
    ),
    Case(
        "german",
        "German marks and cue",
        "„Wir haben die Ernte verloren“, sagte Karin Weber am Montag in der Stadt.",
        (("Wir haben die Ernte verloren", "Karin Weber", "foreign"),),
    ),
    Case(
        "german_before",
        "subject before the cue",
        "Karin Weber sagte: „Wir haben die Ernte verloren.“ Das ist nicht gut.",
        (("Wir haben die Ernte verloren.", "Karin Weber", "foreign"),),
    ),
    Case(
        "spanish",
        "Spanish cue",
        "«Hemos perdido la cosecha», dijo Ana Torres en la plaza de la ciudad.",
        (("Hemos perdido la cosecha", "Ana Torres", "foreign"),),
    ),
    Case(
        "japanese",
        "corner brackets, no speaker",
        "大臣は「収穫を失いましたとても残念」と述べた。",
        (("収穫を失いましたとても残念", None, None),),
    ),
    # Newspaper style of other houses and decades
    Case(
        "dash_role",
        "a role after a dash",
        '"The market is nervous," -- a spokesman for the exchange.',
        (("The market is nervous,", "a spokesman for the exchange", "dash"),),
    ),
    Case(
        "dash_before_cue",
        "an aside between dashes before the cue",
        '"It\'s a gamble" -- and a costly one -- says Peter Lund, a broker at Dale & Co.',
        (("It's a gamble", "Peter Lund, a broker at Dale & Co.", "inverted"),),
    ),
    Case(
        "noun_that_looks_like_a_cue",
        "talks are no talking",
        'The talks "have gone nowhere," a person familiar with the matter said.',
        (("have gone nowhere,", "a person familiar with the matter", "following"),),
    ),
    Case(
        "is_how",
        "is how NP describes",
        '"A disaster," is how Mr. Pell describes the merger.',
        (("A disaster,", "Mr. Pell", "following"),),
    ),
    Case(
        "inverted_unlisted_present",
        "an unlisted present form",
        '"I\'m delighted," beams Mrs. Cole, clutching the trophy.',
        (("I'm delighted,", "Mrs. Cole", "inverted"),),
    ),
    Case(
        "cue_opens_sentence",
        "the cue before a lower-case speaker",
        'Quips one trader: "Buy a lifeboat."',
        (("Buy a lifeboat.", "one trader", "colon"),),
    ),
    Case(
        "contracted_subject",
        "he'd respond",
        "When his editors asked him to explain it, he’d respond, “I hate the obvious.”",
        (("I hate the obvious.", "he’d", "preceding"),),
    ),
    Case(
        "titles_before_name",
        "several titles without an article",
        '"Sales were weak," chairman, CEO and president Ann Cole said in a note.',
        (("Sales were weak,", "chairman, CEO and president Ann Cole", "following"),),
    ),
    Case(
        "company_suffix",
        "Inc. is no speaker",
        "Steve Marsh, Vice President of Sales for Dale, Inc., says: “It sells well.”",
        (("It sells well.", "Steve Marsh, Vice President of Sales for Dale, Inc.", "preceding"),),
    ),
    Case(
        "second_clause",
        "the speaker of the second clause, role after the name",
        "Mayor Lee has been eager to leave, but General Ann Cole, head of the guard, told reporters it was "
        '"far too early".',
        (("far too early", "General Ann Cole, head of the guard", "mixed"),),
    ),
    Case(
        "piece_before_object",
        "the sentence goes on after the piece; its subject is at the end",
        "“The thing with Elise bothered” the family, Starner said.",
        (("The thing with Elise bothered", "Starner", "closing"),),
    ),
    Case(
        "letter_he_wrote",
        "the letter does not speak",
        "Cole added that the letter Mike wrote was “kind and loving.”",
        (("kind and loving.", "Cole", "mixed"),),
    ),
    Case(
        "inside_brackets",
        "the subject stands inside the bracket",
        "Dale laid off 60 people (the company would not say how many but called it “immaterial”) last year.",
        (("immaterial", "the company", "mixed"),),
    ),
    Case(
        "described_far",
        "as before the marks ties the piece to describe",
        "He describes the prospects of what could come of the work as “thrilling,” and waits.",
        (("thrilling,", "He", "mixed"),),
    ),
    Case(
        "described_before_object",
        "the object after the piece",
        'Mr. Hall described as "absurd" the claim that he knew.',
        (("absurd", "Mr. Hall", None),),
    ),
    Case("recommended_passive", "nobody speaks", 'Sleep was studied, then recommended as a key "tool" for crews.', ()),
    Case(
        "curly_doubled_singles",
        "two single marks close a double one",
        "“It was an attempt to mislead,’’ Will Moss, head of the group, told the BBC. “It was wrong.”",
        (
            ("It was an attempt to mislead,", "Will Moss, head of the group", "following"),
            ("It was wrong.", "Will Moss, head of the group", "continued"),
        ),
    ),
    # Nobody is credited
    Case(
        "slogan",
        "a slogan is nobody's words",
        "The governor defended the drive with the slogan “Clean streets, we are all in on it.”",
        (("Clean streets, we are all in on it.", None, "unattributed"),),
    ),
    Case("signs", "signs held by others", 'Workers carried signs reading "Pay us now" and "Fair deal."', ()),
    Case(
        "subject_two_sentences_back",
        "a subject two sentences back is no speaker",
        'He is chairman of the mill. Prices rose by a tenth. "Nobody saw it coming and nobody will admit it."',
        (("Nobody saw it coming and nobody will admit it.", None, "unattributed"),),
    ),
    Case("heading", "a heading of marked words", 'Cole spoke.\n\n"The money problem"\n\nThe mill is shut.', ()),
    Case(
        "song_list",
        "a list of titles with American commas",
        "According to the band, expect hits including “Long Road,” “Black Sea,” “River Town” and others.",
        (),
    ),
    Case("title_at_end", "the full stop inside a title", "He explained it on an episode of “The Long Road.”", ()),
    Case("wrote_title", "wrote a book", 'He wrote "The Long Road" in 1988.', ()),
    Case("intro_to", "began is no cue with an object of its own", "The band began the intro to “Down the River”.", ()),
    Case(
        "who_asked",
        "a relative clause before the cue",
        'An official who asked not to be named said the talks were "fruitful".',
        (("fruitful", "An official", "mixed"),),
    ),
    Case(
        "statement_issued",
        "a participle before the cue",
        'A statement issued by the ministry on Sunday said "all is calm".',
        (("all is calm", "A statement", "preceding"),),
    ),
    Case(
        "according_to_him",
        "a pronoun after according to",
        "According to him, “the road is bad.”",
        (("the road is bad.", "him", "according_to"),),
    ),
    Case(
        "in_the_words_of",
        "in the words of",
        'It was, in the words of one envoy, "a farce."',
        (("a farce.", "one envoy", "according_to"),),
    ),
    Case(
        "by_phone",
        "speaking by phone has no agent",
        'Brown, speaking by phone from Rome, told AP: "It is all right."',
        (("It is all right.", "Brown", "preceding"),),
    ),
    Case(
        "criticised_by",
        "the agent of an aside does not speak",
        'Hall, criticised by Cole, said: "It is all right."',
        (("It is all right.", "Hall", "preceding"),),
    ),
    Case(
        "closing_inverted",
        "said NP at the end of the sentence",
        'The ward was "a war zone" by noon, said Ellen Marsh, the head nurse.',
        (("a war zone", "Ellen Marsh, the head nurse", "closing"),),
    ),
    # Names inside an apposition, titles inside a role
    Case(
        "name_in_apposition",
        "the name after for is another person's",
        '"We are staying in," Dana Whitlock, a spokeswoman for Governor Helen Marsh\'s campaign, said.',
        (
            (
                "We are staying in,",
                "Dana Whitlock, a spokeswoman for Governor Helen Marsh's campaign",
                "following",
            ),
        ),
    ),
    Case(
        "lawyer_for_named",
        "the lawyer's name stands after the client's",
        '"It is over," said a lawyer for Helen Marsh, Dana Whitlock.',
        (("It is over,", "a lawyer for Helen Marsh, Dana Whitlock", "inverted"),),
    ),
    Case(
        "mayor_of_place",
        "a place after the comma is no name",
        '"It is over," said the mayor of Dayton, Kern County.',
        (("It is over,", "the mayor of Dayton", "inverted"),),
    ),
    Case(
        "title_in_role",
        "the marked title belongs to the speaker",
        '"It felt like home," the "Harbor Lights" actor said.',
        (("It felt like home,", 'the "Harbor Lights" actor', "following"),),
    ),
    Case(
        "title_in_role_inverted",
        "the same after said",
        '"It felt like home," said the "Harbor Lights" star.',
        (("It felt like home,", 'the "Harbor Lights" star', "inverted"),),
    ),
    Case(
        "title_in_role_before",
        "the same before the quotation",
        "The “Harbor Lights” host told Variety, “It was cold.”",
        (("It was cold.", "The “Harbor Lights” host", "preceding"),),
    ),
    Case(
        "verb_like_word_in_role",
        "works is no verb before a role and a name",
        '"The road is shut," public works director Hannah Blake said.',
        (("The road is shut,", "public works director Hannah Blake", "following"),),
    ),
    Case(
        "told_hearer_only",
        "told is followed by its hearer",
        '"The road is shut for good," told reporters on Monday.',
        (("The road is shut for good,", None, None),),
    ),
    Case(
        "question_and_answer_labels",
        "Q and A name nobody",
        'Q: "Did you see the red car?" A: "I saw a red car."',
        (("Did you see the red car?", None, None), ("I saw a red car.", None, None)),
    ),
    # Signs inside the marks
    Case(
        "three_dots",
        "three dots go on like an ellipsis",
        '"I am very afraid of the dark these days..." she said.',
        (("I am very afraid of the dark these days...", "she", "following"),),
    ),
    Case(
        "three_dots_inverted",
        "the same before said",
        "“I am afraid . . .” said Ann Cole.",
        (("I am afraid . . .", "Ann Cole", "inverted"),),
    ),
    Case(
        "reopened_in_paragraph",
        "a mark reopened where a paragraph break was lost",
        '"We stay," he said. "Let us go home in peace. "However, we stay if we must. "That is all."',
        (
            ("We stay,", "he", "following"),
            ('Let us go home in peace. "However, we stay if we must. "That is all.', "he", "continued"),
        ),
    ),
    Case(
        "wire_lines",
        "indented paragraphs with hard line breaks",
        "Prices fell as nobody wanted to buy\nany oil in the cold winter\nof that year.\n"
        '    "They may need a meeting to sort out\nthe trouble," said Dan Yates, director of Dale Energy\n'
        "Research.\n    The rest of the market\nwaits for rain\nand for peace.",
        (
            (
                "They may need a meeting to sort out\nthe trouble,",
                "Dan Yates, director of Dale Energy\nResearch",
                "inverted",
            ),
        ),
    ),
    # Which verb governs
    Case(
        "quoted_as_after",
        "the one quoted speaks, not the agency",
        '"They cut the power," the agency quoted one witness as saying.',
        (("They cut the power,", "one witness", "following"),),
    ),
    Case(
        "quoted_him_after",
        "the same with a pronoun",
        '"They cut the power," Radio Lagos quoted him as saying on Monday.',
        (("They cut the power,", "him", "following"),),
    ),
    Case(
        "concluded_inside",
        "what was concluded is told by the outer speaker",
        'Brandt said that after long talks Ottawa had concluded the plan was "not in itself a breach of the law."',
        (("not in itself a breach of the law.", "Brandt", "mixed"),),
    ),
    Case(
        "although_inside",
        "a verb in an although clause does not govern",
        'She says that although critics claim otherwise, "the road is safe for everybody."',
        (("the road is safe for everybody.", "She", "preceding"),),
    ),
    Case(
        "while_inside",
        "a verb in a while clause does not govern",
        'It says that while many advisers are recommending more freedom, "there are strong pressures on us."',
        (("there are strong pressures on us.", "It", "mixed"),),
    ),
    Case(
        "as_noted_then_concluded",
        "an as-clause of the reporter is no outer verb",
        'As Hall noted, a study by the college concluded that "the full price falls on the poor of the town."',
        (("the full price falls on the poor of the town.", "a study by the college", "preceding"),),
    ),
    Case(
        "confirmed_by_before",
        "the agent of a participle does not answer",
        'On the form seen by the paper and confirmed by an official, Duncan answered "no, never."',
        (("no, never.", "Duncan", "preceding"),),
    ),
    Case(
        "once_clause",
        "once opens a clause",
        'Once the police left the square, even the old crowd got up and began shouting "Shame!"',
        (("Shame!", "the old crowd", "preceding"),),
    ),
    Case(
        "when_without_comma",
        "a when clause that no comma closes",
        'When Democrats are reduced to lecturing the town that "rumour can be better than proof", all is lost.',
        (("rumour can be better than proof", "Democrats", "preceding"),),
    ),
    Case(
        "shown_declaring",
        "the people shown speak, not the video",
        "The video featured residents declaring, “I am ready for it.”",
        (("I am ready for it.", "residents", "preceding"),),
    ),
    Case(
        "which_by_saying",
        "by saying belongs to its relative clause",
        "The mayor criticised Hall's party, which tried to win votes by saying that strangers were “coming in droves.”",
        (("coming in droves.", "Hall's party", "mixed"),),
    ),
    Case(
        "sister_of_mayor",
        "the name after the mayor is the mayor's",
        'Anna Reed, the sister of the mayor, Paul Bell, said: "It is over."',
        (("It is over.", "Anna Reed, the sister of the mayor", "preceding"),),
    ),
    Case(
        "surname_early",
        "a surname that is also an adverb",
        'The shop is shut, but Early still says the goods are "winners" in the long run.',
        (("winners", "Early", "mixed"),),
    ),
    # Further cues
    Case(
        "sees_as",
        "sees it as",
        'Lewis Ward sees the shop as its "weak spot."',
        (("weak spot.", "Lewis Ward", "named_as"),),
    ),
    Case(
        "remembered_as",
        "remembered him as their",
        'The couple remembered Ford as their "blood brother."',
        (("blood brother.", "The couple", "named_as"),),
    ),
    Case("is_seen_as", "a passive names nobody", 'The shop is seen as a "weak spot" of the town.', ()),
    Case("spoke_of", "spoke of", 'Gates spoke of "a growing unease".', (("a growing unease", "Gates", "mixed"),)),
    Case(
        "questioned_what",
        "questioned and a question clause",
        'He questioned what would be a better deal than "a very safe bank."',
        (("a very safe bank.", "He", "mixed"),),
    ),
    Case(
        "ordered_to",
        "ordered somebody to",
        'The minister ordered police to "show no mercy whatever to the rioters".',
        (("show no mercy whatever to the rioters", "The minister", "mixed"),),
    ),
    Case(
        "his_claim_that",
        "a noun of saying and its owner",
        'His claim that the pair were "not close at all" was false.',
        (("not close at all", "His", "noun"),),
    ),
    Case(
        "orders_from",
        "a noun of saying and its author",
        'It began with orders from Hall to "show no mercy".',
        (("show no mercy", "Hall", "noun"),),
    ),
    Case(
        "claim_rejected",
        "the verb after the noun decides",
        'His claim was rejected by Cole as "false and hurtful".',
        (("false and hurtful", "Cole", None),),
    ),
    # Going on in the next sentence
    Case(
        "goes_on_next_sentence",
        "a clause in the next sentence without a cue",
        'The plan is not final, Howitt says. Even so, "that does not mean it will fail."',
        (("that does not mean it will fail.", "Howitt", "goes_on"),),
    ),
    Case(
        "document_next_sentence",
        "a document has words of its own",
        'The plan is not final, Howitt says. The letter has "a long and very strange list of errors."',
        (("a long and very strange list of errors.", None, "unattributed"),),
    ),
    Case(
        "goes_on_not_over_a_sentence",
        "a sentence between breaks the link",
        'The plan is not final, Howitt says. Nobody knows. Even so, "that does not mean it will fail."',
        (("that does not mean it will fail.", None, "unattributed"),),
    ),
    # Scare words
    Case(
        "believes_scare",
        "one plain word in a belief",
        'Reed believes that their power to quickly "taste" the water helps the fish.',
        (),
    ),
    Case(
        "cannot_explain_scare",
        "one plain word after a negated verb",
        'The experts cannot explain why the "reset" failed in the end.',
        (),
    ),
    # Appositions without an article
    Case(
        "apposition_vice_president",
        "a bare title",
        '"It sells well," said Steve Marsh, Vice President of Sales, on Monday.',
        (("It sells well,", "Steve Marsh, Vice President of Sales", "inverted"),),
    ),
    Case(
        "apposition_senior_fellow",
        "bare nouns before the verb",
        '"It sells well," Steve Marsh, senior fellow at the Dale Institute, said in May.',
        (("It sells well,", "Steve Marsh, senior fellow at the Dale Institute", "following"),),
    ),
    Case(
        "apposition_owner",
        "a possessive name",
        '"It sells well," said Steve Marsh, Hall\'s deputy.',
        (("It sells well,", "Steve Marsh, Hall's deputy", "inverted"),),
    ),
    # Nouns of saying beside the quotation
    Case("was_reply", "was NP's reply", '"We will win," was Cole\'s reply.', (("We will win,", "Cole", "noun"),)),
    Case(
        "came_answer_from",
        "came the answer from NP",
        '"We will win," came the answer from Ann Cole.',
        (("We will win,", "Ann Cole", "noun"),),
    ),
    Case(
        "that_was_message",
        "that was NP's message after a dash",
        '"We will win" - that was Ann Cole\'s message on Monday.',
        (("We will win", "Ann Cole", "noun"),),
    ),
    Case(
        "answer_label", "NP's answer as a label", 'Cole\'s answer: "We will win."', (("We will win.", "Cole", "label"),)
    ),
    Case(
        "response_was_blunt",
        "NP's response before a colon",
        'The response from Cole was blunt: "We will win."',
        (("We will win.", "Cole", "colon"),),
    ),
    Case(
        "denied_claim",
        "the words denied are the other's",
        'Cole denied Reed\'s claim that he "stole the money from the club".',
        (("stole the money from the club", "Reed", "noun"),),
    ),
    Case("on_label", "whom it is about is no label", 'On Reed: "He is a liar."', (("He is a liar.", None, None),)),
    Case(
        "report_found",
        "a report finds in its own words",
        'The report found "no proof of any crime at all".',
        (("no proof of any crime at all", "The report", "preceding"),),
    ),
    Case(
        "found_by_person",
        "a person finds, but says nothing",
        'Cole found "no more than nine old and dirty shirts" there.',
        (("no more than nine old and dirty shirts", None, "unattributed"),),
    ),
    Case(
        "shouts_of",
        "shouts is a noun after to",
        'Residents woke to shouts of "fire, fire, get out of the house".',
        (("fire, fire, get out of the house", None, "unattributed"),),
    ),
    Case(
        "the_two_said",
        "a number as speaker",
        '"We will win," the two said.',
        (("We will win,", "the two", "following"),),
    ),
    Case(
        "seen_by_many_as",
        "the agent of a passive",
        'The attack was seen by many as "an act of war".',
        (("an act of war", "many", "named_as"),),
    ),
    Case(
        "answer_then_question",
        "who goes on after an answer is open",
        '"Who did it?" asked Reed.\n\n"Nobody," replied Cole.\n\n"Are you sure of that?"',
        (("Who did it?", "Reed", None), ("Nobody,", "Cole", None), ("Are you sure of that?", None, "unattributed")),
    ),
)
