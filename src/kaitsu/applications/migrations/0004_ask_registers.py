import django.db.models.deletion
import kaitsu.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_record_hold_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kaitsu.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("register", models.TextField()),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("verdict", models.TextField(blank=True, default="")),
                ("codes", models.JSONField(blank=True, default=list)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="register_answers",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["register"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "register"), name="register_answer_one_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["", "clear", "review"])),
                        name="register_answer_verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("verdict", "")),
                            models.Q(
                                ("answered_at__isnull", False), models.Q(("verdict", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="register_answer_answered_whole",
                    ),
                ],
            },
        ),
    ]
