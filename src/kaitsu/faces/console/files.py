"""Files that staff send in and take out: the form for one, what became of its lines, a download."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.console import words
from kaitsu.kernel.errors import Problem
from kaitsu.kernel.sheets import MOST_BYTES


class FileForm(forms.Form):
    """One CSV file."""

    file = forms.FileField(
        label=_("CSVファイル"),
        help_text=_("1行目は見出しです。UTF-8とShift_JISを読めます。"),
        widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
        error_messages={
            "required": _("ファイルを選んでください。"),
            "empty": _("ファイルが空です。中身を確認してください。"),
        },
    )

    @property
    def content(self) -> bytes:
        """What is in the file; of one that is far too large, enough to be refused."""
        data: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return data

    @property
    def name(self) -> str:
        """What the file is called."""
        return str(self.cleaned_data["file"].name)


def told(problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The refused lines of a file, each with why in words."""
    return [
        {"line": each["line"], "why": words.problem(Problem(each["code"], values=each["values"]))}
        for each in problems
    ]


def said(problem: Problem) -> str:
    """Why a file was refused as a whole; columns are named by their plain titles where no Japanese is read."""
    if "plain" in problem.values and (get_language() or "ja") != "ja":
        problem = replace(problem, values={**problem.values, "missing": problem.values["plain"]})
    return words.problem(problem)


def download(data: bytes, name: str, media_type: str) -> HttpResponse:
    """*data* as a file to keep."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
