"""The translation provider that the settings name."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from consult.drafts.rules.machine import Provider


def translation_provider() -> Provider:
    """Return the provider that `TRANSLATION_PROVIDER` names: a class, or a function making one."""
    return cast("Provider", import_string(settings.TRANSLATION_PROVIDER)())


def provider_is_own() -> bool:
    """Say whether the operator declares the provider their own (`TRANSLATION_PROVIDER_OWN`)."""
    return bool(settings.TRANSLATION_PROVIDER_OWN)
