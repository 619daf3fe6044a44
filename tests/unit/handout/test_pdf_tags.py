"""The PDF's tags, read back: they hold every text and picture, in reading order."""

import io

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from explainer import handout
from explainer.words import LANGUAGES, Words
from tests.unit.handout.test_handout import LINK, make_pdf, weeks  # noqa: F401 (a fixture)

SHOWN = {b"Tj", b"TJ", b"'", b'"'}
PAINTED = SHOWN | {b"Do", b"f", b"f*", b"S", b"s", b"B", b"b", b"F"}
ALLOWED = {
    "/Document", "/H1", "/H2", "/H3", "/P", "/Span", "/L", "/LI", "/Lbl", "/LBody", "/Figure",
    "/Table", "/TR", "/TH", "/TD", "/Link",
}  # fmt: skip


@pytest.fixture(scope="module", params=[(p, lang) for p in handout.PAPERS for lang in LANGUAGES])
def read(request, weeks) -> tuple[PdfReader, Words]:  # noqa: F811
    paper, language = request.param
    pdf = make_pdf(weeks, paper=paper, language=language, clinic="Ñandú", patient="Nguyễn Thị Hằng")
    return PdfReader(io.BytesIO(pdf)), Words(language)


def elements(reader: PdfReader) -> list[DictionaryObject]:
    """Every structure element, in reading order."""
    found = []

    def walk(element: DictionaryObject) -> None:
        found.append(element)
        for kid in kids(element):
            if isinstance(kid, DictionaryObject) and kid.get("/Type") == "/StructElem":
                assert kid["/P"].get_object() == element
                walk(kid)

    for top in kids(reader.trailer["/Root"]["/StructTreeRoot"]):
        walk(top)
    return found


def kids(element: DictionaryObject) -> list:
    own = element.get("/K", ArrayObject())
    own = own if isinstance(own, ArrayObject) else [own]
    return [kid.get_object() for kid in own]


def marks(reader: PdfReader) -> list[list[tuple[str, int | None]]]:
    """Per page: the marks around each painting operator, tag and content number."""
    pages = []
    for page in reader.pages:
        around, painted = [], []
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"BDC":
                around.append((operands[0], operands[1]["/MCID"]))
            elif operator == b"BMC":
                around.append((operands[0], None))
            elif operator == b"EMC":
                around.pop()
            elif operator in PAINTED:
                assert len(around) == 1, "painted outside of any tag, or inside of two"
                painted.append((operator, *around[0]))
        assert around == []
        pages.append(painted)
    return pages


def test_everything_painted_belongs_to_a_tag_or_is_decoration(read):
    reader, _ = read
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    known = elements(reader)
    pages = [page.indirect_reference.idnum for page in reader.pages]
    held = {
        (pages.index(one.raw_get("/Pg").idnum), int(kid)): one["/S"]
        for one in known
        for kid in kids(one)
        if isinstance(kid, int)
    }
    painted = marks(reader)
    found = {
        (page, number): tag
        for page, marked in enumerate(painted)
        for operator, tag, number in marked
        if number is not None
    }
    assert found == held
    for operator, _, number in (one for page in painted for one in page):
        assert operator not in SHOWN or number is not None, "text as decoration"
    assert {one["/S"] for one in known} <= ALLOWED


def test_the_parent_tree_leads_from_content_and_links_back_to_their_tags(read):
    reader, _ = read
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    tree = {
        int(key): entry.get_object() for key, entry in zip(numbers[::2], numbers[1::2], strict=True)
    }
    for page in reader.pages:
        parents = tree[page["/StructParents"]]
        for number, parent in enumerate(parents):
            assert number in kids(parent.get_object())
        for link in page.get("/Annots", ()):
            element = tree[link.get_object()["/StructParent"]]
            assert element["/S"] == "/Link"
            (target,) = (k["/Obj"] for k in kids(element) if isinstance(k, DictionaryObject)
                         if k.get("/Type") == "/OBJR")  # fmt: skip
            assert target == link.get_object()


def test_headings_lists_table_and_pictures_have_their_tags(read):
    reader, words = read
    kinds = [one["/S"] for one in elements(reader)]
    assert kinds[0] == "/Document"
    assert kinds.count("/H1") == len(reader.pages) == 3
    assert kinds.count("/Table") == 2  # the two weeks, and the boxes to tick
    picked, days = 3, 14
    assert kinds.count("/TR") == 4 + 1 + picked
    assert kinds.count("/TD") == 3 * 2 + 1 + picked * days
    for one in elements(reader):
        if one["/S"] == "/L":
            assert {kid["/S"] for kid in kids(one)} == {"/LI"}
        if one["/S"] == "/LI":
            assert kids(one)[-1]["/S"] == "/LBody"
    alts = [one["/Alt"] for one in elements(reader) if one["/S"] == "/Figure"]
    assert words.text("handout.code_alt") in alts
    assert any(alt.startswith(words.text("handout.picture_alt", shown="")) for alt in alts)


def test_links_say_where_they_lead_and_the_tab_key_follows_the_tags(read):
    reader, words = read
    page = reader.pages[0]
    links = [one.get_object() for one in page["/Annots"]]
    assert [link["/A"]["/URI"] for link in links] == [LINK] * 2
    assert {link["/Contents"] for link in links} == {
        words.text("handout.code_alt"), words.text("handout.open_again"),
    }  # fmt: skip
    assert page["/Tabs"] == "/S"


def test_the_window_shows_the_title_and_the_language_is_set(read):
    reader, words = read
    root = reader.trailer["/Root"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/Lang"].startswith(words.language)
    assert reader.metadata.title == words.text("handout.title")


def test_a_second_reader_finds_the_tags_on_each_page(weeks):  # noqa: F811
    document = pypdfium2.PdfDocument(make_pdf(weeks))
    raw = pypdfium2.raw
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        assert raw.FPDF_StructTree_CountChildren(tree) > 0
        raw.FPDF_StructTree_Close(tree)
