"""An organisation is registered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.accounts.models import Organisation
from consult.accounts.rules.groups import StakeholderGroup
from consult.core.errors import NotPermitted
from consult.core.text import clean_line
from consult.core.transactions import command, step


@step
def register_organisation_step(
    *, actor: Any, slug: str, name: Mapping[str, str], group: StakeholderGroup | None
) -> Organisation:
    """Register an organisation with its names by language code.

    `group` None stands for a body outside the stakeholder groups, such as the United Nations.
    Only an installation's administrator may, since a name such as a ministry's lends weight.
    """
    if not actor.is_superuser:
        raise NotPermitted()
    names = {f"name_{code}": clean_line(text) for code, text in name.items()}
    return Organisation.objects.create(slug=slug, group=group or "", **names)


@command
def register_organisation(**arguments: Any) -> Organisation:
    """Register an organisation: see `register_organisation_step`."""
    return register_organisation_step(**arguments)
