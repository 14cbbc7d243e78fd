"""Eight moderators decide the same hundred cases at once: one decision and one notice each.

The control lets decisions pass whatever version of the case they are about.
"""

from __future__ import annotations

import random
import threading
import uuid
from collections import Counter
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError
from consult.core.models import Entry, OutgoingMail
from moderation.actions import decide_case
from moderation.models import Case, Decision
from moderation.rules.states import CaseState, Verdict

pytestmark = pytest.mark.django_db(transaction=True)

DECIDERS = 8
CASES = 100
FEW = 10


def _decide_all(decider: User, cases: list[Case], number: int) -> Counter[str]:
    """Decide every case in an order of the decider's own, as it stood when all began."""
    came: Counter[str] = Counter()
    order = cases[:]
    random.Random(number).shuffle(order)
    refusing = number % 2
    for case in order:
        try:
            decide_case(
                actor=decider,
                case_id=case.pk,
                seen_version=case.version,
                verdict=Verdict.REJECT if refusing else Verdict.APPROVE,
                rule_code="R1" if refusing else "",
                explanation="It ridicules a person." if refusing else "It keeps to the rules.",
                key=uuid.uuid4(),
            )
            came["decided"] += 1
        except DomainError as error:
            came[error.code] += 1
    connection.close()
    return came


def _at_once(person: Any, count: int, post: Any) -> Counter[str]:
    for number in range(count):
        post(f"Comment {number}")
    cases = list(Case.objects.all())
    deciders = [person(Role.MODERATOR, name=f"Moderator {n}") for n in range(DECIDERS)]
    came: list[Counter[str]] = [Counter() for _decider in deciders]
    barrier = threading.Barrier(DECIDERS)

    def run(number: int) -> None:
        barrier.wait()
        came[number] = _decide_all(deciders[number], cases, number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(DECIDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(came, Counter())


def _notices() -> int:
    return OutgoingMail.objects.filter(about__startswith="decision:").count()


def test_each_case_has_one_decision_and_one_notice(post: Any, person: Any) -> None:
    assert _at_once(person, CASES, post) == {
        "decided": CASES,
        "stale_decision": CASES * (DECIDERS - 1),
    }
    assert Counter(Decision.objects.values_list("case_id", flat=True).iterator()) == dict.fromkeys(
        Case.objects.values_list("pk", flat=True), 1
    )
    assert _notices() == CASES
    assert Entry.objects.filter(event="case.decided.v1").count() == CASES
    assert not Case.objects.filter(state=CaseState.PENDING).exists()
    assert set(Case.objects.values_list("version", flat=True)) == {2}


def test_without_the_check_of_the_version_somebody_is_told_twice(post: Any, person: Any) -> None:
    with patch("moderation.actions.decide_case.require_unmoved"):
        _at_once(person, FEW, post)
    assert Decision.objects.count() > FEW
    assert _notices() > FEW
