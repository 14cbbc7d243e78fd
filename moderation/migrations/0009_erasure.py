from django.db import migrations, models

from consult.core.immutable import ForbidChanges, Lift, Refuse

ERASABLE = ["reporter", "email", "explanation", "answered_by"]


class Migration(migrations.Migration):
    dependencies = [("moderation", "0008_figures")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="erased_at",
            field=models.DateTimeField(
                help_text="When the text was erased: nothing is left to be decided.", null=True
            ),
        ),
        # A plain hash of the reported text would let a text that was erased be guessed.
        Lift(ForbidChanges("Report", erasable=ERASABLE)),
        ForbidChanges("Report", erasable=[*ERASABLE, "text_sha256"]),
        Refuse(
            "Decision", "moderation_decision_erased", act="INSERT",
            when=(
                "EXISTS (SELECT 1 FROM moderation_case c "
                "WHERE c.id = NEW.case_id AND c.erased_at IS NOT NULL)"
            ),
            sentence="an erased text is decided on no more",
        ),
        Refuse(
            "Case", "moderation_case_erased", act="UPDATE",
            when="OLD.erased_at IS NOT NULL AND NEW.erased_at IS NULL",
            sentence="an erased text does not come back",
        ),
    ]  # fmt: skip
