"""Institutions, seats and people come in from a spreadsheet, all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from consult.accounts.actions import grant_role_step, register_person_step
from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError, N_
from consult.core.idempotency import fingerprint
from consult.core.journal import record
from consult.core.text import clean_line
from consult.core.transactions import command, step
from consult.council.actions.set_seat import write_seat_step
from consult.council.models import Institution
from consult.council.rules.council_sheet import read_sheet
from consult.council.rules.spreadsheet import checked_rows
from consult.council.selectors.import_plan import ImportPlan, import_plan
from consult.council.selectors.names import first_name, names_of
from consult.ledger.canonical import canonical_bytes
from consult.reviews.models import Review


class SheetRefused(DomainError):
    """Rows with problems are never left out silently."""

    code = "sheet_refused"
    status = 409
    message = N_("Nothing was imported, since rows have problems. Correct them and try again.")


class PlanOvertaken(DomainError):
    """What is written is what was shown."""

    code = "plan_overtaken"
    status = 409
    message = N_(
        "The council was changed since this was shown, so nothing was imported. See below what "
        "the file would change now."
    )


@step
def import_seats_step(
    *,
    actor: Any,
    review: Review,
    rows: Sequence[Sequence[str]],
    languages: Sequence[str],
    seen: str,
) -> ImportPlan:
    """Write what the rows of a spreadsheet change in the council, and return what that was.

    The secretary and administrators may. A seat is known by institution and position, a person by
    e-mail address, so importing the same rows again changes nothing; seats that no row names stay.
    People without an account get one, and the role of a council member, where the actor may give
    them. `seen` is the fingerprint of the plan that was shown. Guarantees all or nothing: refuses
    rows with problems (`SheetRefused`), and a plan that is not what was shown (`PlanOvertaken`)
    unless nothing is left to change. Each seat is journalled, and the import with the SHA-256 of
    its rows. Frozen rolls stay as they are.
    """
    require(actor, "council.import_seats", review)
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    cells = checked_rows([list(row) for row in rows])
    plan = import_plan(actor, review, read_sheet(cells, languages))
    if plan.problems:
        raise SheetRefused()
    if not plan.changes_anything:
        return plan
    if fingerprint(plan.as_data()) != seen:
        raise PlanOvertaken()
    _name_institutions(review, plan)
    _seat_people(actor, review, plan)
    institutions = {each.slug: each for each in Institution.objects.filter(review=review)}
    record(
        review.log_id,
        "council.seats_imported.v1",
        actor=actor.reference,
        subject=f"review:{review.pk}",
        data={
            "rows_sha256": hashlib.sha256(canonical_bytes(cells)).hexdigest(),
            "institutions": [
                {"institution": slug, "name": first_name(names_of(institutions[slug]))}
                for slug in plan.institutions
            ],
            "seats": len(plan.written),
        },
    )
    return plan


def _name_institutions(review: Review, plan: ImportPlan) -> None:
    """Add the institutions that are new, and give those that are renamed their names."""
    for slug, names in plan.institutions.items():
        columns = {
            f"name_{code.replace('-', '_')}": clean_line(text) for code, text in names.items()
        }
        Institution.objects.update_or_create(review=review, slug=slug, defaults=columns)


def _seat_people(actor: Any, review: Review, plan: ImportPlan) -> None:
    """Make the accounts, grant the roles and write the seats."""
    for person in plan.accounts:
        register_person_step(
            actor=actor,
            email=person.email,
            name=person.name,
            organisation=None,
            language=review.languages[0],
            password=None,
        )
    emails = {person.email for each in plan.seats for person in each.given.people}
    users = {user.email: user for user in User.objects.filter(email__in=emails)}
    for email in plan.roles:
        grant_role_step(actor=actor, review=review, user=users[email], role=Role.COUNCIL_MEMBER)
    institutions = {each.slug: each for each in Institution.objects.filter(review=review)}
    for each in plan.written:
        given = each.given
        write_seat_step(
            actor=actor,
            review=review,
            institution=institutions[given.institution],
            position=given.position,
            weight=given.weight,
            people=[users[person.email] for person in given.people],
            block=given.block,
            active_from=given.active_from,
            active_until=given.active_until,
        )


@command
def import_seats(**arguments: Any) -> ImportPlan:
    """Import a council from rows of a spreadsheet: see `import_seats_step`."""
    return import_seats_step(**arguments)
