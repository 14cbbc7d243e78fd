"""The world whose pages are judged: the demonstration, and what it leaves out.

Everything in it came about by the actions that people use, so a page shows what it shows in
earnest: a full discussion in four languages, receipts in every state, motions in every phase.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from consult.accounts.rules.roles import Role
from tests.browser.given_back import given_back_words
from tests.browser.measured import measure_words
from tests.browser.objections import objection_words
from tests.browser.states import (
    case_words,
    comment_words,
    draft_words,
    motion_words,
    placement_words,
    publication_words,
    reset_words,
    translation_words,
)
from tests.moderation.campaign_scene import campaign_words

if TYPE_CHECKING:
    from consult.accounts.models import User
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


def build_world() -> World:
    """Build the demonstration and what else there is to see. Takes some ten seconds."""
    from consult.accounts.models import User
    from consult.drafts.models import Chapter
    from consult.portal.management.demonstration.build import build
    from consult.portal.management.demonstration.foundation import installer, password
    from moderation.selectors import code_in_force

    review = build(lambda _sentence: None)
    people = {name: User.objects.get(email=email) for name, email in PERSON_OF.items()}
    quiet = _quiet_review(installer(), people)
    bare = _somebody_without_a_password(installer())
    cases, claimant = case_words()
    words = {
        "review": review.slug,
        "quiet": quiet.slug,
        "strict": "strict-2028",
        "chapter": CHAPTER,
        "number": 1,
        "goal": 4,
        "english": "en",
        "shipped_name": "political",
        "new_name": "new",
        "passkey": _secure(people[SECURED]),
        **draft_words(people[Role.EDITOR], review),
        **translation_words(people[Role.EDITOR], review),
        **publication_words(people[Role.EDITOR], review),
        **placement_words(people[Role.EDITOR], review, CHAPTER),
        **motion_words(people[Role.COUNCIL_SECRETARY], review),
        **cases,
        **comment_words(CHAPTER),
        **campaign_words(
            Chapter.objects.get(review=review, slug=CHAPTER),
            people[Role.LEAD_MODERATOR],
            people[Role.PARTICIPANT],
            code_in_force(review).version,
        ),
        **objection_words(),
        **given_back_words(people[Role.PARTICIPANT], people[Role.MODERATOR], CHAPTER),
        **measure_words(people, review, CHAPTER),
        **reset_words(people[Role.PARTICIPANT]),
        "broken_person": "unknown",
        "broken_key": "unknown",
    }
    visitors = {ANONYMOUS: None, **people, CLAIMANT: claimant, BARE: bare}
    return World(
        visitors={str(name): who for name, who in visitors.items()},
        password=password(),
        words=words,
    )
