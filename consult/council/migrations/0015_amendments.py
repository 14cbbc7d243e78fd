import django.db.models.deletion
from django.db import migrations, models

import consult.council.rules.motion
from consult.core.immutable import ForbidChanges


class Migration(migrations.Migration):

    dependencies = [
        ("council", "0014_rollup"),
        ("drafts", "0010_easy_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operations', models.JSONField()),
                ('proposer', models.CharField(max_length=200)),
                ('difference', models.TextField()),
                ('difference_sha256', models.CharField(max_length=64)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CarryingOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AlterField(
            model_name='motion',
            name='kind',
            field=models.CharField(choices=[('text', 'text'), ('mandate', 'mandate'), ('procedure', 'procedure'), ('amendment', 'amendment')], default=consult.council.rules.motion.Kind['TEXT'], max_length=10),
        ),
        migrations.AddField(
            model_name='amendment',
            name='motion',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='amendment', to='council.motion'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='rendering',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafts.rendering'),
        ),
        migrations.AddField(
            model_name='carryingout',
            name='amendment',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carrying_out', to='council.amendment'),
        ),
        migrations.AddField(
            model_name='carryingout',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafts.version'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('difference', ''), _negated=True), name='amendment_changes_something'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('proposer', ''), _negated=True), name='amendment_has_proposer'),
        ),
        ForbidChanges("Amendment"),
        ForbidChanges("CarryingOut"),
    ]
