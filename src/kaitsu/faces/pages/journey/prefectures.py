"""The prefectures to choose from, in Latin letters on English pages."""

from __future__ import annotations

from django.utils.translation import get_language

from kaitsu.japanese.address_gazetteer import PREFECTURES

#: In the order of PREFECTURES, which is that of the official codes (JIS X 0401).
_LATIN = (
    "Hokkaido", "Aomori", "Iwate", "Miyagi", "Akita", "Yamagata", "Fukushima", "Ibaraki", "Tochigi", "Gunma",
    "Saitama", "Chiba", "Tokyo", "Kanagawa", "Niigata", "Toyama", "Ishikawa", "Fukui", "Yamanashi", "Nagano",
    "Gifu", "Shizuoka", "Aichi", "Mie", "Shiga", "Kyoto", "Osaka", "Hyogo", "Nara", "Wakayama",
    "Tottori", "Shimane", "Okayama", "Hiroshima", "Yamaguchi", "Tokushima", "Kagawa", "Ehime", "Kochi", "Fukuoka",
    "Saga", "Nagasaki", "Kumamoto", "Oita", "Miyazaki", "Kagoshima", "Okinawa",
)  # fmt: skip


def choices() -> list[tuple[str, str]]:
    """What is stored and what is shown, in the active language."""
    english = (get_language() or "ja").startswith("en")
    return list(zip(PREFECTURES, _LATIN if english else PREFECTURES, strict=True))
