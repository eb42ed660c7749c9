"""Claims beside evidence and what negation, modality and names say of each other. Sentences made up.

(claim, evidence, outcome): "" where nothing is to be said, because the word stands with another statement.
"""

Rows = tuple[tuple[str, str, str], ...]

NEGATION: Rows = (
    ("The sides agreed to cut missiles.", "The sides did not agree to cut missiles.", "conflicts"),
    ("The mayor did not resign.", "The mayor resigned on Monday.", "conflicts"),
    ("The mayor never took money.", "The mayor took no money.", "agrees"),
    ("The sides agreed.", "Officials who did not want to be named said the sides agreed.", ""),
    ("The plant is safe.", "The plant isn't safe.", "conflicts"),
    ("Nobody was hurt.", "Four people were hurt.", "conflicts"),
    ("Nobody was hurt.", "No one was hurt.", "agrees"),
    ("The council refused to sign the deal.", "The council signed the deal.", "conflicts"),
    ("The firm failed to pay its workers.", "The firm paid its workers.", "conflicts"),
    ("The firm failed to pay its workers.", "The firm did not pay its workers.", "agrees"),
    ("The minister took the money.", "The minister denied that he took the money.", "conflicts"),
    ("He left without paying.", "He paid before he left.", "conflicts"),
    ("The law does not apply to farms.", "The law applies to farms.", "conflicts"),
    ("Not only the mayor but the council resigned.", "The mayor and the council resigned.", ""),
    ("The bridge is no longer open.", "The bridge is open.", "conflicts"),
    ("There is no doubt that the bridge closed.", "The bridge closed.", ""),
    ("It is not true that the mill burned.", "The mill burned.", "conflicts"),
    ("The road was closed.", "The road was closed, but the school was not.", ""),
    ("Neither side was ready to budge.", "Both sides were ready to budge.", "conflicts"),
    ("The vaccine is unsafe.", "The vaccine is safe.", "conflicts"),
    ("The vaccine is not safe.", "The vaccine is unsafe.", "agrees"),
    ("The team has never won the cup.", "The team won the cup in 1990.", "conflicts"),
    ("None of the miners survived.", "All of the miners survived.", "conflicts"),
    ("The strike was not called off.", "The strike was called off.", "conflicts"),
    ("The president said he would not run.", "The president said he would run.", "conflicts"),
    ("The treaty cuts 300 missiles.", "The treaty cuts 300 missiles but does not ban tests.", ""),
    ("The council did not approve the budget.", "The council approved the road plan but not the budget.", "agrees"),
    ("The bank raised rates.", "The bank raised rates, which nobody had foreseen.", ""),
)

MODALITY: Rows = (
    ("They agreed to talks.", "They offered to hold talks.", "conflicts"),
    ("The bank will raise rates.", "The bank may raise rates.", "conflicts"),
    ("The bank raised rates.", "The bank plans to raise rates.", "conflicts"),
    ("The firm has bought the mill.", "The firm wants to buy the mill.", "conflicts"),
    ("He must pay.", "He should pay.", "conflicts"),
    ("The court banned the book.", "The court considered banning the book.", "conflicts"),
    ("He resigned.", "He promised to resign.", "conflicts"),
    ("She will run.", "She will run.", "agrees"),
    ("The council approved the plan.", "The council is expected to approve the plan.", "conflicts"),
    ("The sides agreed to a truce.", "The sides have agreed on a truce.", "agrees"),
    ("Police ordered residents to leave.", "Police urged residents to leave.", "conflicts"),
    ("The drug causes cancer.", "The drug may cause cancer.", "conflicts"),
    ("He was convicted of theft.", "He was accused of theft.", "conflicts"),
    ("He was convicted of fraud.", "He was charged with fraud.", "conflicts"),
    ("The mill burned.", "The mill burned in May; the school may reopen.", ""),
    ("The mayor could resign.", "The mayor might resign.", "agrees"),
    ("The law requires masks.", "The law recommends masks.", "conflicts"),
    ("The firm will close the mill.", "The firm is going to close the mill.", "agrees"),
    ("The firm plans to close the mill.", "The firm intends to close the mill.", "agrees"),
    ("The bridge opened in May.", "The bridge opened in May and will be painted.", ""),
    ("The president signed the bill.", "The president signed the bill that could cut taxes.", ""),
)

# Of the last name of the claim.
NAMES: Rows = (
    ("The talks were led by Sherman.", "Wendy Sherman led the talks.", "agrees"),
    ("The talks were led by Wendy Sherman.", "Sherman led the talks.", "agrees"),
    ("It was signed by Americans.", "The U.S. signed it.", "agrees"),
    ("The vote was held by the UN.", "The United Nations held the vote.", "agrees"),
    ("The vote was held by the European Union.", "The EU held the vote.", "agrees"),
    ("He spoke for the World Health Organization.", "He spoke for the WHO.", "agrees"),
    ("The report was written by Amnesty.", "Amnesty International wrote the report.", "agrees"),
    ("He was seen in Paris.", "He was seen in London.", "missing"),
    ("The plan was Putin's.", "Putin had the plan.", "agrees"),
    ("The talks were led by Wendy Sherman.", "Robert Sherman led the talks.", "conflicts"),
    ("The prize went to John Smith.", "The prize went to Mary Smith.", "conflicts"),
    ("The prize went to Mary Smith.", "The prize went to Mrs. Smith.", "agrees"),
)
