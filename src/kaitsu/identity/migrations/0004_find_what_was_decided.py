from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_attempts_images_and_verdicts")]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["decided_at"],
                include=["submitted_at"],
                condition=Q(decided_at__isnull=False),
                name="identity_attempt_by_decision",
            ),
        ),
    ]
