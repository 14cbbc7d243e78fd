"""Whether the author has accepted the code of conduct that is in force."""

from __future__ import annotations

from consult.core.errors import DomainError, N_


class NoCodeYet(DomainError):
    """Comments are taken only under a published code of conduct."""

    code = "no_code_yet"
    status = 409
    message = N_(
        "No code of conduct has been published for this consultation yet, so it takes no comments."
    )


class AcceptanceMissing(DomainError):
    """The author has not accepted the code of conduct."""

    code = "acceptance_missing"
    field = "accept"
    message = N_("Read the code of conduct and confirm that your comment keeps to it.")


class AcceptanceStale(DomainError):
    """The author accepted a version that a newer one has replaced."""

    code = "acceptance_stale"
    status = 409
    field = "accept"
    message = N_(
        "The code of conduct has changed since you opened this page. Your text is kept. Read "
        "version %(version)s and confirm it, then send your comment again."
    )


def require_acceptance(accepted: int | None, in_force: int | None) -> int:
    """Return the accepted version if it is the one in force.

    Raises `NoCodeYet`, `AcceptanceMissing` or `AcceptanceStale`.
    """
    if in_force is None:
        raise NoCodeYet()
    if accepted is None:
        raise AcceptanceMissing()
    if accepted != in_force:
        raise AcceptanceStale(version=in_force)
    return accepted
