"""A database of its own for a measurement, thrown away afterwards."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.reviews.models import Review


def lay() -> None:
    """Start Django on a fresh data directory; call it before any model is imported."""
    folder = tempfile.mkdtemp(prefix="consult-benchmark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(
        {
            "CONSULT_DATA_DIR": folder,
            "CONSULT_STATIC_COLLECTED": "0",
            "DJANGO_SETTINGS_MODULE": "consult.config.settings",
        }
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from django.conf import settings

    from consult.core.signing import make_key

    make_key(settings.LEDGER_KEY_FILE)


def open_consultation() -> tuple[Review, User]:
    """Open a review that takes comments, with a code of conduct; return it and its editor."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.utils.timezone import now

    from consult.accounts.actions import grant_role
    from consult.accounts.models import User
    from consult.accounts.rules.roles import Role
    from consult.reviews.actions import open_review, set_window
    from moderation.actions import publish_code
    from moderation.rules.conduct import RuleText

    editor = User.objects.create_superuser("editor@consult.example", name="Editor")
    review = open_review(
        actor=editor,
        slug="benchmark",
        number_prefix="BM",
        timezone="UTC",
        languages=["en", "de", "zh-hans"],
        title={"en": "Benchmark"},
        country={"en": "Nowhere"},
        summary={},
    )
    # Staff roles act with a second factor only.
    TOTP.activate(editor, generate_totp_secret())
    for role in (Role.ADMINISTRATOR, Role.EDITOR, Role.MODERATOR):
        grant_role(actor=editor, review=review, user=editor, role=role)
    moment = now()
    set_window(
        actor=editor,
        review=review,
        opens_at=moment - timedelta(days=1),
        closes_at=moment + timedelta(days=1),
    )
    publish_code(
        actor=editor,
        review=review,
        sentence={"en": "Be kind."},
        rules=[RuleText(code="R1", title={"en": "Kindness"}, text={"en": "Be kind to others."})],
    )
    review.refresh_from_db()
    return review, editor
