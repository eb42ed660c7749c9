"""Quotations in French, German and Spanish stories and who is credited with them. Sentences made up for this table.

`quotes` lists (words, speaker mention or None) in order of place; None where the story does not tell in a typical way.
"""

from typing import NamedTuple


class Case(NamedTuple):
    id: str
    reason: str
    text: str
    quotes: tuple[tuple[str, str | None], ...]


CASES = (
    # French
    Case(
        "fr_declared",
        "a déclaré NAME",
        "« Nous avons perdu la récolte », a déclaré Marie Dupont, la maire de la ville.",
        (("Nous avons perdu la récolte", "Marie Dupont"),),
    ),
    Case(
        "fr_selon_first",
        "selon NAME, then the words",
        "Selon Marie Dupont, « nous avons perdu toute la récolte cette année ». Le maire de la ville se tait.",
        (("nous avons perdu toute la récolte cette année", "Marie Dupont"),),
    ),
    Case(
        "fr_selon_last",
        "selon NAME after the words",
        "Le vote était « une farce du début à la fin », selon le sénateur Paul Roux.",
        (("une farce du début à la fin", "le sénateur Paul Roux"),),
    ),
    Case(
        "fr_role_name",
        "a role, then the name after a comma",
        "« La route est fermée », a annoncé le ministre de l'Intérieur, Paul Roux, dans la matinée.",
        (("La route est fermée", "le ministre de l'Intérieur, Paul Roux"),),
    ),
    Case(
        "fr_role_day",
        "a day after the role is not part of it",
        "« La route est fermée », a annoncé le préfet lundi à Nantes.",
        (("La route est fermée", "le préfet"),),
    ),
    Case(
        "fr_clitic",
        "the pronoun hangs on the auxiliary",
        "Le maire est venu sur la place. « La route est fermée », a-t-il dit aux habitants de la ville.",
        (("La route est fermée", "il"),),
    ),
    Case(
        "fr_clitic_present",
        "the pronoun hangs on the cue",
        "La directrice est venue sur la place. « La route est fermée », explique-t-elle avec calme.",
        (("La route est fermée", "elle"),),
    ),
    Case(
        "fr_before_colon",
        "NAME a déclaré before a colon",
        "Marie Dupont a déclaré lundi : « Nous avons perdu la récolte de cette année. »",
        (("Nous avons perdu la récolte de cette année.", "Marie Dupont"),),
    ),
    Case(
        "fr_before_apposition",
        "an apposition between name and cue",
        "Marie Dupont, maire de la ville, a expliqué que « le pont sera fermé pour des mois ».",
        (("le pont sera fermé pour des mois", "Marie Dupont"),),
    ),
    Case(
        "fr_pronoun_que",
        "a pronoun and que",
        "Il a ajouté que « le pont sera fermé » dans la semaine et que les travaux sont prévus.",
        (("le pont sera fermé", "Il"),),
    ),
    Case(
        "fr_reflexive",
        "a reflexive cue",
        "« C'est une honte pour la ville ! », s'est indigné Luc Martin devant les élus.",
        (("C'est une honte pour la ville !", "Luc Martin"),),
    ),
    Case(
        "fr_goes_on",
        "the second half has the same speaker",
        "« La route est fermée », a dit Luc Martin. « Elle le sera pour des mois. » Les habitants sont en colère.",
        (("La route est fermée", "Luc Martin"), ("Elle le sera pour des mois.", "Luc Martin")),
    ),
    Case(
        "fr_unknown",
        "nobody is named",
        "Dans les rues de la ville, on lit « nous voulons du pain et du travail » sur les murs.",
        (("nous voulons du pain et du travail", None),),
    ),
    Case(
        "fr_carried",
        "another paragraph is nobody's",
        "« La route est fermée », a dit Luc Martin dans la matinée.\n\n« Nous ne sommes pas une ville riche. »",
        (("La route est fermée", "Luc Martin"), ("Nous ne sommes pas une ville riche.", None)),
    ),
    Case(
        "fr_scare",
        "a single marked word",
        "La ville veut un projet « vert » pour les quais de la Loire et des bus.",
        (),
    ),
    # German
    Case(
        "de_said",
        "sagte NAME",
        "„Wir haben die Ernte verloren“, sagte Karin Weber am Montag in der Stadt.",
        (("Wir haben die Ernte verloren", "Karin Weber"),),
    ),
    Case(
        "de_before",
        "NAME sagte before a colon",
        "Karin Weber sagte: „Wir haben die Ernte verloren.“ Das ist nicht gut.",
        (("Wir haben die Ernte verloren.", "Karin Weber"),),
    ),
    Case(
        "de_before_day",
        "a day between cue and colon",
        "Die Ministerin sagte am Montag: „Wir haben die Ernte verloren.“ Das ist nicht gut.",
        (("Wir haben die Ernte verloren.", "Die Ministerin"),),
    ),
    Case(
        "de_so",
        "so NAME",
        "„Die Brücke bleibt zu“, so Bürgermeister Jan Kruse. Das ist für die Stadt nicht gut.",
        (("Die Brücke bleibt zu", "Bürgermeister Jan Kruse"),),
    ),
    Case(
        "de_laut",
        "laut NAME",
        "Laut Jan Kruse ist die Lage „nicht mehr zu halten und sehr ernst“ für die Stadt.",
        (("nicht mehr zu halten und sehr ernst", "Jan Kruse"),),
    ),
    Case(
        "de_nach_angaben",
        "nach Angaben",
        "Nach Angaben der Polizei war der Fahrer „ohne Licht und viel zu schnell unterwegs“.",
        (("ohne Licht und viel zu schnell unterwegs", "der Polizei"),),
    ),
    Case(
        "de_hearer",
        "the hearer is not part of the name",
        "„Die Brücke bleibt zu“, sagte Kruse der Zeitung. Das ist für die Stadt nicht gut.",
        (("Die Brücke bleibt zu", "Kruse"),),
    ),
    Case(
        "de_genitive",
        "a genitive belongs to the role",
        "„Die Brücke bleibt zu“, sagte ein Sprecher der Polizei am Montag in der Stadt.",
        (("Die Brücke bleibt zu", "ein Sprecher der Polizei"),),
    ),
    Case(
        "de_particles",
        "von der inside a name",
        "„Wir helfen der Stadt“, versicherte Ulrike von der Heide am Montag und nicht zum ersten Mal.",
        (("Wir helfen der Stadt", "Ulrike von der Heide"),),
    ),
    Case(
        "de_pronoun",
        "sagte er",
        "Kruse war auf der Brücke. „Sie bleibt zu“, sagte er der Zeitung und ging.",
        (("Sie bleibt zu", "er"),),
    ),
    Case(
        "de_inverted_first",
        "an adverbial first, then cue and name",
        "Am Montag erklärte Jan Kruse: „Die Brücke bleibt zu.“ Das ist für die Stadt nicht gut.",
        (("Die Brücke bleibt zu.", "Jan Kruse"),),
    ),
    Case(
        "de_dass",
        "dass before the words",
        "Kruse betonte, dass „die Brücke für Monate nicht befahrbar“ sei und die Stadt das wisse.",
        (("die Brücke für Monate nicht befahrbar", "Kruse"),),
    ),
    Case(
        "de_guillemets",
        "guillemets that point inwards",
        "»Die Brücke bleibt zu«, sagte Karin Weber, die Sprecherin der Stadt, und ging.",
        (("Die Brücke bleibt zu", "Karin Weber"),),
    ),
    Case(
        "de_goes_on",
        "the second half has the same speaker",
        "„Die Brücke bleibt zu“, sagte Weber. „Das ist für die Stadt nicht gut.“",
        (("Die Brücke bleibt zu", "Weber"), ("Das ist für die Stadt nicht gut.", "Weber")),
    ),
    Case(
        "de_document",
        "heißt es names a paper, not a person",
        "„Die Brücke bleibt für Monate zu“, heißt es in dem Brief der Stadt.",
        (("Die Brücke bleibt für Monate zu", None),),
    ),
    # Spanish
    Case(
        "es_said",
        "dijo NAME",
        "«Hemos perdido la cosecha», dijo Ana Torres en la plaza de la ciudad.",
        (("Hemos perdido la cosecha", "Ana Torres"),),
    ),
    Case(
        "es_curly",
        "English marks",
        "“Hemos perdido la cosecha”, afirmó el alcalde de la ciudad, Luis Vega, en una rueda de prensa.",
        (("Hemos perdido la cosecha", "el alcalde de la ciudad, Luis Vega"),),
    ),
    Case(
        "es_segun",
        "según NAME",
        "El puente «no aguanta un invierno más», según la ingeniera Ana Torres.",
        (("no aguanta un invierno más", "la ingeniera Ana Torres"),),
    ),
    Case(
        "es_segun_first",
        "según NAME before the words",
        "Según Ana Torres, el puente de la ciudad «no aguanta un invierno más».",
        (("no aguanta un invierno más", "Ana Torres"),),
    ),
    Case(
        "es_perfect",
        "ha dicho",
        "«El puente se cierra por obras», ha explicado Luis Vega en la radio.",
        (("El puente se cierra por obras", "Luis Vega"),),
    ),
    Case(
        "es_before_colon",
        "NAME dijo before a colon",
        "El ministro de Hacienda dijo el lunes: «No hay más dinero para las obras de la ciudad».",
        (("No hay más dinero para las obras de la ciudad", "El ministro de Hacienda"),),
    ),
    Case(
        "es_before_que",
        "que before the words",
        "Luis Vega, alcalde de la ciudad, aseguró que «el puente se cierra por obras» en mayo.",
        (("el puente se cierra por obras", "Luis Vega"),),
    ),
    Case(
        "es_inverted_first",
        "a day first",
        "El lunes declaró Luis Vega: «No hay más dinero para las obras del puente».",
        (("No hay más dinero para las obras del puente", "Luis Vega"),),
    ),
    Case(
        "es_no_subject",
        "a cue without a subject names nobody",
        "«El puente se cierra por obras», dijo en la plaza de la ciudad.",
        (("El puente se cierra por obras", None),),
    ),
    Case(
        "es_goes_on",
        "the second half has the same speaker",
        "«El puente se cierra», dijo Luis Vega. «No hay más dinero para las obras».",
        (("El puente se cierra", "Luis Vega"), ("No hay más dinero para las obras", "Luis Vega")),
    ),
    Case(
        "es_dashes",
        "dialogue between dashes",
        "—No sé nada de las obras —dijo Ana con una sonrisa—. Mañana veremos el puente.\n\nAna se fue a la plaza.",
        (("No sé nada de las obras", "Ana"), ("Mañana veremos el puente.", "Ana")),
    ),
    Case(
        "es_dashes_question",
        "a question and a line that nobody is credited with",
        "—¿Dónde está el puente de la ciudad? —preguntó el alcalde.\n\n—No lo sé y no me importa.",
        (("¿Dónde está el puente de la ciudad?", "el alcalde"), ("No lo sé y no me importa.", None)),
    ),
    Case(
        "es_relative",
        "a relative clause is not part of the role",
        "«El puente se cierra», dijo el alcalde que ganó a Luis Vega en las elecciones.",
        (("El puente se cierra", "el alcalde"),),
    ),
    # Hearers, naming verbs, cues without a name
    Case(
        "fr_hearer",
        "the hearer stands between cue and name",
        "« Nous sommes prêts », a confié à l'AFP le capitaine Marc Petit, avant le départ de la course.",
        (("Nous sommes prêts", "le capitaine Marc Petit"),),
    ),
    Case(
        "fr_lead_clause",
        "a participle clause before the subject",
        "Interrogé par la presse, Marc Petit a répondu : « Nous sommes prêts pour la course. »",
        (("Nous sommes prêts pour la course.", "Marc Petit"),),
    ),
    Case(
        "fr_elided",
        "d' before the mark, the name after the role",
        "Le maire de la ville, Marc Petit, s'est félicité d'« une course qui fait rêver les enfants ».",
        (("une course qui fait rêver les enfants", "Le maire de la ville, Marc Petit"),),
    ),
    Case(
        "fr_pour",
        "pour NAME",
        "Pour Marc Petit, « la course est déjà gagnée par les marins de la ville ».",
        (("la course est déjà gagnée par les marins de la ville", "Marc Petit"),),
    ),
    Case(
        "de_perfect",
        "hatte NAME gesagt",
        "„Wir sind bereit“, hatte Lang vor dem Spiel gesagt, und die Stadt war auf den Beinen.",
        (("Wir sind bereit", "Lang"),),
    ),
    Case(
        "de_named",
        "nannte NP",
        "Peter Lang, der Trainer der Stadt, nannte das Spiel „eine Schande für den Sport“ und ging.",
        (("eine Schande für den Sport", "Peter Lang"),),
    ),
    Case("de_title", "a book", "Der Roman „Die Brücke am Fluss“ von Peter Lang ist für den Preis nominiert.", ()),
    Case(
        "es_hearer",
        "the hearer stands between cue and name",
        "«Estamos listos», dijo a la prensa el entrenador Luis Vega en la plaza de la ciudad.",
        (("Estamos listos", "el entrenador Luis Vega"),),
    ),
    Case(
        "es_day",
        "a day stands between cue and name",
        "«Estamos listos», ha dicho este lunes la ministra de Sanidad, Ana Torres, en la radio de la ciudad.",
        (("Estamos listos", "la ministra de Sanidad, Ana Torres"),),
    ),
    Case(
        "es_next_name",
        "the name after the second cue is not given to the first",
        '"Estamos listos", dijo. "El partido es de la ciudad", añadió el entrenador del club.',
        (("Estamos listos", None), ("El partido es de la ciudad", "el entrenador del club")),
    ),
)
