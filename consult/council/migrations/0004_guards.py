from django.db import migrations

from consult.core.immutable import ForbidChanges, Refuse

# As consult.council.rules.motion has them; a test holds the two together.
MOVES = (
    "draft>noticed",
    "noticed>open",
    "noticed>void",
    "open>closed",
    "open>void",
    "closed>certified",
)
LISTED = ", ".join(f"'{move}'" for move in MOVES)
MOVED = f"NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ({LISTED})"

KEPT = "OLD.state <> 'draft' AND (" + " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in ("review_id", "number", "kind", "rehearsal", "rules", "put_at")
) + ")"

SHUT = "(SELECT m.state FROM council_motion m WHERE m.id = NEW.motion_id) <> 'open'"


class Migration(migrations.Migration):
    dependencies = [("council", "0003_life_of_a_motion")]

    operations = [
        ForbidChanges("Extension", erasable=["recorded_by"]),
        ForbidChanges("Correction"),
        ForbidChanges("LaterReason"),
        Refuse(
            "Motion", "council_motion_begun", act="INSERT", when="NEW.state <> 'draft'",
            sentence="a motion begins as a draft",
        ),
        Refuse(
            "Motion", "council_motion_moved", act="UPDATE", when=MOVED,
            sentence="this is no legal move of a motion",
        ),
        Refuse(
            "Motion", "council_motion_kept", act="UPDATE", when=KEPT,
            sentence="what the council was told of a motion never changes",
        ),
        Refuse(
            "Ballot", "council_ballot_open", act="INSERT", when=SHUT,
            sentence="only an open motion takes ballots",
        ),
    ]
