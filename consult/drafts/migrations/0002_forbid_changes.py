from django.db import migrations

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]

    operations = [
        ForbidChanges("Version", erasable=["published_by"]),
        ForbidChanges("Rendering"),
        ForbidChanges("Block"),
        ForbidChanges("BlockText"),
        ForbidChanges("Anchor"),
        ForbidChanges("Placement"),
    ]
