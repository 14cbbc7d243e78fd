import consult.council.rules.reminder
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):

    dependencies = [
        ("council", "0005_seats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('media_type', models.CharField(max_length=20)),
                ('content', models.BinaryField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filed_at', models.DateTimeField()),
                ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='council.seat')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='council.letter')),
            ],
            options={
                'ordering': ['seat', 'filed_at'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('seat', 'user', 'letter'), name='appointment_letter_once')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('day', 'day'), ('hours', 'hours'), ('by_hand', 'by_hand')], max_length=8)),
                ('sent_at', models.DateTimeField()),
                ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='council.motion')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['motion', 'pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(condition=models.Q(('occasion__in', [consult.council.rules.reminder.Occasion['DAY'], consult.council.rules.reminder.Occasion['HOURS']])), fields=('motion', 'occasion'), name='reminder_once_an_occasion')],
            },
        ),
        ForbidChanges("Letter"),
        ForbidChanges("Appointment", erasable=["filed_by"]),
        ForbidChanges("Reminder", erasable=["sent_by"]),
    ]
