

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('comments', '0003_margin'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='times_shown_anew',
            field=models.PositiveSmallIntegerField(default=0, help_text="How often a later decision showed the text or the note in the other's place."),
        ),
    ]
