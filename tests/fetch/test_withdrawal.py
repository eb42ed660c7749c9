"""What is a statement that this article was withdrawn, and what only speaks of something that was."""

import pytest

from factcheck.fetch.changes import find_changes
from factcheck.fetch.document import Document
from factcheck.fetch.passage_changes import PassageOutcome
from factcheck.fetch.read import read_document
from factcheck.fetch.withdrawal import is_withdrawal, withdrawal_words

OF_THIS_ARTICLE = [
    "This article has been retracted.",
    "This article was withdrawn on 4 May 2024.",
    "This story, which ran on 3 March, has been retracted by its editors.",
    "This article about the harbour board has been removed.",
    "This report from our Berlin office has since been withdrawn.",
    "Our story “The harbour that never was” has been taken down.",
    "The article has been removed following a complaint.",
    "The original article has been unpublished.",
    "We have retracted this story.",
    "We withdrew this article on Monday.",
    "The Post has withdrawn this column.",
    "The editors decided to withdraw this article.",
    "We have taken this article down.",
    "This interview (first published in 2019) was pulled.",
    "This post has been removed from our website.",
    "This piece was removed from the site at the request of its author.",
    "An interview that stood in this place has been withdrawn.",
    "This page has been withdrawn.",
    "This content has been removed following a court order.",
    "Dieser Beitrag ist nach einer Beschwerde gelöscht worden und wurde depubliziert.",
    "Der Artikel wurde zurückgezogen.",
    "Nach einer Prüfung haben wir diesen Artikel zurückgezogen.",
    "L’article a été retiré.",
    "Este reportaje fue retirado por la redacción.",
    "Questo articolo è stato rimosso.",
    "Esta reportagem foi removida.",
    "Dit artikel is ingetrokken.",
    "Den här artikeln har tagits bort.",
    "This article was removed on 3 May at the request of the mayor and is no longer available.",
    "The Harbor Ledger retracts this article.",
    "We are retracting our May 3 story.",
    "A story previously published at this address was retracted.",
    "Wir haben diesen Artikel entfernt.",
]
OF_SOMETHING_ELSE = [
    "This article is about a book that was withdrawn from libraries.",
    "This story tells how the minister’s report was withdrawn.",
    "This report says the posts were removed by the network.",
    "This article about a drug that was withdrawn is by Ann Roe.",
    "This story on the statue, which was removed in May, is by our own reporter.",
    "This column first ran before the statue was taken down.",
    "The report was withdrawn by the ministry on Friday.",
    "The post was deleted within the hour.",
    "The statement was retracted.",
    "The essay was removed from the prize’s short list.",
    "The senator deleted the post.",
    "The ministry asked us to remove this article.",
    "A reader demanded that the paper withdraw this report.",
    "“This article has been retracted,” the journal said of the study.",
    "He said “this story was pulled because it was true”.",
    "If this article is removed, tell us.",
    "This article was never retracted.",
    "This article was not removed.",
    "This article was removed from Facebook.",
    "This story was removed from our front page.",
    "This article has been removed from the list of most read stories.",
    "The paper retracted another article in 2019.",
    "Our reporter was removed from the hall.",
    "This page has been removed.",
    "Dieser Bericht beschreibt, wie das Plakat entfernt wurde.",
    "Dieser Artikel handelt von einem Buch, das zurückgezogen wurde.",
    "Der Bericht wurde vom Ministerium zurückgezogen.",
    "Cet article raconte comment le livre a été retiré.",
    "Este artículo cuenta cómo el libro fue retirado.",
    "Dieser Artikel wurde gelöscht oder verschoben.",
    "Cet article a été supprimé ou déplacé.",
    "Questo articolo è stato rimosso o spostato.",
    "Este artigo foi removido ou não existe.",
    "Dit artikel is verwijderd of verplaatst.",
    "This article was deleted or never existed.",
    "This article is temporarily taken offline for maintenance.",
    "This article was temporarily removed for technical reasons and will be back in an hour.",
    "This article has been removed in your country.",
    "This article has been removed because its licence has expired.",
    "This article was taken down by your ad blocker.",
    "This article has been removed to our new site.",
    "This week’s report was withdrawn by the United Nations on Friday.",
    "This stone column was taken down in 1944 by the army.",
    "The op-ed by Senator Cotton was retracted by the other paper.",
]


@pytest.mark.parametrize("sentence", OF_THIS_ARTICLE)
def test_statement_about_this_article(sentence: str) -> None:
    assert is_withdrawal(sentence)


@pytest.mark.parametrize("sentence", OF_SOMETHING_ELSE)
def test_words_about_something_else(sentence: str) -> None:
    assert not is_withdrawal(sentence)


SAID = "We will build nine ferries in the north yard before the spring of next year, Ann Roe said."
LINES = [f"Meeting number {n} of the harbour board dealt with the ferries of line {n}." for n in range(30)]
OTHER = [f"Bakers of street {n} sell rye bread at a price that pleases their neighbours." for n in range(12)]
STATEMENT = "This article has been withdrawn by its editors."


def document(lines: list[str], title: str = "Ferries for the north", link_words: tuple[str, ...] = ()) -> Document:
    text = "\n\n".join(lines)
    return Document(
        type="text/html", reader="made", title=title, article_text=text, visible_text=text, link_words=link_words
    )


def withdrawal(after: Document) -> str:
    return find_changes(document([*LINES, SAID]), after, [SAID]).withdrawal


def test_in_the_articles_place() -> None:
    assert withdrawal(document([STATEMENT]))
    assert withdrawal(document([*OTHER, STATEMENT]))
    assert withdrawal(document([STATEMENT, *OTHER], title="The Harbour Post"))
    assert withdrawal(document([*OTHER, STATEMENT], title="Ferries for the north | The Harbour Post"))


def test_another_page_that_holds_such_words_somewhere_is_none() -> None:
    changes = find_changes(
        document([*LINES, SAID]), document([*OTHER, STATEMENT], title="Bread for the street"), [SAID]
    )
    assert not changes.withdrawal


def test_list_of_pages_is_a_list_whatever_it_says() -> None:
    linked = [f"Bread and ferries in street number {n} of the town" for n in range(15)]
    changes = find_changes(
        document([*LINES, SAID]), document([STATEMENT, *linked, *OTHER], link_words=tuple(linked)), [SAID]
    )
    assert not changes.withdrawal and changes.problem and "list" in changes.problem


@pytest.mark.parametrize("line", ["Subscribe to read the whole story.", "Please sign in to continue."])
def test_wall_is_a_wall_whatever_it_says(line: str) -> None:
    changes = find_changes(document([*LINES, SAID]), document([STATEMENT, line]), [SAID])
    assert changes.problem and not changes.withdrawal


def test_title_alone_says_so_where_it_stands_apart() -> None:
    def of_title(title: str) -> str:
        return withdrawal_words(read_document(f"<title>{title}</title><p>{OTHER[0]}</p>".encode(), name="a.html"))

    assert of_title("RETRACTED: Ferries for the north") and of_title("Withdrawn")
    assert not of_title("Removed from office, the mayor bakes bread")
    assert not of_title("Withdrawn — a novel by Anna Lee reviewed")


def test_statement_costs_little_to_look_for() -> None:
    for unit in ("this article ", "this article, ", "the article – ", "this ", "(", "this article (a "):
        assert not withdrawal_words(document([unit * 4_000]))


def test_notice_above_an_article_that_is_kept() -> None:
    before = document([*LINES, SAID])
    for after in (
        document([STATEMENT, *LINES, SAID]),
        document(["Ferries for the north", STATEMENT, *LINES, SAID]),
        document([*LINES, SAID], title="RETRACTED: Ferries for the north"),
    ):
        changes = find_changes(before, after, [SAID])
        assert changes.withdrawal and changes.alert
        assert changes.tracked[0].outcome is PassageOutcome.PRESENT
        assert not find_changes(after, after, [SAID]).withdrawal


def test_such_a_sentence_further_down_is_part_of_the_article() -> None:
    after = document([*LINES, "This article was withdrawn, says a poster in the hall.", SAID])
    assert not find_changes(document([*LINES, SAID]), after, [SAID]).withdrawal


def test_command_tells_of_the_withdrawal() -> None:
    found = find_changes(document([*LINES, SAID]), document([STATEMENT]), [SAID]).as_json()
    assert (found["withdrawal"], found["replaced"]) == (STATEMENT, False)
