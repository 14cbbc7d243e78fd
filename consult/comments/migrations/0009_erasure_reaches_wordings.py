from django.db import migrations

from consult.core.immutable import ForbidChanges, Lift

ERASABLE = ["body", "html", "suggested_new"]


class Migration(migrations.Migration):
    dependencies = [("comments", "0008_campaigns")]

    # A plain hash of a wording would let a text that was erased be guessed.
    operations = [
        Lift(ForbidChanges("CommentRevision", erasable=ERASABLE)),
        ForbidChanges("CommentRevision", erasable=[*ERASABLE, "sha256"]),
    ]
