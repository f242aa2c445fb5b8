"""The images of an attempt as they are examined: what was read on each, document by document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from kaitsu.identity.findings import Corners, PartFinding
from kaitsu.reading.document import Document, FieldRead


@dataclass(frozen=True, eq=False)
class Seen:
    """One image, *width* by *height* pixels, in its *slot*. ``documents`` are None where it could not be read.

    ``blocked``: what the cheap look at the upload said hinders it. ``crops`` are the ids of the kept pixels by document
    and field. ``insisted``: its holder wants a person to see it as it is.
    """

    image: UUID
    slot: str
    width: int
    height: int
    documents: tuple[Document, ...] | None
    blocked: tuple[str, ...] = ()
    crops: Mapping[tuple[int, str], int] = field(default_factory=dict)
    insisted: bool = False

    @property
    def hindered(self) -> list[str]:
        """What stands against the picture itself, as codes without their room: by both looks.

        The second is that of whoever could read the picture, and may lift what the first one feared.
        """
        said = [each for document in self.documents or () for each in document.look.advice]
        read = [each.code for each in said if each.blocks]
        lifted = {each.code for each in said} - {*read}
        before = [code for code in self.blocked if code not in lifted]
        return [code.removeprefix("reading.") for code in dict.fromkeys((*before, *read))]


@dataclass(frozen=True, eq=False)
class Paper:
    """One document on an image: the *place*-th."""

    seen: Seen
    place: int
    document: Document

    def trusted(self, least: float) -> Paper:
        """The same with every field uncertain that was read with less than *least* confidence."""
        fields = {
            name: read if read.confidence >= least else replace(read, certain=False)
            for name, read in self.document.fields.items()
        }
        return replace(self, document=replace(self.document, fields=fields))

    def of_kind(self, part: str, verdict: str, code: str, rule: str) -> PartFinding:
        """A finding on what the document is."""
        document = self.document
        return PartFinding(
            part, verdict, code, rule, read=f"{document.kind} {document.side}".strip(),
            confidence=document.kind_confidence, image=self.seen.image,
        )  # fmt: skip

    def of_field(self, part: str, name: str, verdict: str, code: str, rule: str) -> PartFinding:
        """A finding on the field *name*, with the place from which it was read."""
        read = self.document.fields.get(name)
        if read is None:
            return self.of_kind(part, verdict, code, rule)
        return PartFinding(
            part, verdict, code, rule, read=read.text, confidence=read.confidence, image=self.seen.image,
            region=self._region(read), crop=self.seen.crops.get((self.place, name)),
        )  # fmt: skip

    def _region(self, read: FieldRead) -> Corners:
        return tuple((_share(x / self.seen.width), _share(y / self.seen.height)) for x, y in read.box)


def _share(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)


def papers_of(seen: Seen) -> Iterator[Paper]:
    """The documents on one image."""
    for place, document in enumerate(seen.documents or ()):
        yield Paper(seen, place, document)


def carriers(papers: Sequence[Paper], name: str) -> list[Paper]:
    """The papers that decide on the field *name*: all that carry it; an address on a back is the present one."""
    found = [paper for paper in papers if name in paper.document.fields]
    if name != "address":
        return found
    return [paper for paper in found if paper.document.side in ("back", "address_page")] or found
