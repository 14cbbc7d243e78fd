from django.db import migrations

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial")]
    operations = [
        ForbidChanges("version", erasable=["published_by"]),
        ForbidChanges("rendering"),
        ForbidChanges("block"),
        ForbidChanges("blocktext"),
    ]
