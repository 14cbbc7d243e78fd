"""Who may have what erased, what a court keeps, and what the pages say."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.comments.actions import confirm_comment
from consult.comments.models import Comment, Unconfirmed
from consult.comments.permissions import confirmation_token
from consult.comments.rules.confirmation import LinkWrong
from consult.comments.rules.states import CommentState
from consult.core.errors import KeyReused, NotPermitted, NotThere
from consult.core.mail import deliver
from consult.core.models import Entry, OutgoingMail
from consult.erasure.actions import ask_for_everything, erase_submission, lift_hold, set_hold
from consult.erasure.models import ErasureRequest, Hold
from consult.erasure.permissions import everything_token
from consult.erasure.rules.asking import (
    AskedBy,
    ErasedAlready,
    EraseLinkExpired,
    ErasureHeld,
    NumberUnknown,
    SourceMissing,
)
from moderation.actions import claim_case, lodge_appeal
from moderation.models import Case, Decision
from moderation.rules.judging import SubjectErased
from moderation.rules.reporting import NotPublishedNow
from moderation.rules.statement import without_words
from moderation.selectors import reportable_case
from tests.comments.scene import case_of
from tests.erasure.attached import guest_comment, guest_draft

pytestmark = pytest.mark.django_db


def erase(actor: Any, comment: Comment, asked_by: AskedBy = AskedBy.AUTHOR, **said: Any) -> Comment:
    """Erase a submission."""
    return erase_submission(actor=actor, public_id=comment.public_id, asked_by=asked_by, **said)


def test_an_accounts_text_is_erased_by_nobody_but_its_author(
    post: Any, participant: Any, person: Any
) -> None:
    comment = post()

    for actor in (AnonymousUser(), person(name="Somebody Else")):
        with pytest.raises(NotThere):
            erase(actor, comment, token=comment.receipt_token)
    erased = erase(participant, comment)

    assert (erased.state, erased.erased_for, erased.author_id) == ("erased", "author", None)
    assert erase(AnonymousUser(), comment).erased_at == erased.erased_at
    assert Entry.objects.filter(event="submission.erased.v1").count() == 1


def test_a_guests_text_is_erased_by_the_receipt_alone(chapter: Any, code: Any, person: Any) -> None:
    comment = guest_comment(chapter, code, "As a guest.")

    for token in ("", "wrong"):
        with pytest.raises(NotThere):
            erase(person(name="Somebody"), comment, token=token)

    assert erase(AnonymousUser(), comment, token=comment.receipt_token).state == "erased"


def test_staff_erases_on_a_letter_and_names_it(
    post: Any, moderator: Any, editor: Any, person: Any
) -> None:
    comment = post()

    with pytest.raises(NotPermitted):
        erase(person(Role.MODERATOR), comment, AskedBy.REQUEST, source="Letter of 3 May")
    with pytest.raises(NotPermitted):
        erase(editor, comment, AskedBy.COURT, source="Order 3/26")
    with pytest.raises(SourceMissing):
        erase(moderator, comment, AskedBy.REQUEST, source=" ")
    erase(moderator, comment, AskedBy.REQUEST, source="Letter  of 3 May")

    request = ErasureRequest.objects.get()
    assert (request.source, request.asked_by, request.done) == ("Letter of 3 May", moderator, 1)


def test_what_a_court_keeps_is_erased_only_once_the_hold_is_lifted(
    post: Any, participant: Any, administrator: Any, moderator: Any, review: Any,
    work_off_tasks: Callable[[], int],
) -> None:  # fmt: skip
    kept, other = post("Kept."), post("Not kept.")
    with pytest.raises(NotPermitted):
        set_hold(actor=moderator, review=review, number=kept.number, source="Order 1/26")
    with pytest.raises(NumberUnknown):
        set_hold(actor=administrator, review=review, number="VNR26-999999", source="Order 1/26")
    hold = set_hold(actor=administrator, review=review, number=kept.number, source="Order 1/26")
    again = set_hold(actor=administrator, review=review, number=kept.number, source="Another")
    assert (again.pk, again.source) == (hold.pk, "Order 1/26")

    with pytest.raises(ErasureHeld):
        erase(participant, kept)
    ask_for_everything(actor=participant, asked_by=AskedBy.AUTHOR, closes_account=True)
    work_off_tasks()

    request = ErasureRequest.objects.get()
    assert (request.state, request.done, request.held) == ("done", 1, 1)
    assert request.account_stays
    assert User.objects.get(pk=participant.pk).is_active
    assert Comment.objects.get(pk=other.pk).state == CommentState.ERASED
    lift_hold(actor=administrator, review=review, hold_id=hold.pk)
    assert erase(participant, kept).state == CommentState.ERASED
    with pytest.raises(ErasedAlready):
        set_hold(actor=administrator, review=review, number=kept.number, source="Order 2/26")
    assert Hold.objects.get().lifted_by == administrator


def test_a_council_members_account_stays_with_its_record(
    person: Any, review: Any, post: Any, work_off_tasks: Callable[[], int]
) -> None:
    from consult.council.actions import add_institution, set_seat

    secretary, member = person(Role.COUNCIL_SECRETARY), person(Role.COUNCIL_MEMBER)
    ministry = add_institution(actor=secretary, review=review, slug="m", name={"en": "Ministry"})
    set_seat(
        actor=secretary, review=review, institution=ministry, position=1, weight=1, people=[member]
    )
    comment = post(actor=member)

    ask_for_everything(actor=member, asked_by=AskedBy.AUTHOR, closes_account=True)
    work_off_tasks()

    assert Comment.objects.get(pk=comment.pk).state == CommentState.ERASED
    assert ErasureRequest.objects.get().account_stays
    assert User.objects.get(pk=member.pk).is_active


def test_a_second_wish_while_the_first_is_carried_out_is_the_first(participant: Any) -> None:
    first, second = (
        ask_for_everything(actor=participant, asked_by=AskedBy.AUTHOR, closes_account=False)
        for _ in range(2)
    )

    assert first.pk == second.pk


def test_thousands_are_erased_in_rounds(
    post: Any, participant: Any, work_off_tasks: Callable[[], int], monkeypatch: Any
) -> None:
    from consult.erasure import tasks

    monkeypatch.setattr(tasks, "BATCH", 2)
    for place in range(5):
        post(f"Text {place}.")
    request = ask_for_everything(actor=participant, asked_by=AskedBy.AUTHOR, closes_account=False)

    work_off_tasks()
    tasks.carry_out.call(request_id=str(request.pk))

    request.refresh_from_db()
    assert (request.done, request.total, request.state) == (5, 5, "done")
    assert Entry.objects.filter(event="submission.erased.v1").count() == 5
    assert User.objects.filter(pk=participant.pk).exists()


def test_a_draft_goes_and_its_link_opens_nothing(
    chapter: Any, code: Any, work_off_tasks: Callable[[], int]
) -> None:
    sent = guest_comment(chapter, code, "Sent.")
    link = confirmation_token(guest_draft(chapter, code, "Not yet."))

    ask_for_everything(
        actor=AnonymousUser(), asked_by=AskedBy.AUTHOR, closes_account=False,
        token=everything_token(sent),
    )  # fmt: skip
    work_off_tasks()

    assert not Unconfirmed.objects.filter(comment=None).exists()
    with pytest.raises(LinkWrong):
        confirm_comment(token=link)
    with pytest.raises(EraseLinkExpired):
        ask_for_everything(
            actor=AnonymousUser(), asked_by=AskedBy.AUTHOR, closes_account=False,
            token=everything_token(sent),
        )  # fmt: skip


def test_nothing_is_decided_reported_or_appealed_after(
    post: Any, judge: Any, participant: Any, moderator: Any
) -> None:
    waiting, refused = post("Waits."), post("Refused.")
    judge(refused, "R1", "It ridicules somebody.")
    for comment in (waiting, refused):
        erase(participant, comment)

    for act in (judge, lambda one: claim_case(actor=moderator, case_id=case_of(one).pk)):
        with pytest.raises(SubjectErased):
            act(waiting)
    with pytest.raises(NotPublishedNow):
        reportable_case("comment", refused.public_id)
    with pytest.raises(Exception, match="appeal"):
        lodge_appeal(
            case_id=case_of(refused).pk, token=refused.receipt_token, text="Why?", key=uuid.uuid4()
        )
    decision = Decision.objects.get(case=case_of(refused))
    assert (decision.explanation, decision.rule and decision.rule.code) == ("[erased]", "R1")
    assert decision.statement["ground"]["explanation"] == "[erased]"
    assert decision.statement["ground"]["title"]["en"] == "No insults"


def test_the_database_holds_that_it_is_empty_and_stays_so(post: Any, participant: Any) -> None:
    comment = erase(participant, post("Mine."))

    for change in ({"body": "Back."}, {"author_name": "Paul"}, {"state": "published"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case_of(comment).pk).update(erased_at=None)


def test_the_same_form_again_does_not_bring_it_back(post: Any, participant: Any) -> None:
    key = uuid.uuid4()
    erase(participant, post("Mine.", key=key))

    with pytest.raises(KeyReused):
        post("Mine.", key=key)


def test_a_mail_that_fails_meanwhile_does_not_name_its_address_again(
    post: Any, participant: Any, monkeypatch: Any
) -> None:
    comment = post("Mine.")
    mail = OutgoingMail.objects.filter(about=comment.reference).get()

    def refuse(self: Any) -> None:
        erase(participant, comment)
        raise OSError(f"no mailbox {participant.email}")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    assert not deliver(str(mail.pk))

    mail.refresh_from_db()
    assert (mail.state, mail.last_error, mail.to) == ("cancelled", "", "")


def test_a_statement_keeps_its_codes_and_loses_its_words() -> None:
    kept = without_words(
        {
            "source": "court_order",
            "facts": {"number": "VNR26-000001", "said": "You wrote: fool.", "at": "2026-05-03"},
            "ground": {"rule": "R1", "title": {"en": "No insults"}, "explanation": "fool"},
            "more": ["Some words.", 3, None],
        }
    )

    assert kept == {
        "source": "court_order",
        "facts": {"number": "VNR26-000001", "said": "[erased]", "at": "2026-05-03"},
        "ground": {"rule": "R1", "title": {"en": "No insults"}, "explanation": "[erased]"},
        "more": ["[erased]", 3, None],
    }


def test_what_is_erased_is_erased_in_sqlites_pages() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL leaves it to its vacuum.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
