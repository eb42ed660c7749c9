"""Place names that follow a comma after a person's name or town: states, provinces, countries. Not a gazetteer."""

from collections.abc import Sequence

from factcheck.text.frame import Token

_PLACES = frozenset(
    place.strip()
    for place in """
    alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, georgia, hawaii, idaho,
    illinois, indiana, iowa,
    kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana,
    nebraska, nevada,
    new hampshire, new jersey, new mexico, new york, north carolina, north dakota, ohio, oklahoma, oregon,
    pennsylvania, rhode island,
    south carolina, south dakota, tennessee, texas, utah, vermont, virginia, washington, west virginia, wisconsin,
    wyoming,
    ontario, quebec, alberta, manitoba, saskatchewan, british columbia, nova scotia, new brunswick, queensland,
    victoria, tasmania,
    new south wales, england, scotland, wales, northern ireland, ireland, france, germany, italy, spain, portugal,
    greece, turkey, russia,
    ukraine, poland, austria, switzerland, belgium, netherlands, sweden, norway, denmark, finland, china, japan,
    india, pakistan,
    indonesia, malaysia, australia, new zealand, canada, mexico, brazil, argentina, chile, egypt, israel, iran, iraq,
    syria, lebanon, kenya,
    nigeria, south africa, afghanistan, south korea, north korea, vietnam, thailand, philippines, saudi arabia, d.c.,
    london
    """.replace("\n", " ").split(",")
)
_ABBREVIATED = frozenset(
    "ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo. "
    "mont. neb. nev. okla. ore. "
    "pa. tenn. tex. va. vt. wash. wis. wyo. n.y. n.j. n.c. s.c. n.h. n.m. n.d. s.d. r.i. w.va. d.c. ont. que.".split()
)


def is_place(tokens: Sequence[Token]) -> bool:
    """True if the tokens are nothing but one of these names."""
    if not tokens or len(tokens) > 3:
        return False
    name = " ".join(token.low for token in tokens)
    return name in _PLACES or name in _ABBREVIATED or name + "." in _ABBREVIATED
