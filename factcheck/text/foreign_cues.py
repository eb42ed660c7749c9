"""Cues of French, German and Spanish reports, written as they stand there. They count beside a quotation only.

To add one, add its form to the language's list (and a case in tests/cases/foreign.py).
"""

_CUES = {
    "fr": (
        "dit disait déclaré déclare affirme affirmé explique expliqué expliquait ajoute ajouté précise précisé estime "
        "estimé assure assuré souligne souligné raconte raconté répond répondu annonce annoncé indique indiqué écrit "
        "conclut conclu confie confié lance lancé rappelle rappelé insiste insisté note noté reconnaît reconnu martèle "
        "martelé poursuit poursuivi regrette regretté déplore déploré prévient prévenu résume résumé témoigne témoigné "
        "indigne indigné exclame exclamé félicite félicité inquiète inquiété réagit réagi soutient soutenu avertit "
        "averti dénonce dénoncé justifie justifié juge jugé détaille détaillé commente commenté plaide plaidé tweeté "
        "répète répété promet promis observe observé soupire relève relevé qualifié décrit"
    ),
    "de": (
        "sagte sagten sagt gesagt erklärte erklärten erklärt betonte betont meinte meint fügte schrieb schreibt "
        "berichtete berichtet kritisierte kritisiert forderte fordert warnte warnt behauptete behauptet teilte "
        "antwortete antwortet ergänzte ergänzt rief kommentierte kommentiert twitterte versicherte versichert stellte "
        "mahnte mahnt bekräftigte bekräftigt erzählte erzählt erläuterte erläutert begründete resümierte konstatierte "
        "urteilte klagte beklagte bestätigte bestätigt fragte fragt lobte verteidigte unterstrich bezeichnete nannte"
    ),
    "es": (
        "dijo dijeron dice dicho afirmó afirmaron afirma afirmado declaró declara declarado explicó explica explicado "
        "señaló señala señalado aseguró asegura asegurado añadió añade añadido agregó agrega sostuvo sostiene indicó "
        "indica indicado manifestó manifiesta manifestado expresó expresa advirtió advierte advertido comentó comenta "
        "respondió responde anunció anuncia anunciado escribió escribe contó cuenta recordó recuerda insistió insiste "
        "subrayó subraya apuntó apunta denunció denuncia destacó destaca reconoció reconoce lamentó lamenta aclaró "
        "aclara precisó precisa reiteró reitera recalcó remarcó admitió admite criticó relató relata argumentó "
        "concluyó concluye preguntó pregunta prometió sentenció detalló detalla informó opinó opina "
        "calificó tildó describió"
    ),
}
NAMING_VERBS = frozenset("bezeichnete nannte kritisierte calificó tildó describió qualifié décrit".split())
# Words that credit without a verb, longest first; the name follows them.
_ACCORDING = {
    "fr": (("selon",), ("d'après",)),
    "de": (("nach", "den", "worten", "von"), ("nach", "angaben", "von"), ("nach", "angaben"), ("laut",), ("so",)),
    "es": (("de", "acuerdo", "con"), ("según",)),
}
_FORMS = {language: frozenset(forms.split()) for language, forms in _CUES.items()}


def foreign_cues(language: str) -> frozenset[str]:
    """Cue forms of a language other than English ("fr", "de", "es"); empty for any other."""
    return _FORMS.get(language, frozenset())


def crediting_words(language: str) -> tuple[tuple[str, ...], ...]:
    """Words before a name that credit it with a quotation, as `selon`; empty for an unknown language."""
    return _ACCORDING.get(language, ())
