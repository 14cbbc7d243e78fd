"""The world whose pages are judged: the demonstration, and what it leaves out.

Everything in it came about by the actions that people use, so a page shows what it shows in
earnest: a full discussion in four languages, receipts in every state, motions in every phase.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from consult.accounts.rules.roles import Role
from tests.drafts.word_files import paragraph, run, styled, word_file

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.council.models import Motion
    from consult.reviews.models import Review

ANONYMOUS = "anonymous"
# People whose pages differ from those of others with their role.
VOTER = "voter"
CLAIMANT = "claimant"
SECURED = "secured"
BARE = "bare"

PERSON_OF = {
    Role.ADMINISTRATOR: "selma.orvani@secretariat.example.org",
    Role.EDITOR: "tomas.kerrel@secretariat.example.org",
    Role.RESPONDENT: "ruben.dalcourt@regional.example.org",
    Role.MODERATOR: "nino.tavelani@secretariat.example.org",
    Role.LEAD_MODERATOR: "amina.zerhal@secretariat.example.org",
    Role.FACILITATOR: "mirela.castan@platform.example.org",
    Role.COUNCIL_SECRETARY: "viktor.halden@council.example.org",
    Role.COUNCIL_MEMBER: "leonor.abashi@council.example.org",
    Role.OBSERVER: "ingrid.osei-lund@un.example.org",
    Role.PARTICIPANT: "mariam.sorhan@sarnwomen.example.org",
    VOTER: "daria.molnen@statistics.example.org",
    SECURED: "luka.ferrand@youthforum.example.org",
}
CHAPTER = "policy-and-enabling-environment"
BARE_ADDRESS = "without.password@example.org"


@dataclass(frozen=True)
class World:
    """Who comes, with which password, and the words that addresses are filled with."""

    visitors: Mapping[str, Any]
    password: str
    words: Mapping[str, Any]


def _quiet_review(installer: User, people: Mapping[str, User]) -> Review:
    """Open a second review in which nothing has happened, with the same people in their roles."""
    from consult.accounts.actions import grant_role
    from consult.reviews.actions import open_review
    from moderation.actions import publish_code
    from moderation.rules.conduct import RuleText

    quiet = open_review(
        actor=installer,
        slug="quiet-2027",
        number_prefix="QUIET27",
        timezone="Asia/Tbilisi",
        languages=["en", "ar"],
        title={"en": "Review of 2027", "ar": "استعراض 2027"},
        country={"en": "Narvelia", "ar": "نارفيليا"},
        summary={"en": "Nothing is published yet.", "ar": "لم يُنشر شيء بعد."},
        is_demonstration=True,
    )
    for role in Role:
        grant_role(actor=installer, review=quiet, user=people[role], role=role)
    rule = RuleText("KIND", {"en": "Be kind"}, {"en": "Speak of the text."}, {"en": "A reply."})
    for sentence in ("I keep to the rules.", "I have read the rules and keep to them."):
        publish_code(
            actor=people[Role.LEAD_MODERATOR],
            review=quiet,
            sentence={"en": sentence},
            promise={"en": "Criticism is welcome."},
            rules=[rule],
        )
    return quiet


def _somebody_without_a_password(installer: User) -> User:
    """Register an editor of a review where a second factor is asked for, who has none."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from consult.accounts.actions import grant_role, register_person
    from consult.reviews.actions import open_review

    TOTP.activate(installer, generate_totp_secret())
    strict = open_review(
        actor=installer,
        slug="strict-2028",
        number_prefix="STRICT28",
        timezone="UTC",
        languages=["en"],
        title={"en": "Review of 2028"},
        country={"en": "Narvelia"},
        summary={"en": "No demonstration."},
    )
    person = register_person(
        actor=installer,
        email=BARE_ADDRESS,
        name="Nora Newcomer",
        organisation=None,
        language="en",
        password=None,
    )
    grant_role(actor=installer, review=strict, user=person, role=Role.EDITOR)
    return person


def _secure(person: User) -> int:
    """Give somebody an authenticator app, recovery codes and a passkey; return the passkey's id."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from allauth.mfa.webauthn.internal.auth import WebAuthn
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from fido2.cose import ES256
    from fido2.utils import websafe_encode
    from fido2.webauthn import (
        Aaguid,
        AttestationObject,
        AttestedCredentialData,
        AuthenticatorData,
    )

    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    identity = uuid.uuid4().bytes
    held = AuthenticatorData.create(
        hashlib.sha256(b"127.0.0.1").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(Aaguid.NONE, identity, public),
    )
    response = {
        "clientDataJSON": websafe_encode(
            b'{"type": "webauthn.create", "challenge": "", "origin": "http://127.0.0.1"}'
        ),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", held, {}))),
    }
    encoded = websafe_encode(identity)
    credential = {
        "id": encoded,
        "rawId": encoded,
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return int(WebAuthn.add(person, "Blue key", credential).instance.pk)


def _drafts(editor: User, review: Review) -> dict[str, Any]:
    """Import a Word file with headings, a table and something left out; return words for it."""
    from consult.drafts.actions import import_draft
    from consult.drafts.models import Draft

    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(paragraph("Region")) + cell.format(paragraph("Share")) + "</w:tr>"
    chapter = review.chapters.get(slug="methodology")
    draft = import_draft(
        actor=editor,
        chapter=chapter,
        language="en",
        data=word_file(
            styled("Heading1", "Methodology")
            + paragraph(run("Two workshops were held. ") + run("Three.", "<w:strike/>"))
            + f"<w:tbl>{row}{row}</w:tbl>"
        ),
        filename="methodology.docx",
    )
    published = Draft.objects.filter(state=Draft.State.PUBLISHED).first()
    return {"draft": draft.pk, "published_draft": published.pk, "drafted": chapter.slug}


def _motions(secretary: User, review: Review) -> dict[str, Any]:
    """Put one motion for tomorrow and one whose time is over; return the words for all four."""
    from django.utils.timezone import now

    from consult.council.actions import put_motion
    from consult.council.models import Motion
    from consult.council.rules.presets import PRESETS

    def put(title: str, **times: Any) -> Motion:
        return put_motion(
            actor=secretary,
            review=review,
            title={"en": title},
            explanation={"en": ""},
            versions=[review.chapters.get(slug="introduction").current],
            authentic_language="en",
            rules=dict(PRESETS["simple_majority"].data),
            key=uuid.uuid4(),
            **times,
        )

    of_demonstration = {motion.state: motion.pk for motion in Motion.objects.filter(review=review)}
    day = timedelta(days=1)
    coming = put("Adopt the introduction", opens_at=now() + day, closes_at=now() + 2 * day)
    ended = put("Adopt the introduction early", opens_at=None, closes_at=now() + day)
    Motion.objects.filter(pk=ended.pk).update(opens_at=now() - day, closes_at=now())
    return {
        "motion": of_demonstration["open"],
        "closed_motion": of_demonstration["closed"],
        "coming_motion": coming.pk,
        "ended_motion": ended.pk,
    }


def _cases() -> tuple[dict[str, Any], User]:
    """Return the words for cases in every state, and who holds the claimed one."""
    from django.utils.timezone import now

    from moderation.models import Case

    cases = Case.objects.filter(review__slug__startswith="vnr").order_by("opened_at")
    waiting = cases.filter(state="pending")
    claimed = waiting.filter(claimed_until__gt=now()).first()
    return {
        "case": waiting.exclude(claimed_until__gt=now()).first().pk,
        "claimed_case": claimed.pk,
        "approved_case": cases.filter(state="approved").first().pk,
        "rejected_case": cases.filter(state="rejected").first().pk,
    }, claimed.claimed_by


def _comments() -> dict[str, Any]:
    """Return the words for comments, receipts and confirmations in every state."""
    from django.core import signing

    from consult.comments.models import Comment, Unconfirmed
    from consult.comments.permissions import confirmation_token
    from consult.comments.rules.confirmation import CONFIRM_WITHIN

    published = Comment.objects.filter(state="published").order_by("posted_at")
    talked = published.filter(discussion__chapter__slug=CHAPTER, answers__isnull=False)
    with_answer = published.filter(answers__isnull=False).first()
    without = published.filter(answers__isnull=True, depth=0).first()
    waiting = Unconfirmed.objects.filter(comment=None).first()
    long_ago = signing.time.time() - CONFIRM_WITHIN.total_seconds() - 1
    with patch.object(signing.time, "time", lambda: long_ago):
        expired = confirmation_token(waiting)
    return {
        "block": talked.exclude(block_key=None).first().block_key,
        "comment": without.public_id,
        "answered_comment": with_answer.public_id,
        "receipt_pending": Comment.objects.filter(state="pending").first().receipt_token,
        "receipt_published": without.receipt_token,
        "receipt_answered": with_answer.receipt_token,
        "receipt_refused": Comment.objects.filter(state="refused").first().receipt_token,
        "confirmation": confirmation_token(waiting),
        "confirmed": confirmation_token(Unconfirmed.objects.exclude(comment=None).first()),
        "expired": expired,
    }


def _reset_link(person: User) -> dict[str, str]:
    """Return the words for the address that somebody gets who forgot their password."""
    from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
    from allauth.account.utils import user_pk_to_url_str

    made = EmailAwarePasswordResetTokenGenerator().make_token(person)
    return {"reset_person": user_pk_to_url_str(person), "reset_key": made}


def build_world() -> World:
    """Build the demonstration and what else there is to see. Takes some ten seconds."""
    from consult.accounts.models import User
    from consult.portal.management.demonstration.build import build
    from consult.portal.management.demonstration.foundation import installer, password

    review = build(lambda _sentence: None)
    people = {name: User.objects.get(email=email) for name, email in PERSON_OF.items()}
    quiet = _quiet_review(installer(), people)
    bare = _somebody_without_a_password(installer())
    cases, claimant = _cases()
    words = {
        "review": review.slug,
        "quiet": quiet.slug,
        "strict": "strict-2028",
        "chapter": CHAPTER,
        "number": 1,
        "passkey": _secure(people[SECURED]),
        **_drafts(people[Role.EDITOR], review),
        **_motions(people[Role.COUNCIL_SECRETARY], review),
        **cases,
        **_comments(),
        **_reset_link(people[Role.PARTICIPANT]),
        "broken_person": "unknown",
        "broken_key": "unknown",
    }
    visitors = {ANONYMOUS: None, **people, CLAIMANT: claimant, BARE: bare}
    return World(
        visitors={str(name): who for name, who in visitors.items()},
        password=password(),
        words=words,
    )
