"""No process serves an installation that a system check finds unsound."""

from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured


def refuse_unsound_start() -> None:
    """Raise `ImproperlyConfigured` where a system check finds an error.

    Management commands check by themselves; a server process would otherwise start with a kind of
    text that nobody can judge.
    """
    errors = [str(found) for found in run_checks() if found.level >= ERROR]
    if errors:
        raise ImproperlyConfigured("\n".join(errors))
