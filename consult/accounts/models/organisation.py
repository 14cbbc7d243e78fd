"""Organisations that people speak or decide for."""

import uuid

from django.db import models

from consult.accounts.rules.groups import GROUP_NAMES


class Organisation(models.Model):
    """An association, authority, company or institute, and the stakeholder group it belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    group = models.CharField(
        max_length=60,
        blank=True,
        choices=[(str(code), name) for code, name in GROUP_NAMES.items()],
        help_text="Empty for a body outside the groups, such as the United Nations.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
