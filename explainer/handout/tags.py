"""Tags of the PDF: the structure tree of all text and pictures in reading order.

fpdf2 tags pictures only, in a flat list. This is its builder with nesting, marked content for text
(ISO 32000-1, 14.7 and 14.8), and link annotations that belong to their element. It uses fpdf2's
`struct_builder`, which is not public: the version is pinned, tests read the tree back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from fpdf import FPDF
from fpdf.actions import URIAction
from fpdf.annotations import PDFAnnotation
from fpdf.structure_tree import NumberTree, StructElem, StructureTreeBuilder
from fpdf.syntax import Name, PDFArray, PDFObject, Raw

ATTRIBUTES = {"TH": "<< /O /Table /Scope /Column >>", "L": "<< /O /List /ListNumbering /None >>"}

Box = tuple[float, float, float, float]  # x, y, width, height in mm from the upper left


class TagTree(StructureTreeBuilder):
    """The structure tree of one document; replaces fpdf2's own."""

    def __init__(self, pdf: FPDF) -> None:
        super().__init__()
        self._pdf = pdf
        self._open = [self.doc_struct_elem]
        self._elements: list[StructElem] = []
        self._parents = self.struct_tree_root.parent_tree = _ParentTree()
        pdf.struct_builder = self

    @contextmanager
    def element(self, kind: str, alt: str = "") -> Iterator[StructElem]:
        """A structure element, such as a list; what is opened inside the block is its child."""
        parent = self._open[-1]
        element = StructElem(f"/{kind}", parent, [], self._pdf.page, alt=alt or None)
        _set_entry(element, "pg", self._pdf.pages[self._pdf.page])
        if kind in ATTRIBUTES:
            _set_entry(element, "a", Raw(ATTRIBUTES[kind]))
        parent.k.append(element)
        self._elements.append(element)
        self._open.append(element)
        yield element
        self._open.pop()

    @contextmanager
    def content(self, kind: str, alt: str = "") -> Iterator[StructElem]:
        """What is drawn inside the block is the content of a structure element."""
        page = self._pdf.pages[self._pdf.page]
        if page.struct_parents is None:
            page.struct_parents = self._parents.next_key()
            _set_entry(page, "tabs", Name("S"))  # the tab key follows the structure
            self._parents.entries[page.struct_parents] = PDFArray()
        contents = cast(PDFArray, self._parents.entries[page.struct_parents])
        with self.element(kind, alt) as element:
            element.k.append(len(contents))
            self._pdf._out(f"/{kind} <</MCID {len(contents)}>> BDC")
            contents.append(element)
            yield element
            self._pdf._out("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside the block is an artifact, ignored by assistive technology."""
        self._pdf._out("/Artifact BMC")
        yield
        self._pdf._out("EMC")

    def link(self, element: StructElem, box: Box, url: str, description: str) -> None:
        """Add a link annotation that belongs to an element."""
        x, y, width, height = (side * self._pdf.k for side in box)
        annotation = PDFAnnotation(
            "Link", x, self._pdf.h_pt - y, width, height,
            action=URIAction(url), contents=description,
        )  # fmt: skip
        key = self._parents.next_key()
        _set_entry(annotation, "struct_parent", key)
        self._parents.entries[key] = element
        page = self._pdf.pages[self._pdf.page]
        page.add_annotation(annotation)
        element.k.append(_ObjectReference(annotation, page))

    def next_mcid_for_page(self, page_number: int) -> int:
        """fpdf2's own tagging of pictures would number its content apart from this tree's."""
        raise NotImplementedError(f"page {page_number}: tag pictures with `content`")

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self._parents
        yield from self._elements


def _set_entry(owner: PDFObject, name: str, value: object) -> None:
    """Set an entry of a PDF dictionary: fpdf2 writes out every attribute, declared or not."""
    setattr(owner, name, value)


class _ParentTree(NumberTree):
    """Maps marked content of a page, and annotations, to their structure elements."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[int, PDFArray | StructElem] = {}

    def next_key(self) -> int:
        return len(self.entries)

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        entries = " ".join(
            f"{key} {entry.ref if isinstance(entry, PDFObject) else entry.serialize()}"
            for key, entry in self.entries.items()
        )
        return PDFObject.serialize(self, {"/Nums": f"[{entries}]"}, _security_handler)


class _ObjectReference:
    """An annotation as the child of a structure element."""

    def __init__(self, target: PDFObject, page: PDFObject) -> None:
        self.target, self.page = target, page

    def serialize(self, **_: object) -> str:
        return f"<< /Type /OBJR /Obj {self.target.ref} /Pg {self.page.ref} >>"
