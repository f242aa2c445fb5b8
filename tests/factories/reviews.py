"""Cases that wait for a reviewer: submitted applications whose holder has sent drawn specimens (見本)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from itertools import count

from django.db import transaction
from PIL import Image as Pixels
from PIL import ImageDraw

from factories.applications import Wish, submitted
from factories.members import member
from kaitsu.applications import verification
from kaitsu.applications.models import Application
from kaitsu.identity import attempts, queries
from kaitsu.identity import services as identity
from kaitsu.identity.decoding import Picture
from kaitsu.identity.judging import Mark, Verdict
from kaitsu.identity.models import Case
from kaitsu.kernel import actors
from kaitsu.operator_profile import current

REVIEWER, OTHER = actors.staff("S2345678"), actors.staff("S8765432")
SIZE = (856, 540)
_births = count()


@cache
def specimen(text: str = "MIHON", size: tuple[int, int] = SIZE) -> bytes:
    """A card drawn as JPEG and marked as a specimen; *text* tells one from another."""
    card = Pixels.new("RGB", size, "#e9eef2")
    pen = ImageDraw.Draw(card)
    pen.rectangle((12, 12, size[0] - 12, size[1] - 12), outline="#5b6770", width=4)
    for line in range(6):
        pen.line((40, 110 + 62 * line, size[0] - 260, 110 + 62 * line), fill="#8a949c", width=3)
    pen.rectangle((size[0] - 220, 100, size[0] - 50, 320), fill="#c6d0d8")
    pen.text((40, 40), f"SPECIMEN / MIHON {text}", fill="#a5241c", font_size=40)
    data = BytesIO()
    card.save(data, "JPEG", quality=80)
    return data.getvalue()


def send(
    case: Case,
    kind: str = "drivers_licence",
    answers: Mapping[str, bool] | None = None,
    supplement: str = "",
    by: actors.Actor | None = None,
) -> None:
    """What *case* needs is sent by its holder, or *by* staff; the decoder, which has its own tests, is passed by."""
    holder = by or verification.holder_of(case)
    wanted = queries.wanted(case)
    if wanted is None or wanted.anew:
        asked = current().identity.documents
        questions = next(each.questions for each in asked if each.key == kind)
        identity.choose(
            case.pk, kind, dict.fromkeys(questions, False) | dict(answers or {}), supplement, by=holder
        )
    else:
        identity.begin_again(case.pk, supplement, by=holder)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    for slot in queries.needed(case, attempt):
        data = specimen(f"{slot.key} {attempt.number}")
        attempts._keep(case.pk, slot.key, len(data), [Picture(data, *SIZE)], by=holder)
    with transaction.atomic():
        verification.send_documents(case.pk, by=holder)


def waiting(wish: Wish | None = None, **choice: object) -> Application:
    """An application whose case waits for a reviewer; each of another holder, born a day later than the last."""
    born = date(1980, 1, 2) + timedelta(days=next(_births))
    application = submitted(replace(wish or Wish(), birth_date=born), member())
    assert application.case is not None
    send(application.case, **choice)  # type: ignore[arg-type]
    return Application.objects.select_related("case").get(pk=application.pk)


def verdicts(case: Case, **wrong: str) -> list[Verdict]:
    """A verdict on every part of the open attempt: fine, but for parts in *wrong* (``image_front="blurred"``)."""
    attempt = queries.open_attempt(case)
    assert attempt is not None
    reasons = {key.replace("image_", "image:"): reason for key, reason in wrong.items()}
    return [
        Verdict(part, Mark.UNREADABLE, reasons[part]) if part in reasons else Verdict(part, Mark.OK)
        for part in queries.parts(case, attempt)
    ]


def claimed(by: actors.Actor = REVIEWER, **choice: object) -> Case:
    """A case that *by* has under review."""
    case = waiting(**choice).case  # type: ignore[arg-type]
    assert case is not None
    return identity.claim(case.pk, by=by)
