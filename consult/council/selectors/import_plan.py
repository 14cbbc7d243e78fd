"""What a spreadsheet would change in a council, found before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consult.accounts.models import Grant, User
from consult.accounts.rules.roles import Role
from consult.core.errors import N_
from consult.council.models import Institution, Seat
from consult.council.rules.council_sheet import Problem, Sheet, SheetPerson, SheetSeat
from consult.council.selectors.names import names_of
from consult.council.selectors.seats import council_of
from consult.reviews.models import Review


@dataclass(frozen=True, slots=True)
class PlannedSeat:
    """A row and what it does: a new seat, a changed one with what changes, or nothing."""

    given: SheetSeat
    seat: Seat | None
    changes: tuple[str, ...]

    @property
    def act(self) -> str:
        """Return new, changed or same."""
        if self.seat is None:
            return "new"
        return "changed" if self.changes else "same"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that would be written, or the problems for which nothing would be."""

    seats: tuple[PlannedSeat, ...]
    institutions: dict[str, dict[str, str]]
    accounts: tuple[SheetPerson, ...]
    roles: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def written(self) -> list[PlannedSeat]:
        """Return the seats that would be new or changed."""
        return [each for each in self.seats if each.act != "same"]

    @property
    def changes_anything(self) -> bool:
        """Say whether there is anything to write."""
        return bool(self.written or self.institutions or self.accounts or self.roles)

    def as_data(self) -> dict[str, Any]:
        """Return what was shown as plain values, so that a change since then is noticed."""
        return {
            "seats": [[each.given.row, each.act, list(each.changes)] for each in self.seats],
            "institutions": self.institutions,
            "accounts": [person.email for person in self.accounts],
            "roles": list(self.roles),
            "problems": len(self.problems),
        }


def import_plan(actor: Any, review: Review, sheet: Sheet) -> ImportPlan:
    """Return what a sheet would change, in a number of queries that does not grow with it.

    People without an account get one only where `actor` may register people, and the role of a
    council member only where they may grant it; otherwise that is a problem of the row.
    """
    council = council_of(review)
    known = {each.slug: each for each in council.institutions}
    seats = {(each.institution.slug, each.position): each for each in council.seats()}
    given = {person.email: person for seat in sheet.seats for person in seat.people}
    users = {each.email: each for each in User.objects.filter(email__in=given)}
    granted = Grant.objects.filter(
        review=review, role=Role.COUNCIL_MEMBER, user__in=users.values()
    ).values_list("user__email", flat=True)
    people = _People(actor, review, users, set(granted))
    institutions, problems = _institutions(sheet, known)
    problems += [
        problem
        for seat in sheet.seats
        for person in seat.people
        for problem in people.problems(seat.row, person)
    ]
    planned = []
    for seat in sheet.seats:
        there = seats.get((seat.institution, seat.position))
        planned.append(PlannedSeat(seat, there, _changes(seat, there) if there else ()))
    return ImportPlan(
        seats=tuple(planned),
        institutions=institutions,
        accounts=tuple(each for email, each in given.items() if email not in users),
        roles=tuple(email for email in given if email not in people.granted),
        problems=tuple(sorted((*sheet.problems, *problems), key=lambda each: each.row)),
    )


def _institutions(
    sheet: Sheet, known: dict[str, Institution]
) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return the names that institutions get, of those that are new or renamed."""
    named: dict[str, dict[str, str]] = {}
    first_row: dict[str, int] = {}
    problems = []
    for seat in sheet.seats:
        names = named.setdefault(seat.institution, {})
        first_row.setdefault(seat.institution, seat.row)
        for code, name in seat.names.items():
            if name and names.setdefault(code, name) != name:
                message = N_("Row %(row)s gives the institution another name.")
                problems.append(Problem(seat.row, message, {"row": first_row[seat.institution]}))
    changed = {}
    for slug, names in named.items():
        if slug not in known and not names:
            message = N_("The institution “%(slug)s” is new and has no name.")
            problems.append(Problem(first_row[slug], message, {"slug": slug}))
        there = names_of(known[slug]) if slug in known else None
        if there is None or {**there, **names} != there:
            changed[slug] = names
    return changed, problems


def _changes(given: SheetSeat, there: Seat) -> tuple[str, ...]:
    now = [each.user.email for each in there.people.all()]
    pairs = {
        "weight": (given.weight, there.weight),
        "block": (given.block, there.block),
        "first_day": (given.active_from, there.active_from),
        "last_day": (given.active_until, there.active_until),
        "people": ([person.email for person in given.people], now),
    }
    return tuple(name for name, (new, old) in pairs.items() if new != old)


class _People:
    """Who is known, and what the actor may do for those who are not."""

    def __init__(
        self, actor: Any, review: Review, users: dict[str, User], granted: set[str]
    ) -> None:
        self.users = users
        self.granted = granted
        self.may_register = actor.is_superuser
        self.may_grant = actor.has_perm("accounts.grant_role", review)

    def problems(self, row: int, person: SheetPerson) -> Iterator[Problem]:
        user = self.users.get(person.email)
        named = {"email": person.email}
        if user is None:
            if not self.may_register:
                message = N_("%(email)s has no account. The site’s administrator may import it.")
                yield Problem(row, message, named)
            elif not person.name:
                yield Problem(row, N_("%(email)s has no account, and the row no name."), named)
        elif not user.is_active:
            yield Problem(row, N_("The account of %(email)s is closed."), named)
        elif person.email not in self.granted and not self.may_grant:
            message = N_(
                "%(email)s does not have the role of a council member. An administrator may "
                "grant it, or import the file."
            )
            yield Problem(row, message, named)
