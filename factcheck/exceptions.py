"""What the services refuse, each with a sentence for the person who asked."""


class FactcheckError(Exception):
    """Base of the refusals below; `str(error)` is fit to be shown."""


class BadInput(FactcheckError):
    """The text, file or address given cannot be used: what was expected, what came."""


class IllegalTransition(FactcheckError):
    """No such way between two review states. `legal` lists the states that can be reached."""

    def __init__(self, message: str, legal: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.legal = legal


class NotAllowed(FactcheckError):
    """This person may not do this."""


class Locked(FactcheckError):
    """Too many failed tries to sign in: this one was not looked at."""


class MissingEvidence(FactcheckError):
    """The decision asks for evidence or a reason that is not there."""


class Stale(FactcheckError):
    """Somebody else changed the item first."""


class CaptureDamaged(FactcheckError):
    """The stored bytes are gone, or are no longer those that were hashed."""


class IndexUnavailable(FactcheckError):
    """The lookup index cannot answer; this is never the same as "not found"."""
