"""The printed code: a phone camera reads it from the paper, a little turned and out of focus."""

import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from pypdf import PdfReader

from explainer import handout
from explainer.handout import Print
from explainer.handout.code import LARGEST_VERSION, QUIET_MODULES, draw_code, make_code
from explainer.scenario import Scenario
from explainer.ui import query_string
from explainer.words import LANGUAGES, Words
from tests.unit.handout.test_handout import BACK, CHOICES, LONGEST, weeks  # noqa: F401 (a fixture)

# A usual consultation's link: 100 characters after the host.
USUAL = "https://clinic.knee.example.com" + "/plan?" + "m25.sc-22,5.2_a12".ljust(94, "k")
DOTS_PER_INCH, POINTS_PER_MM = 110, 72 / 25.4
BLUR_PX = 0.6


def long_link() -> str:
    """A link of the first version with every choice written out, a planned week among them."""
    query = Scenario(**LONGEST).to_query()
    link = "https://knee.example.com/hamstrings_calf?"
    link += "&".join(f"{name}={value}" for name, value in query.items())
    return link.ljust(923, "0")  # the longest seen


def printed(weeks, link, paper="letter", language="en", **choices) -> bytes:  # noqa: F811
    scenario = Scenario(**(CHOICES | {"language": language} | choices))
    return handout.render_pdf(
        Words(language), scenario, weeks, BACK, Print(link, "2026-11-22"), paper
    )


def seen(pdf: bytes, turned_deg: float = 0.0, dpi: float = DOTS_PER_INCH) -> list[str]:
    """What a camera reads from the first page: rendered, turned, blurred."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")
    turned = page.rotate(turned_deg, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    blurred = turned.filter(ImageFilter.GaussianBlur(BLUR_PX))
    return [code.text for code in zxingcpp.read_barcodes(blurred)]


def side_mm(pdf: bytes) -> float:
    """The side of the printed code with its quiet margin, from the area of its link."""
    annotations = PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]
    boxes = [[float(x) for x in one.get_object()["/Rect"]] for one in annotations]
    return max(right - left for left, _, right, _ in boxes) / POINTS_PER_MM


@pytest.mark.parametrize("paper", handout.PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_usual_links_code_is_read_at_110_dpi_blurred_and_turned(
    weeks, paper, language  # noqa: F811
):  # fmt: skip
    pdf = printed(weeks, USUAL, paper, language)
    for turned_deg in (0.0, 8.0, -15.0):
        assert seen(pdf, turned_deg) == [USUAL]


@pytest.mark.parametrize("paper", handout.PAPERS)
def test_a_usual_links_code_has_large_modules_and_a_quiet_margin(weeks, paper):  # noqa: F811
    own = "https://clinic.knee.example.com/plan?" + query_string.write(Scenario(**CHOICES))
    assert make_code(own).version <= LARGEST_VERSION
    code = make_code(USUAL)
    assert code.version <= LARGEST_VERSION
    assert code.error in "MQH"
    drawn = draw_code(code)
    side = side_mm(printed(weeks, USUAL, paper, **LONGEST))
    assert side / drawn.width >= 0.7
    inside = drawn.crop([QUIET_MODULES] * 2 + [drawn.width - QUIET_MODULES] * 2)
    assert Image.eval(drawn, lambda light: 255 - light).getbbox() == (
        QUIET_MODULES, QUIET_MODULES, QUIET_MODULES + inside.width, QUIET_MODULES + inside.height
    )  # fmt: skip


@pytest.mark.parametrize("paper", handout.PAPERS)
def test_a_long_links_code_grows_and_is_still_read(weeks, paper):  # noqa: F811
    link = long_link()
    pdf = printed(weeks, link, paper, **LONGEST)
    assert side_mm(pdf) / draw_code(make_code(link)).width >= 0.5 - 1e-3
    assert seen(pdf, dpi=200) == [link]
