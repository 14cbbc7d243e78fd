from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from consult.core.immutable import ForbidChanges, Lift, Refuse

(LIVE_KEPT,) = [
    guard
    for guard in import_module("consult.council.migrations.0017_live_roll").Migration.operations
    if isinstance(guard, Refuse) and guard.name == "council_motion_live_kept"
]

ENDED = "COALESCE((SELECT s.state FROM council_sitting s WHERE s.id = OLD.sitting_id), '') = 'ended'"
TO_COME = (
    "EXISTS (SELECT 1 FROM council_sitting s WHERE s.id = NEW.sitting_id "
    "AND s.review_id = NEW.review_id AND s.state <> 'ended')"
)
MOVED = f"OLD.state = 'noticed' AND NEW.state = 'noticed' AND {ENDED} AND {TO_COME}"
CHANGED = "COALESCE(CAST(NEW.{0} AS text), '') <> COALESCE(CAST(OLD.{0} AS text), '')"
KEPT = (
    f"OLD.state <> 'draft' AND ({CHANGED.format('voting_seconds')} "
    f"OR ({CHANGED.format('sitting_id')} AND NOT ({MOVED})))"
)
SESSION = "(SELECT s.{} FROM council_sitting s WHERE s.id = OLD.sitting_id)"
STAYS = (
    f"OLD.position <= {SESSION.format('place')} OR {SESSION.format('state')} = 'ended' "
    "OR EXISTS (SELECT 1 FROM council_itemminutes w WHERE w.item_id = OLD.id) "
    "OR EXISTS (SELECT 1 FROM council_motion m WHERE m.id = OLD.motion_id "
    "AND m.state IN ('open', 'closed', 'certified'))"
)
OTHER_SEAT = (
    "NEW.proxy_id IS NOT NULL AND "
    "(SELECT p.seat_id FROM council_proxy p WHERE p.id = NEW.proxy_id) <> NEW.seat_id"
)


class Migration(migrations.Migration):
    dependencies = [("council", "0018_published_reasons")]

    operations = [
        migrations.AddField(
            model_name="presence",
            name="proxy",
            field=models.ForeignKey(
                help_text="Whose holder said so; empty where the seat's own people or the secretary did.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="council.proxy",
            ),
        ),
        ForbidChanges("Presence", erasable=["recorded_by"]),
        Refuse(
            "Presence", "council_presence_own_proxy", act="INSERT", when=OTHER_SEAT,
            sentence="a proxy speaks for its own seat",
        ),
        Lift(LIVE_KEPT),
        Refuse(
            "Motion", "council_motion_live_kept", act="UPDATE", when=KEPT,
            sentence="a motion changes its session only where that ended without opening it",
        ),
        # What is still ahead of a session may be removed; a plain guard forbade every removal.
        Lift(ForbidChanges("AgendaItem", erasable=["position", "title", "motion"])),
        Refuse(
            "AgendaItem", "council_agenda_kept", act="UPDATE",
            when="NEW.id <> OLD.id OR NEW.sitting_id <> OLD.sitting_id",
            sentence="an item stays on the agenda of its session",
        ),
        Refuse(
            "AgendaItem", "council_agenda_stays", act="DELETE", when=STAYS,
            sentence="what was dealt with, written down or voted on stays on the agenda",
        ),
    ]  # fmt: skip
