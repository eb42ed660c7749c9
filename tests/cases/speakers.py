"""Transcripts of a few turns, a credited speaker, and what the record tells: cases made for these tables."""

SAME, OTHER, UNKNOWN = "same", "other", "unknown"

# Two labels and nothing else: what a label tells by itself. (id, label, credited, expected)
LABELS = [
    ("full-name", "MS. ROE", "Ann Roe", SAME),
    ("surname", "MS. ROE", "Roe", SAME),
    ("title-and-surname", "SENATOR ROE", "Sen. Roe", SAME),
    ("another-title-of-one-person", "GOVERNOR ROE", "Mr. Roe", SAME),
    ("office-before-name", "MS. ROE", "White House press secretary Ann Roe", SAME),
    ("country-and-office-before-name", "PRIME MINISTER ROE", "Norwegian Prime Minister Ann Roe", SAME),
    ("owner-before-office", "MS. ROE", "Biden’s press secretary Ann Roe", SAME),
    ("role-after-comma", "DR. ROE", "Dr. Ann Roe, the president’s chief medical adviser", SAME),
    ("role-before-comma", "SECRETARY ROE", "the Treasury secretary, Ann Roe", SAME),
    ("suffix", "PRINCIPAL CHIEF ROE", "Chuck Roe Jr.", SAME),
    ("suffix-after-comma", "MR. ROE", "Chuck Roe, III", SAME),
    ("suffix-in-label", "MR. ROE, JR.", "Chuck Roe", SAME),
    ("other-surname", "MS. ROE", "Ann Doe", OTHER),
    ("other-gender", "MR. ROE", "Ms. Roe", OTHER),
    ("other-first-name", "ANN ROE", "Jane Roe", OTHER),
    ("initial", "A. ROE", "Ann Roe", SAME),
    ("other-initial", "B. ROE", "Ann Roe", OTHER),
    ("middle-initial-on-one-side", "JOHN ROE", "John F. Roe", SAME),
    ("other-middle-initials", "GEORGE W. ROE", "George H. W. Roe", OTHER),
    ("initials-written-together", "GEORGE H.W. ROE", "George H. W. Roe", SAME),
    ("middle-name-and-its-initial", "MARY LEE ROE", "Mary L. Roe", SAME),
    ("short-form-of-first-name", "WILLIAM ROE", "Bill Roe", SAME),
    ("short-form-at-the-end", "ANTONY ROE", "Tony Roe", SAME),
    ("not-a-short-form", "AARON ROE", "Ron Roe", OTHER),
    ("particles", "PRESIDENT VON DER ROE", "Ursula von der Roe", SAME),
    ("particles-left-out", "PRESIDENT VON DER ROE", "Roe", SAME),
    ("hyphen", "MS. ROE-DOE", "Ann Roe-Doe", SAME),
    ("hyphen-as-space", "MS. ROE-DOE", "Ann Roe Doe", SAME),
    ("half-of-a-hyphenated-name", "MS. ROE-DOE", "Ann Doe", UNKNOWN),
    ("first-of-double-surname", "PRESIDENT LÓPEZ OBRADOR", "Andrés López", UNKNOWN),
    ("double-surname", "PRESIDENT LÓPEZ OBRADOR", "Andrés Manuel López Obrador", SAME),
    ("accents", "DR. NUÑEZ", "Nunez", SAME),
    ("apostrophe", "MR. O'ROE", "Pat O’Roe", SAME),
    ("surname-first", "PRESIDENT MOON", "Moon Jae-in", UNKNOWN),
    ("surname-a-letter-off", "SECRETARY MAYERLING", "Mayerlink", UNKNOWN),
    ("short-surname-a-letter-off", "MR. ROE", "Poe", OTHER),
    ("surname-like-a-title", "SENATOR KING", "Angus King", SAME),
    ("surname-like-a-title-alone", "MR. WHITE", "White", SAME),
    ("another-with-surname-like-a-title", "SENATOR KING", "Ann Roe", OTHER),
    ("office-of-a-ministry", "HUD SECRETARY ROE", "Ann Roe", SAME),
    ("office-of-a-field", "NATIONAL CLIMATE ADVISOR McROE", "Gina McRoe", SAME),
    ("office-to-come", "AMBASSADOR-DESIGNATE ROE", "Ann Roe", SAME),
    ("rank-of-two-words", "MASTER SERGEANT ROE", "Ann Roe", SAME),
    ("clergy", "PASTOR ROE", "the Rev. Ann Roe", SAME),
    ("word-that-may-be-a-title", "TREASURER ROE", "Ann Roe", UNKNOWN),
    ("majesty", "HIS MAJESTY KING ABDULLAH II", "Jordan’s King Abdullah", SAME),
    ("king-of-a-country", "HIS MAJESTY KING ABDULLAH II", "King Abdullah II of Jordan", SAME),
    ("king-as-a-role", "KING ABDULLAH", "the king", SAME),
    ("senator-of-a-state", "SENATOR ROE", "Sen. Ann Roe of Ohio", SAME),
    ("state-of-a-label", "Mr. ROE of Ohio", "Pat Roe", SAME),
    ("bare-surname", "BLITZER", "Wolf Blitzer", SAME),
    ("other-bare-surname", "BLITZER", "Ann Roe", OTHER),
    ("description-after-a-label", "WOLF BLITZER, CNN HOST", "Blitzer", SAME),
    ("party-in-a-label", "SEN. ANN ROE (D-NM)", "Ann Roe", SAME),
    ("remark-in-a-label", "MR. ROE (via phone)", "John Roe", SAME),
    ("interpreted", "PRESIDENT ROE (As interpreted)", "Jan Roe", SAME),
    ("role", "THE PRESIDENT", "the president", SAME),
    ("role-without-article", "THE PRESIDENT", "President", SAME),
    ("vice-is-another-role", "THE PRESIDENT", "the vice president", OTHER),
    ("vice-is-another-role-reversed", "THE VICE PRESIDENT", "the president", OTHER),
    ("role-in-the-label", "PRESIDENT ROE", "the president", SAME),
    ("role-of-whom-nobody-tells", "MS. ROE", "the press secretary", UNKNOWN),
    ("house", "MS. ROE", "the White House", UNKNOWN),
    ("spokeswoman", "MS. ROE", "a White House spokeswoman", UNKNOWN),
    ("officials", "MS. ROE", "officials", UNKNOWN),
    ("office-of-a-person", "MS. ROE", "Roe’s office", UNKNOWN),
    ("pronoun", "MS. ROE", "she", UNKNOWN),
    ("nobody", "MS. ROE", " ", UNKNOWN),
    ("two-persons", "MS. ROE", "Roe and Doe", SAME),
    ("two-others", "MS. ROE", "Poe and Doe", OTHER),
    ("part", "CAPCOM", "CAPCOM", SAME),
    ("part-of-unknown-person", "CDR", "Ann Roe", UNKNOWN),
    ("part-of-few-letters", "PAO", "Ann Roe", UNKNOWN),
    ("single-letter", "P", "Ann Roe", UNKNOWN),
    ("two-parts", "CDR/LMP", "Ann Roe", UNKNOWN),
    ("unnamed-official", "A SENIOR ADMINISTRATION OFFICIAL", "Ann Roe", UNKNOWN),
    ("numbered-official", "SENIOR ADMINISTRATION OFFICIAL TWO", "Ann Roe", UNKNOWN),
    ("official-credited-so", "SENIOR ADMINISTRATION OFFICIAL", "a senior administration official", SAME),
    ("numbered-speaker", "SPEAKER 1", "Ann Roe", UNKNOWN),
    ("participant", "PARTICIPANT", "Ann Roe", UNKNOWN),
    ("audience", "AUDIENCE MEMBER", "Ann Roe", UNKNOWN),
    ("court", "THE COURT", "Ann Roe", UNKNOWN),
    ("speaker-of-a-house", "MR. SPEAKER", "the speaker", SAME),
    ("speaker-of-a-house-by-name", "MR. SPEAKER", "Ann Roe", UNKNOWN),
    ("minister-by-article", "The Prime Minister", "Ann Roe", UNKNOWN),
]

# (id, title, text, words of the turn, credited, expected)
DOCUMENTS = [
    ("title-ties-role", "Remarks by President Roe on the Economy", "THE PRESIDENT:  One.", "One", "Ann Roe", SAME),
    (
        "file-name-ties-role",
        "2021-09-16-remarks-by-president-roe-on-the-economy-4",
        "THE PRESIDENT:  One.",
        "One",
        "Ann Roe",
        SAME,
    ),
    (
        "title-gives-role-to-another",
        "Remarks by President Roe on the Economy",
        "THE PRESIDENT:  One.",
        "One",
        "Jo Doe",
        OTHER,
    ),
    (
        "former-holder",
        "Remarks by President Roe and Former President Doe",
        "THE PRESIDENT:  One.",
        "One",
        "Jo Doe",
        OTHER,
    ),
    (
        "two-leaders",
        "Remarks by President Roe and Prime Minister Doe of the Republic of Poe",
        "THE PRESIDENT:  One.\n\nPRIME MINISTER DOE:  Two.\n",
        "One",
        "Jo Doe",
        OTHER,
    ),
    (
        "two-leaders-own-words",
        "remarks-by-president-roe-and-prime-minister-doe-of-poe",
        "THE PRESIDENT:  One.\n\nPRIME MINISTER:  Two.\n",
        "Two",
        "Jo Doe",
        SAME,
    ),
    (
        "two-leaders-swapped",
        "remarks-by-president-roe-and-prime-minister-doe-of-poe",
        "THE PRESIDENT:  One.\n\nPRIME MINISTER:  Two.\n",
        "Two",
        "Ann Roe",
        OTHER,
    ),
    (
        "name-before-office",
        "Remarks by President Roe and H.E. Moon Jae-in, President of the Republic of Poe",
        "PRESIDENT ROE:  One.\n\nPRESIDENT MOON:  Two.\n",
        "Two",
        "Moon Jae-in",
        SAME,
    ),
    (
        "vice-president-not-president",
        "Remarks by Vice President Roe at a Signing",
        "THE PRESIDENT:  One.",
        "One",
        "Ann Roe",
        UNKNOWN,
    ),
    (
        "the-president-before-a-participle",
        "Remarks by the President Honoring Roe",
        "THE PRESIDENT:  One.",
        "One",
        "Jo Doe",
        UNKNOWN,
    ),
    ("own-label", "", "THE PRESIDENT:  One.\n\nGOVERNOR ROE:  Two.\n", "One", "Ann Roe", OTHER),
    ("both-labels-of-one-person", "", "THE PRESIDENT:  One.\n\nPRESIDENT ROE:  Two.\n", "One", "Ann Roe", UNKNOWN),
    (
        "head-far-down",
        "",
        "Home\nMenu\n" + "A line of the page's menu\n" * 30 + "Remarks by President Roe\n\nTHE PRESIDENT:  One.\n",
        "One",
        "Ann Roe",
        SAME,
    ),
    (
        "wife",
        "Remarks by President Roe and First Lady Jill Roe",
        "THE PRESIDENT:  One.\n\nTHE FIRST LADY:  Two.\n",
        "Two",
        "Joe Roe",
        OTHER,
    ),
    (
        "wife-herself",
        "Remarks by President Roe and First Lady Jill Roe",
        "THE PRESIDENT:  One.\n\nTHE FIRST LADY:  Two.\n",
        "Two",
        "Jill Roe",
        SAME,
    ),
    (
        "wife-by-her-title",
        "Remarks by President Roe",
        "THE PRESIDENT:  One.\n\nDR. ROE:  Two.\n",
        "Two",
        "Joe Roe",
        UNKNOWN,
    ),
    ("two-of-one-surname", "", "MR. ROE:  One.\n\nMS. ROE:  Two.\n", "Two", "Pat Roe", UNKNOWN),
    ("two-of-one-surname-titled", "", "MR. ROE:  One.\n\nMS. ROE:  Two.\n", "Two", "Ms. Roe", SAME),
    ("two-labels-of-one-person", "", "ANN ROE, HOST:  One.\n\nROE:  Two.\n\nDOE:  Three.\n", "Two", "Ann Roe", SAME),
    (
        "press-secretary-by-title",
        "Press Briefing by Press Secretary Ann Roe",
        "MS. ROE:  One.\n\nQ    Two?\n",
        "One",
        "the press secretary",
        SAME,
    ),
    (
        "press-secretary-is-another",
        "Press Briefing by Press Secretary Ann Roe and Secretary Doe",
        "MS. ROE:  One.\n\nSECRETARY DOE:  Two.\n",
        "Two",
        "the press secretary",
        OTHER,
    ),
    ("role-with-own-label", "", "THE PRESIDENT:  One.\n\nMS. ROE:  Two.\n", "Two", "the president", OTHER),
    ("two-presidents", "", "PRESIDENT ROE:  One.\n\nPRESIDENT DOE:  Two.\n", "Two", "the president", UNKNOWN),
    ("question-of-an-official-with-label", "", "MS. ROE:  One.\n\nQ    Two?\n", "Two", "Ann Roe", OTHER),
    (
        "question-of-an-official-in-the-title",
        "Remarks by President Roe and Prime Minister Doe",
        "THE PRESIDENT:  One.\n\nQ    Two?\n",
        "Two",
        "Jo Doe",
        OTHER,
    ),
    (
        "question-of-an-official-in-the-head",
        "",
        "Press Briefing by Secretary Ann Roe\n\nMODERATOR:  One.\n\nQ    Two?\n",
        "Two",
        "Roe",
        OTHER,
    ),
    ("question-of-an-office", "", "THE PRESIDENT:  One.\n\nQ    Two?\n", "Two", "the president", OTHER),
    ("question-of-a-titled-official", "", "MS. DOE:  One.\n\nQ    Two?\n", "Two", "Secretary of State Ann Roe", OTHER),
    (
        "question-of-whom-the-text-gives-an-office",
        "",
        "MS. DOE:  Senator Roe agrees.\n\nQ    Two?\n",
        "Two",
        "Ann Roe",
        OTHER,
    ),
    ("question-of-a-press-secretary", "", "MS. ROE:  One.\n\nQ    Two?\n", "Two", "Press Secretary Ann Roe", OTHER),
    ("question-of-a-reporter", "", "MS. DOE:  One.\n\nQ    Two?\n", "Two", "a reporter", SAME),
    ("question-of-a-reporter-by-name", "", "MS. DOE:  Go ahead, Pat.\n\nQ    Two?\n", "Two", "Pat Poe", UNKNOWN),
    ("answer-of-a-reporter", "", "MS. DOE:  One.\n\nQ    Two?\n", "One", "a reporter", OTHER),
    ("question-in-court", "", "Q. One?\n\nA. Two.\n\nQ. Three?\n\nA. Four.\n", "One", "Senator Roe", UNKNOWN),
    (
        "misprinted-label",
        "",
        "MS. PERKINS:  One.\n\nQ    Two?\n\nMS. PERKINS:  Three.\n\nMS. PERKINS:  Four.\n\nMS. PEKRINS:  Five.\n",
        "Five",
        "Ann Perkins",
        SAME,
    ),
    (
        "q-glued-to-a-label",
        "",
        "MS. ROE:  One.\n\nQ    Two?\n\nMS. ROE:  Three.\n\nMS. ROE:  Four.\n\nQMS. ROE:  Five.\n",
        "Five",
        "Ann Roe",
        SAME,
    ),
    (
        "role-speaks-of-him",
        "",
        "THE PRESIDENT:  One.  I thank Vice President Roe.\n\nTHE VICE PRESIDENT:  Two.\n",
        "One",
        "Ann Roe",
        OTHER,
    ),
    ("role-speaks-of-himself", "", "THE VICE PRESIDENT:  One. I'm Vice President Roe.\n", "One", "Ann Roe", UNKNOWN),
    (
        "role-may-be-his",
        "",
        "THE PRESIDENT:  One. They called me Senator Roe.\n\nMS. DOE:  President Roe agrees.\n",
        "One",
        "Ann Roe",
        UNKNOWN,
    ),
    (
        "introduced-in-the-text",
        "",
        "MODERATOR:  One. I turn it over to Dr. Roe.\n\nDR. ROE:  Two.\n",
        "One",
        "Ann Roe",
        OTHER,
    ),
    (
        "introduced-speaks",
        "",
        "MODERATOR:  One. I turn it over to Dr. Roe.\n\nDR. ROE:  Two.\n",
        "Two",
        "Ann Roe",
        SAME,
    ),
]

# More documents, in which several rules meet.
MIXED = [
    (
        "wife-with-first-name-in-the-text",
        "Remarks by President Roe",
        "THE PRESIDENT:  One. My wife, Dr. Jill Roe, is here.\n\nDR. ROE:  Two.\n",
        "Two",
        "Joe Roe",
        OTHER,
    ),
    (
        "wife-with-first-name-in-the-text-herself",
        "Remarks by President Roe",
        "THE PRESIDENT:  One. My wife, Dr. Jill Roe, is here.\n\nDR. ROE:  Two.\n",
        "Two",
        "Jill Roe",
        SAME,
    ),
    (
        "husband-for-wife",
        "Remarks by President Roe",
        "THE PRESIDENT:  One. My wife, Dr. Jill Roe, is here.\n\nDR. ROE:  Two.\n",
        "One",
        "Jill Roe",
        OTHER,
    ),
    (
        "role-for-another-role",
        "",
        "MODERATOR:  One.\n\nSENIOR ADMINISTRATION OFFICIAL:  Two.\n",
        "Two",
        "Moderator",
        OTHER,
    ),
    (
        "end-of-a-role",
        "",
        "MODERATOR:  One.\n\nSENIOR ADMINISTRATION OFFICIAL:  Two.\n",
        "Two",
        "official",
        SAME,
    ),
    (
        "end-of-a-role-elsewhere",
        "",
        "MODERATOR:  One.\n\nSENIOR ADMINISTRATION OFFICIAL:  Two.\n",
        "One",
        "official",
        OTHER,
    ),
    (
        "husband-for-wife-by-roles",
        "Remarks by President Roe and First Lady Jill Roe",
        "THE PRESIDENT:  One.\n\nTHE FIRST LADY:  Two.\n",
        "One",
        "Jill Roe",
        OTHER,
    ),
    (
        "label-met-once-beside-a-title",
        "",
        "SPEAKER ROE:  One.\n\nTREASURER DOE:  Two.\n",
        "Two",
        "Doe",
        SAME,
    ),
    (
        "two-of-one-title",
        "",
        "MR. DOE:  One.\n\nMR. JAMES:  Two.\n",
        "Two",
        "James Doe",
        OTHER,
    ),
    (
        "possessive-in-a-file-name",
        "president-joe-roes-remarks-on-jobs",
        "THE PRESIDENT:  One.\n",
        "One",
        "Joe Roe",
        SAME,
    ),
    (
        "surname-in-another-spelling",
        "Remarks by President Marinsky",
        "THE PRESIDENT:  One.\n",
        "One",
        "Ann Marinskyy",
        SAME,
    ),
    ("moderator-for-a-question", "", "MODERATOR:  One.\n\nQ    Two?\n", "Two", "the moderator", OTHER),
    ("part-narrowed-by-a-hyphen", "", "CMP-LM:  One.\n\nCC:  Two.\n", "One", "Ann Roe", UNKNOWN),
    (
        "reporter-whose-name-is-an-office-word",
        "White House Press Briefing",
        "MS. DOE:  One.\n\nQ    Two?\n",
        "Two",
        "John White",
        UNKNOWN,
    ),
    (
        "quoting-a-call-is-no-call",
        "",
        "THE PRESIDENT:  One. He said, “Joe, this is it.”\n\nMS. DOE:  Two.\n",
        "One",
        "Joe Roe",
        UNKNOWN,
    ),
    (
        "surname-of-few-letters-with-a-first-name",
        "",
        "ANN LEE, HOST:  One.\n\nLEE:  Two.\n\nDOE:  Three.\n\nDOE:  Four.\n",
        "Two",
        "Jo Poe",
        OTHER,
    ),
    (
        "salutation-is-no-label",
        "Remarks by President Roe",
        "THE PRESIDENT:  One.\n\nMr. Speaker, Mr. President, Members of the Congress:\n\n Two.\n",
        "Two",
        "Ann Roe",
        SAME,
    ),
]

RADIO = """\
CAPCOM: Apollo, Houston. Bill, we have the update.

LMP: Go ahead.

CAPCOM: How'd you sleep, Bill?

LMP: Not bad, Jerry. Frank is asleep.

CAPCOM: Okay, Bill. Thanks.

LMP: Roger. Mike, is that you?

CAPCOM: That's affirmative, Bill.

LMP: Roger.

CAPCOM: Frank, Houston.

CDR: Go, Jerry.

CAPCOM: Roger, Frank. We copy.

CDR: That is what happens when you let Bill Roe fly. He's asleep.

CAPCOM: Very good, Frank.

CDR: Right, Ken.

CAPCOM: Frank, say again?

CDR: Jim has it.
"""
# (id, label, credited, expected)
CREW = [
    ("called-and-answering", "LMP", "Bill Roe", SAME),
    ("surname-by-a-full-name-in-the-text", "LMP", "Roe", SAME),
    ("called-by-this-label", "CAPCOM", "Bill Roe", OTHER),
    ("spoken-of-by-this-label", "CDR", "Jim Poe", OTHER),
    ("another-label-answers", "LMP", "Frank Doe", OTHER),
    ("another-label-answers-to-it", "CDR", "Bill Roe", OTHER),
    ("no-name-of-his-in-the-text", "LMP", "Loe", UNKNOWN),
    ("many-at-one-desk", "CAPCOM", "Jerry Hoe", UNKNOWN),
    ("label-credited", "CAPCOM", "CAPCOM", SAME),
    ("another-label-credited", "LMP", "CAPCOM", OTHER),
]

# Two named Jack, one in the spacecraft and one on the ground, call each other: nobody is told apart by that name.
TWO_JACKS = (
    "CAPCOM: Jack, Houston.\n\nCMP: Go, Jack.\n\n" * 4
    + "CAPCOM: Okay, Jack.\n\nCMP: Okay, Jack.\n\nCAPCOM: Good.\n\nCMP: Thanks.\n"
)

# Documents without labels. (id, title, text, credited, expected)
SPEECHES = [
    (
        "possessive",
        "",
        "PRESIDENT ANN F. ROE'S ADDRESS BEFORE A JOINT SESSION OF THE CONGRESS\n\nWe meet.",
        "Ann Roe",
        SAME,
    ),
    (
        "possessive-other",
        "",
        "PRESIDENT ANN F. ROE'S ADDRESS BEFORE A JOINT SESSION OF THE CONGRESS\n\nWe meet.",
        "Jo Doe",
        OTHER,
    ),
    ("possessive-role", "", "PRESIDENT ANN F. ROE'S ADDRESS BEFORE A JOINT SESSION\n\nWe meet.", "the president", SAME),
    ("short-first-name", "", "PRESIDENT WILLIAM J. ROE'S ADDRESS BEFORE A JOINT SESSION\n\nWe meet.", "Bill Roe", SAME),
    ("nameless-possessive", "", "THE PRESIDENT'S STATE OF THE UNION ADDRESS\n\nWe meet.", "Ann Roe", UNKNOWN),
    ("by", "Remarks by Secretary Ann Roe at the Club", "We meet.", "Ann Roe", SAME),
    (
        "by-file-name",
        "2021-09-02-remarks-by-president-roe-at-virtual-meeting-with-elected",
        "We meet.",
        "Ann Roe",
        SAME,
    ),
    (
        "by-file-name-other",
        "2021-09-02-remarks-by-president-roe-at-virtual-meeting-with-elected",
        "We meet.",
        "Jo Doe",
        OTHER,
    ),
    ("two-speakers", "Remarks by President Roe and Prime Minister Doe", "We meet.", "Jo Doe", SAME),
    ("two-speakers-other", "Remarks by President Roe and Prime Minister Doe", "We meet.", "Pat Poe", OTHER),
    ("participle-after-name", "remarks-by-president-roe-celebrating-doe", "We meet.", "Jo Doe", UNKNOWN),
    ("of", "", "Statement of Ann Roe before the Committee\n\nWe meet.", "Roe", SAME),
    ("prose-names-another", "", "I come from a briefing by General Doe.\n\nWe meet.", "Ann Roe", UNKNOWN),
    (
        "headings-in-capitals",
        "",
        "PRESIDENT ANN ROE'S ADDRESS\n\nWe meet.\n\nFOREIGN POLICY: We hold.\n\nNATIONAL DEFENSE: So.",
        "Roe",
        SAME,
    ),
    ("further-down", "", "Site\nMenu\n" * 12 + "PRESIDENT ANN ROE'S INAUGURAL ADDRESS\n\nWe meet.", "Roe", SAME),
    (
        "points-are-no-labels",
        "",
        "PRESIDENT ANN ROE'S ADDRESS\n\nMr. Speaker, Members of the Congress:\n\nFirst: one.\n\nSecond: two.\n\n"
        "Mr. Speaker, Members:\n\nFirst: three.\n\nSecond: four.",
        "Roe",
        SAME,
    ),
    ("nobody-named", "", "We meet again.", "Ann Roe", UNKNOWN),
]
