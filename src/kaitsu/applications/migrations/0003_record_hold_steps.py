import django.db.models.deletion
import kaitsu.kernel.clock
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_find_by_name_and_contact")]

    operations = [
        migrations.CreateModel(
            name="HoldStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("kind", models.TextField()),
                ("reason", models.TextField(blank=True, default="")),
                ("questions", models.JSONField(blank=True, default=list)),
                ("words", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField(default=kaitsu.kernel.clock.now)),
                ("by", models.TextField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hold_steps",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["application", "number"], name="hold_step_one_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(kind__in=["release", "ask", "cancel"]),
                        name="hold_step_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(kind="cancel") | ~models.Q(reason=""),
                        name="hold_step_cancel_has_reason",
                    ),
                ],
            },
        ),
    ]
