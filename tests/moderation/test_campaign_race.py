"""Texts of one campaign that arrive at once make one group, since a place has one lock.

The negative control takes the lock away, lets two tasks look before either writes, and shows that
the race is real.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest

from moderation.actions import group_text
from moderation.models import Campaign, CampaignText, Case
from tests.comments.scene import case_of
from tests.core.together import at_once, drop_the_lock
from tests.moderation.campaign_scene import PLEA

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def arrived(transactional_db: None, post: Any) -> list[Any]:
    """Return the cases of texts that have come in and are not grouped yet."""
    return [case_of(post(PLEA)).pk for _text in range(6)]


def test_texts_grouped_at_once_make_one_group(arrived: list[Any]) -> None:
    _results, errors = at_once(lambda number: group_text(case_id=arrived[number]), len(arrived))
    assert errors == []
    campaign = Campaign.objects.get()
    assert (campaign.voices, campaign.waiting) == (6, 6)
    assert CampaignText.objects.filter(campaign=campaign).count() == 6
    assert Case.objects.filter(grouped_under=None).count() == 1


def test_without_the_lock_they_do_not(arrived: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    drop_the_lock(monkeypatch)
    module = sys.modules["moderation.actions.group_text"]
    look = module._alike
    both_looked = threading.Barrier(2)

    def slow(*arguments: Any) -> Any:
        found = look(*arguments)
        both_looked.wait(30)
        return found

    monkeypatch.setattr(module, "_alike", slow)
    _results, errors = at_once(lambda number: group_text(case_id=arrived[number]), 2)
    assert errors or not Campaign.objects.exists()
