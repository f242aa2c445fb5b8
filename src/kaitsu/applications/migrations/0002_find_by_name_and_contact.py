"""Indexes by which staff find an application (SUP-2). Made beside the running table, which stays writable."""

import kaitsu.applications.search_keys
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Collate, Concat, Lower


def _joined(first: str, second: str) -> Concat:
    return Concat(first, second, output_field=models.TextField())


def _latin(first: str, second: str) -> Collate:
    return Collate(kaitsu.applications.search_keys.LatinKey(_joined(first, second)), "C")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("applications", "0001_drafts_and_lines")]

    operations = [
        AddIndexConcurrently(
            "application",
            models.Index(
                Collate(_joined("registered_family", "registered_given"), "C"),
                name="application_find_registered",
            ),
        ),
        AddIndexConcurrently(
            "application",
            models.Index(Collate(_joined("kana_family", "kana_given"), "C"), name="application_find_kana"),
        ),
        AddIndexConcurrently(
            "application", models.Index(_latin("latin_family", "latin_given"), name="application_find_latin")
        ),
        AddIndexConcurrently(
            "application",
            models.Index(_latin("latin_given", "latin_family"), name="application_find_latin_given"),
        ),
        AddIndexConcurrently(
            "application",
            models.Index(
                Collate(Lower("email", output_field=models.TextField()), "C"), name="application_find_email"
            ),
        ),
        AddIndexConcurrently(
            "application", models.Index(fields=["telephone"], name="application_find_telephone")
        ),
    ]
