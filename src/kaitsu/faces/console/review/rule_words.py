"""The rules by which two texts are one, in words for a reviewer; the ids are those of ``docs/japanese.md``."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULES: dict[str, Promise] = {
    "NAM-1": _("漢字の字体の違い"),
    "NAM-1.hans": _("簡体字と日本の漢字"),
    "NAM-1.near": _("形の似た別の漢字"),
    "NAM-2": _("漢字の代わりのカタカナ"),
    "NAM-3": _("ローマ字のつづり"),
    "NAM-3.case": _("大文字と小文字"),
    "NAM-3.order": _("姓と名の順"),
    "NAM-4": _("かなの書き方"),
    "HLD-1": _("ローマ字のお名前の登録のしかた"),
    "HLD-1.letters-only": _("書類に漢字がない"),
    "HLD-1.no-reading": _("漢字の読みが登録にない"),
    "HLD-5": _("郵便番号"),
    "DAT-1": _("和暦と西暦"),
    "ADR-1": _("住所の書き方"),
    "ADR-1.aza": _("大字・字の書き方"),
    "ADR-1.building": _("建物名・部屋番号の書き方"),
    "ADR-1.city": _("市区町村の書き方"),
    "ADR-1.hyphen": _("数字とハイフンの書き方"),
    "ADR-1.ke": _("ケ・ヶ・がの違い"),
    "ADR-1.kyoto": _("京都の通り名"),
    "ADR-1.numerals": _("数字とハイフンの書き方"),
    "ADR-1.town": _("町名の書き方"),
    "ADR-1.width": _("全角と半角"),
    "ADR-2": _("住所の食い違い"),
}


def rule_words(rule: str) -> str:
    """What *rule* is called; of a sub-rule without a name of its own, its rule; "" for one that is no comparison."""
    found = RULES.get(rule) or RULES.get(rule.partition(".")[0])
    return str(found) if found else ""
