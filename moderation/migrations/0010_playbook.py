import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_reads_languages'),
        ("moderation", "0009_erasure"),
        ('reviews', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerUse',
            fields=[
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='begun_with', serialize=False, to='moderation.decision')),
                ('name', models.SlugField(max_length=40)),
                ('language', models.CharField(max_length=12)),
                ('version', models.PositiveSmallIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CaseTranslation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=12)),
                ('text', models.TextField()),
                ('original_sha256', models.CharField(max_length=64)),
                ('provider', models.CharField(blank=True, max_length=100)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['case', 'made_at'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('weekly', models.BooleanField(default=False)),
                ('last_day', models.DateField(help_text="In the review's zone; none means no end.", null=True)),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ModelAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.SlugField(max_length=40)),
                ('language', models.CharField(max_length=12)),
                ('version', models.PositiveSmallIntegerField()),
                ('feedback', models.CharField(choices=[('constructive', 'constructive'), ('political', 'political'), ('harmful', 'harmful'), ('off_topic', 'off_topic'), ('spam', 'spam')], max_length=12)),
                ('title', models.CharField(max_length=120)),
                ('use_when', models.TextField()),
                ('not_when', models.TextField()),
                ('text', models.TextField()),
                ('withdrawn', models.BooleanField(default=False)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['review', 'name', 'language', 'version'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reviews.review')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('person', 'review'), name='one_reminder_a_review')],
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['review', 'state', 'language'], name='case_languages'),
        ),
        migrations.AddField(
            model_name='casetranslation',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casetranslation',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='moderation.case'),
        ),
        migrations.AddField(
            model_name='duty',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duty',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='modelanswer',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='model_answers', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='modelanswer',
            name='written_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='answeruse',
            name='own',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.modelanswer'),
        ),
        migrations.AddIndex(
            model_name='casetranslation',
            index=models.Index(fields=['case', '-made_at'], name='case_translation_latest'),
        ),
        migrations.AddConstraint(
            model_name='casetranslation',
            constraint=models.CheckConstraint(condition=models.Q(('provider', ''), ('author__isnull', True), _connector='OR'), name='translation_is_of_a_person_or_a_machine'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='duty_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('weekly', True), ('last_day__isnull', True), _connector='OR'), name='only_weekly_duty_has_a_last_day'),
        ),
        migrations.AddConstraint(
            model_name='modelanswer',
            constraint=models.UniqueConstraint(fields=('review', 'name', 'language', 'version'), name='model_answer_version_once'),
        ),
        migrations.AddConstraint(
            model_name='modelanswer',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='model_answer_says_something'),
        ),
        ForbidChanges("ModelAnswer", erasable=["written_by"]),
        ForbidChanges("AnswerUse"),
        # The text is erased with the original, and people may go.
        ForbidChanges("CaseTranslation", erasable=["text", "author"]),
    ]
