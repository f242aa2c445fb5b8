"""The contract's document: what it says, in whose language, the same each time (CNF-6)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from factories.applications import LineWish, Wish, begun, family, submitted
from kaitsu.applications import contract
from kaitsu.applications.models import Application
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.operator_profile import Profile, current

pytestmark = [pytest.mark.django_db, pytest.mark.rule("CNF-6")]

ONE_OF_EACH = family(
    LineWish("voice", "mnp"), LineWish("data", "", size="micro"), LineWish("voice", "new", size="standard")
)


def pages(made: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(made) as read:
        for page in read:
            text = page.get_textpage()
            yield text.get_text_bounded()
            text.close()
            page.close()


def said(made: bytes) -> str:
    """The words of the document without spaces, as a line may end anywhere in a Japanese sentence."""
    return re.sub(r"\s", "", "".join(pages(made)))


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def in_english(application: Application) -> Application:
    application.language = "en"
    return application


def test_it_says_who_applied_for_what_at_what_price() -> None:
    application = submitted(replace(ONE_OF_EACH, device="sample_tablet"))

    text = said(contract.document(application))

    assert f"受付番号{application.reference}" in text
    assert "2026年11月18日（水）10時00分" in text
    for fact in (
        "大野花子", "オオノハナコ", "OHNOHANAKO", "〒106-0032東京都港区六本木1-2-3見本ビル101",
        "ファミリーシェアプラン", "1音声通話機能付きSIM今の電話番号を使い続ける（MNP）nanoSIM",
        "2データ通信専用SIM－microSIM", "3音声通話機能付きSIM新しい電話番号標準SIM",
        "料金（消費税10%込み）", "初期費用0円", "サンプルタブレット38,280円", "合計38,280円",
        "ファミリーシェアプラン（音声通話機能付きSIM）3,586円", "2枚目のSIM（データ通信専用SIM）440円",
        "3枚目のSIM（音声通話機能付きSIM）1,210円", "合計5,236円",
    ):  # fmt: skip
        assert fact in text, fact


def test_it_says_when_it_starts_how_to_step_back_and_what_was_agreed_to() -> None:
    application = submitted()

    text = said(contract.document(application))

    terms = current().contract
    assert plain(terms.start.ja) in text
    assert plain(terms.cooling_off[0].text.ja) in text
    assert "8日以内" in text
    for version, digest in (
        (application.terms_version, application.terms_digest),
        (application.privacy_version, application.privacy_digest),
    ):
        assert f"({version}版)" in text
        assert digest in text
    assert current().support.phone in text


def test_it_holds_no_birth_date_and_no_card() -> None:
    application = submitted()

    text = said(contract.document(application))

    assert application.card is not None
    for hidden in ("1980", "19800101", "昭和", "HANAKOOHNO", application.card.last4):
        assert hidden not in text


def test_a_right_is_named_only_for_its_kinds_of_line() -> None:
    sms = submitted(Wish(line_type="sms", lines=(LineWish("sms", ""),)))

    assert "初期契約解除" not in said(contract.document(sms))


def test_in_english_all_but_the_names_is_english() -> None:
    application = in_english(submitted(ONE_OF_EACH))

    text = "".join(pages(contract.document(application)))

    for fact in ("Your contract in writing", "Family Share Plan", "Initial contract cancellation", "¥3,586"):
        assert fact in text
    assert "10:00 on Wednesday 18 November 2026, Japan time" in text
    japanese = set(re.findall(r"[぀-ヿ一-鿿]+", text))
    assert japanese <= {"大野", "花子", "オオノ", "ハナコ", "東京都港区六本木", "見本ビル"}


def test_the_same_application_gives_the_same_bytes() -> None:
    application = submitted(ONE_OF_EACH)
    first = contract.document(application)

    with clock.frozen(clock.now() + timedelta(days=40)):
        again = contract.document(Application.objects.get(pk=application.pk))

    assert again == first


def test_its_facts_are_those_of_the_day_of_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    application = submitted()
    asked: list[date] = []
    on = Profile.on
    monkeypatch.setattr(Profile, "on", lambda self, day: asked.append(day) or on(self, day))  # type: ignore[func-returns-value]

    with clock.frozen(clock.now() + timedelta(days=400)):
        contract._facts(application, [])

    assert date(2026, 11, 18) in asked


def test_what_a_person_typed_is_text_and_no_markup() -> None:
    application = submitted()
    application.building = '#pagebreak() $x$ *b* \\ "q" <a> 〇〇〇'

    text = said(contract.document(application))

    assert '#pagebreak()$x$*b*\\"q"<a>〇〇〇' in text
    assert len(list(pages(contract.document(application)))) <= 2


def test_the_fonts_are_in_the_document() -> None:
    made = contract.document(submitted())

    assert b"NotoSansJP" in made or b"Noto Sans JP" in made
    with pypdfium2.PdfDocument(made) as read:
        assert read.get_metadata_value("Title").startswith("ご契約内容の書面")


def test_it_is_made_while_a_person_waits() -> None:
    application = submitted(ONE_OF_EACH)
    contract.document(application)

    began = time.perf_counter()
    contract.document(application)

    assert time.perf_counter() - began < 2  # some 30 ms on an idle machine; the ceiling is for a busy one


def test_a_draft_has_no_contract() -> None:
    with pytest.raises(KaitsuError, match=r"applications\.unknown"):
        contract.document(begun())
