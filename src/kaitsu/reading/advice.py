"""What is wrong with a picture, and what the holder does about it: a sentence in each language (IDV-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages, with ``%(name)s`` for values."""

    ja: str
    en: str

    def text(self, language: str, values: Mapping[str, object] | None = None) -> str:
        """The text in *language* (Japanese for any but ``en``)."""
        return (self.en if language == "en" else self.ja) % dict(values or {})


#: The four edges of a picture.
EDGES: Mapping[str, Words] = MappingProxyType(
    {
        "left": Words("左", "left"),
        "top": Words("上", "upper"),
        "right": Words("右", "right"),
        "bottom": Words("下", "lower"),
    }
)

ADVICE: Mapping[str, Words] = MappingProxyType(
    {
        "reading.nothing": Words(
            "書類が見つかりません。書類全体を画面に入れて撮ってください。",
            "We cannot find a document. Please take the picture with the whole document in it.",
        ),
        "reading.cut": Words(
            "書類の%(edge)s端が切れています。端から端まで入れて撮ってください。",
            "The %(edge)s edge is cut off. Please have the whole document in the picture.",
        ),
        "reading.blurred": Words(
            "ピントが合っていません。画面の書類をタップして、ピントを合わせてから撮ってください。",
            "The picture is out of focus. Please tap the document on the screen, then take it again.",
        ),
        "reading.shaken": Words(
            "手ぶれしています。両手で持つか、ひじをついて撮ってください。",
            "The camera moved. Please hold it with both hands and take the picture again.",
        ),
        "reading.dark": Words(
            "暗くて読めません。明るい場所で撮ってください。",
            "It is too dark. Please take the picture in a brighter place.",
        ),
        "reading.glare": Words(
            "光が反射しています。照明の位置をずらして撮ってください。",
            "Light is reflected on the document. Please tilt it or move away from the lamp.",
        ),
        "reading.covered": Words(
            "指などが書類にかかっています。文字が隠れないように撮ってください。",
            "A finger covers part of the document. Please hold it so that all of the text can be seen.",
        ),
        "reading.shadow": Words(
            "書類の一部が影で暗くなっています。影が入らないように撮ってください。",
            "Part of the document lies in shadow. Please take the picture without a shadow on it.",
        ),
        "reading.small": Words(
            "書類が小さく写っています。もう少し近づいて撮ってください。",
            "The document is too small. Please move closer.",
        ),
        "reading.grainy": Words(
            "画像が粗くて読めません。画面ではなく書類そのものを、明るい場所で撮ってください。",
            "The picture is too grainy. Please photograph the document itself, in good light.",
        ),
        "reading.turned": Words(
            "向きが変わっていましたが、読み取れました。", "The picture was turned; we have turned it back."
        ),
        "reading.several": Words(
            "複数の書類が写っています。", "There is more than one document in the picture."
        ),
        "reading.unreadable": Words(
            "文字が読み取れません。明るい場所で、書類を平らに置いて、真上から撮ってください。",
            "We cannot read the text. Please lay the document flat in good light and take it from above.",
        ),
    }
)

_WILL_DO = Words(
    "文字がはっきり読めれば、このままで大丈夫です。", "If you can read all of the text in it, it will do."
)
#: The same where it does not block: what was noticed, and that it may stay.
NOTICED: Mapping[str, Words] = MappingProxyType(
    {
        code: Words(ja + _WILL_DO.ja, f"{en} {_WILL_DO.en}")
        for code, ja, en in (
            ("reading.cut", "書類の端が切れているように見えます。", "An edge seems to be cut off."),
            ("reading.blurred", "少しぼやけています。", "The picture is a little out of focus."),
            ("reading.shaken", "少しぶれています。", "The picture is a little shaken."),
            ("reading.dark", "少し暗く写っています。", "The picture is a little dark."),
            ("reading.glare", "少し光が反射しています。", "There is a little glare."),
            ("reading.shadow", "影が入っています。", "There is a shadow on it."),
            ("reading.grainy", "画像が少し粗いです。", "The picture is a little grainy."),
            ("reading.small", "書類が少し小さく写っています。", "The document is a little small."),
            (
                "reading.unreadable",
                "自動で読み取れない文字がありました。",
                "Some of the text could not be read by machine.",
            ),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing about a picture: ``blocks`` where it cannot pass.

    ``region`` are the corners meant, x and y from 0 to 1 of the picture; ``values`` go into the text.
    """

    code: str
    blocks: bool
    region: tuple[tuple[float, float], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def text(self, language: str) -> str:
        """What the holder is told, in *language*."""
        values = dict(self.values)
        if "edge" in values:
            values["edge"] = EDGES[values["edge"]].text(language)
        words = ADVICE[self.code] if self.blocks else NOTICED.get(self.code, ADVICE[self.code])
        return words.text(language, values)
