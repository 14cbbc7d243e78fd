from django.db import migrations, models

from consult.core.immutable import ForbidChanges, Lift

BESIDE = ["text", "author"]
SAID = ["person", "reason"]


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0015_campaigns'),
    ]

    operations = [
        migrations.AlterField(
            model_name='campaigntext',
            name='left',
            field=models.CharField(blank=True, choices=[('author', 'author'), ('moderator', 'moderator'), ('decision', 'decision'), ('dissolved', 'dissolved'), ('erased', 'erased')], max_length=10),
        ),
        # A plain hash of a text would let one that was erased be guessed.
        Lift(ForbidChanges("CaseTranslation", erasable=BESIDE)),
        ForbidChanges("CaseTranslation", erasable=[*BESIDE, "original_sha256"]),
        Lift(ForbidChanges("Safeguard", erasable=SAID)),
        ForbidChanges("Safeguard", erasable=[*SAID, "text_sha256"]),
    ]
