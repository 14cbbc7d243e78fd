import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from consult.core.immutable import ForbidChanges

# What the team promised when this was written.
PROMISED = timedelta(days=2)
BATCH = 2000


def write_days(apps, schema_editor):
    """Write the day by which each case is due, in its review's time zone."""
    Case = apps.get_model("moderation", "Case")
    for review in apps.get_model("reviews", "Review").objects.all():
        zone = ZoneInfo(review.timezone)
        cases = list(Case.objects.filter(review=review).only("opened_at"))
        for case in cases:
            case.due_on = (case.opened_at + PROMISED).astimezone(zone).date()
        Case.objects.bulk_update(cases, ["due_on"], batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ("moderation", "0012_safety_outside"),
        ('reviews', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Admission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('guest', 'guest'), ('account', 'account'), ('member', 'member')], max_length=8)),
                ('at_once', models.BooleanField(default=False)),
                ('slower', models.CharField(blank=True, choices=[('unset', 'unset'), ('unreadable', 'unreadable'), ('mode', 'mode'), ('not_trusted', 'not_trusted'), ('no_code', 'no_code'), ('nobody', 'nobody'), ('hours', 'hours'), ('checks', 'checks'), ('signals', 'signals')], max_length=12)),
                ('admitted_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ModeSetting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('guests', models.CharField(choices=[('before', 'before'), ('after', 'after'), ('trusted', 'trusted')], default='before', max_length=8)),
                ('accounts', models.CharField(choices=[('before', 'before'), ('after', 'after'), ('trusted', 'trusted')], default='before', max_length=8)),
                ('members', models.CharField(choices=[('before', 'before'), ('after', 'after'), ('trusted', 'trusted')], default='before', max_length=8)),
                ('threshold', models.PositiveSmallIntegerField()),
                ('keeps_hours', models.BooleanField(default=True)),
                ('days', models.JSONField(default=list)),
                ('opens_at', models.TimeField()),
                ('closes_at', models.TimeField()),
                ('holidays', models.JSONField(default=list)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['review', '-number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('detector', models.CharField(max_length=24)),
                ('version', models.PositiveSmallIntegerField()),
                ('score', models.PositiveSmallIntegerField(default=0)),
                ('data', models.JSONField(default=dict)),
                ('spans', models.JSONField(default=list)),
                ('failed', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['case', '-score', 'detector'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Trust',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['review', 'given_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='WordList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('words', models.JSONField(default=list)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='case',
            name='due_on',
            field=models.DateField(help_text="The day, in the review's time zone, by whose end it is due.", null=True),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['review', 'state', 'due_on', '-priority', 'opened_at', 'id'], name='case_by_day_and_signals'),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='conduct',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accepted', to='moderation.codeofconduct'),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes_accepted', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='admission',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='admission', to='moderation.case'),
        ),
        migrations.AddField(
            model_name='modesetting',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mode_settings', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='modesetting',
            name='set_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='admission',
            name='setting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.modesetting'),
        ),
        migrations.AddField(
            model_name='signal',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signals', to='moderation.case'),
        ),
        migrations.AddField(
            model_name='trust',
            name='given_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trust',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trusted_in', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trust',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trusted', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='wordlist',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='word_lists', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='wordlist',
            name='set_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.UniqueConstraint(fields=('conduct', 'person'), name='code_accepted_once'),
        ),
        migrations.AddConstraint(
            model_name='modesetting',
            constraint=models.UniqueConstraint(fields=('review', 'number'), name='mode_setting_number_once'),
        ),
        migrations.AddConstraint(
            model_name='modesetting',
            constraint=models.CheckConstraint(condition=models.Q(('guests__in', ['before', 'after'])), name='no_guest_is_trusted'),
        ),
        migrations.AddConstraint(
            model_name='modesetting',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lt', models.F('closes_at'))), name='hours_end_after_they_begin'),
        ),
        migrations.AddConstraint(
            model_name='admission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at_once', True), ('setting__isnull', False), ('slower', '')), models.Q(('at_once', False), models.Q(('slower', ''), _negated=True)), _connector='OR'), name='published_unseen_by_a_setting'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(fields=('case', 'detector'), name='detector_speaks_once'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('failed', True), ('score', 0)), models.Q(('failed', False), ('score__gte', 1), ('score__lte', 100)), _connector='OR'), name='signal_scores_up_to_100'),
        ),
        migrations.AddConstraint(
            model_name='trust',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('review', 'person'), name='trusted_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='trust',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='trust_gives_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='wordlist',
            constraint=models.UniqueConstraint(fields=('review', 'language'), name='one_word_list_a_language'),
        ),
        ForbidChanges("ModeSetting", erasable=["set_by"]),
        ForbidChanges("Admission"),
        migrations.RunPython(write_days, migrations.RunPython.noop),
    ]
