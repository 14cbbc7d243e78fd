"""One case with everything that a decision needs, and the decisions on texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.core.errors import NotThere
from consult.reviews.models import Review
from moderation.models import Appeal, Case, CodeOfConduct, Decision, Escalation, Report, Rule
from moderation.rules.appealing import Party, took_part
from moderation.rules.states import (
    MOVES,
    WAITING,
    CaseState,
    Effect,
    Move,
    Verdict,
    effect_of,
    verdicts_in,
)
from moderation.rules.undoing import NothingToUndo, require_undoable
from moderation.selectors.conduct import code_in_force
from moderation.selectors.queue import holder, own_case

MOST_REPORTS_SHOWN = 50
MOST_UNTOLD = 5
BY_FORM = (
    Verdict.APPROVE,
    Verdict.REJECT,
    Verdict.REQUEST_CHANGES,
    Verdict.REDACT,
    Verdict.UPHOLD,
    Verdict.OVERTURN,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A verdict on the page, and whether it takes text from the public, citing a rule."""

    name: str
    withholds: bool

    @property
    def redacts(self) -> bool:
        """Say whether it asks for the words that are taken out of sight."""
        return self.name == Verdict.REDACT


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with what a moderator must know to decide it."""

    case: Case
    decisions: list[Decision]
    code: CodeOfConduct | None
    rules: list[Rule]
    held_by: Any
    is_own: bool
    verdicts: list[Verdict]
    withholds: list[Verdict]
    reports: list[Report]
    appeals: list[Appeal]
    took_part: bool
    escalations: list[Escalation]
    may_escalate: bool
    lead_decides: bool
    may_order: bool
    undoable: Decision | None

    @property
    def appeal(self) -> Appeal | None:
        """Return the appeal that waits for its answer, if one does."""
        return self.appeals[-1] if self.case.state == CaseState.APPEALED else None

    @property
    def is_waiting(self) -> bool:
        """Say whether a moderator owes a decision."""
        return self.case.state in WAITING and self.case.erased_at is None

    @property
    def is_undecided(self) -> bool:
        """Say whether nobody has decided about the text."""
        return not self.decisions

    @property
    def is_published(self) -> bool:
        """Say whether the public sees the text by the decision that counts."""
        return bool(self.decisions) and self.decisions[-1].effect == Effect.PUBLISH

    @property
    def has_gaps(self) -> bool:
        """Say whether words of the text are redacted by the decision that counts."""
        return bool(self.decisions) and self.decisions[-1].redacted > 0

    @property
    def may_unseal(self) -> bool:
        """Say whether the reader judges the author's appeal against gaps, and so sees the whole."""
        appeal = self.appeal
        by_author = appeal is not None and appeal.party == Party.AUTHOR
        return by_author and self.has_gaps and self.may_decide

    @property
    def offered(self) -> list[Offer]:
        """Return what can be decided as the case stands."""
        return [Offer(str(verdict), verdict in self.withholds) for verdict in self.verdicts]

    def offer_called(self, name: str) -> Offer | None:
        """Return the verdict of that name, if it can be decided now."""
        return next((offer for offer in self.offered if offer.name == name), None)

    @property
    def is_later(self) -> bool:
        """Say whether the next decision has to give its reason: all but one on a waiting text."""
        return self.case.state != CaseState.PENDING

    @property
    def may_decide(self) -> bool:
        """Say whether the reader may decide the case as it stands."""
        judged = self.is_own or self.took_part or self.case.erased_at is not None
        return bool(self.verdicts) and not judged and not self.lead_decides


def case_called(case_id: UUID) -> Case:
    """Return a case with its review and who has claimed it; raises `NotThere`."""
    try:
        return Case.objects.select_related("review", "claimed_by", "admission").get(pk=case_id)
    except Case.DoesNotExist:
        raise NotThere() from None


def case_page(case: Case, person: Any, now: datetime) -> CasePage:
    """Return what the page of a case shows, in six queries."""
    code = code_in_force(case.review)
    decisions = decisions_for(case.kind, case.subject_id)
    verdicts = [one for one in verdicts_in(CaseState(case.state)) if one in BY_FORM]
    last = decisions[-1] if decisions else None
    before = Effect(last.effect) if last else None
    if last and last.redacted:
        # What has gaps is published with them, which says the redaction anew.
        verdicts = [one for one in verdicts if one is not Verdict.APPROVE]
    appeals = list(case.appeals.order_by("filed_at"))
    reports = case.reports.select_related("rule").order_by("-filed_at")[:MOST_REPORTS_SHOWN]
    return CasePage(
        case=case,
        decisions=decisions,
        code=code,
        rules=list(code.rules.all()) if code else [],
        held_by=holder(case, now),
        is_own=own_case(case, person),
        verdicts=verdicts,
        withholds=[
            verdict
            for verdict in verdicts
            if verdict is Verdict.REDACT
            or (
                verdict is not Verdict.UPHOLD
                and effect_of(verdict, before, was_redacted=_by_author(last, appeals))
                is Effect.WITHHOLD
            )
        ],
        reports=list(reports),
        appeals=appeals,
        escalations=list(case.escalations.select_related("moderator")),
        may_escalate=(CaseState(case.state), Move.ESCALATE) in MOVES,
        lead_decides=case.state == CaseState.ESCALATED
        and not person.has_perm("moderation.decide_escalated", case.review),
        may_order=Verdict.REJECT in verdicts
        and person.has_perm("moderation.carry_out_order", case.review),
        undoable=_undoable(case, decisions, person, now),
        took_part=case.state == CaseState.APPEALED
        and took_part(
            person.pk, {one.moderator_key for one in decisions}, appeals[-1].appellant_id
        ),
    )


def _undoable(case: Case, decisions: list[Decision], person: Any, now: datetime) -> Decision | None:
    """Return the decision that the person may take back at `now`, or None."""
    if not decisions:
        return None
    last = decisions[-1]
    try:
        require_undoable(
            verdict=Verdict(last.verdict),
            state_before=CaseState(last.state_before),
            state=CaseState(case.state),
            is_own=last.moderator_key == person.pk,
            told_at=last.told_at,
            now=now,
        )
    except NothingToUndo:
        return None
    return last


def untold_decisions(review: Review, person: Any, now: datetime) -> list[Decision]:
    """Return what a person decided just now and nobody is told of yet, the last first: one query.

    At most `MOST_UNTOLD`, the ones of many cases at once included.
    """
    mine = Decision.objects.filter(
        moderator_key=person.pk, told_at__gt=now, case__review=review, undoes=None, undone_by=None
    )
    return list(mine.select_related("case").order_by("-decided_at", "-pk")[:MOST_UNTOLD])


def _by_author(decision: Decision | None, appeals: list[Appeal]) -> bool:
    """Say whether the appeal that waits is the author's against gaps."""
    if decision is None or not decision.redacted or not appeals:
        return False
    return appeals[-1].party == Party.AUTHOR


def latest_decision(case: Case) -> Decision | None:
    """Return the decision that counts, with its rule and code, or None where none does.

    That is the last one that neither is undone nor undoes another.
    """
    decisions = case.decisions.filter(undoes=None, undone_by=None)
    return decisions.select_related("rule__conduct", "appeal").order_by("-number").first()


def decisions_for(kind: str, subject_id: UUID) -> list[Decision]:
    """Return the decisions on a text that stand, first to last, in one query.

    With rule, code and moderator; without what was undone before anybody was told.
    """
    decisions = Decision.objects.filter(
        case__kind=kind, case__subject_id=subject_id, undoes=None, undone_by=None
    )
    found = decisions.select_related("case", "rule__conduct", "moderator", "appeal", "begun_with")
    return list(found.order_by("number"))
