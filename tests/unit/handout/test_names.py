"""Names on the handout: every letter is printed, or the print is refused before it is made."""

import io
import logging
import unicodedata

import pytest
from pypdf import PdfReader

from explainer import clinic
from explainer.clinic import Clinic
from explainer.clinic.values import LONGEST_LINE
from explainer.handout import UnprintableNameError
from explainer.handout.names import clean_name, find_unprintable, printable_name
from explainer.ui.components.share.names import TypedNames
from explainer.words import LANGUAGES, Words
from tests.unit.handout.test_handout import make_pdf, text, weeks  # noqa: F401 (a fixture)

PRINTED = [
    "Дмитрий Щёголев",
    "Nguyễn Thị Hằng",
    "Ștefan Țurcanu",
    "Γιώργος Παπαδόπουλος",
    "Ğülşah İpekçi",
    "Łukasz Żółć",
    "Þórður Sæmundsson",
    "Олександр Ґалаґан",
    "Әлия Құрманғазы",
    "Olúwaṣeun Ọlá",
    "Kaʻiulani O’Neill-Müller",
    "Márton Őry",
]
REFUSED = [
    "张伟",
    "محمد",
    "יוסף",
    "สมชาย",
    "김민준",
    "たなか",
    "राहुल",
    "Alex 🦵",
    "Sam 👨‍👩‍👧",
    "q̃",
    "Adébáyọ̀",
]


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_of_latin_greek_and_cyrillic_letters_are_printed_whole(
    weeks, caplog, name, form  # noqa: F811
):  # fmt: skip
    pdf = make_pdf(weeks, patient=unicodedata.normalize(form, name))
    warning = unicodedata.normalize("NFC", text(pdf))
    assert unicodedata.normalize("NFC", name) in warning
    assert caplog.messages == []
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    assert all("/FontFile2" in f["/DescendantFonts"][0]["/FontDescriptor"] for f in fonts.values())


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("field", ["clinic", "patient"])
def test_other_names_are_refused_and_no_letter_of_them_is_logged(
    weeks, caplog, name, field  # noqa: F811
):  # fmt: skip
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UnprintableNameError) as refused:
        make_pdf(weeks, **{field: name})
    missing = set("".join(find_unprintable(clean_name(name))))
    assert missing
    assert not missing & set(str(refused.value) + "".join(caplog.messages))


def test_a_letter_is_named_with_its_marks_and_once():
    assert find_unprintable("Sam 张伟 张") == ("张", "伟")
    assert find_unprintable("राहुल") == ("रा", "हु", "ल")
    assert find_unprintable("María") == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ana\t\nLuz\u00a0Ríos ", "Ana Luz Ríos"),
        ("\u202eAna\u200b\u00ad", "Ana"),
        ("Ａｌｅｘ", "Alex"),
        ("Zoe\u0308", "Zoë"),
        ("{nb} **x**", "{nb} **x**"),
    ],
)
def test_a_name_is_composed_and_nothing_invisible_is_left_in_it(weeks, typed, name):  # noqa: F811
    assert clean_name(typed) == name
    assert name in text(make_pdf(weeks, patient=typed))


def download(app):
    (button,) = (one.proto for one in app.get("download_button"))
    return button


def dialog(open_page, language, **typed):
    """The dialog after something was typed or ticked in it, by the key of the field."""
    app = open_page("plan", language=language)
    for key, value in typed.items():
        app.session_state[f"share_{key}"] = value
    app.button(key="share").click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", ["clinic", "patient"])
def test_the_dialog_names_the_letters_it_cannot_print_and_waits(open_page, language, field):
    words, name = Words(language), {field: "Wei 张伟"}
    app = dialog(open_page, language, **name)
    warning = words.text(f"share.unprintable_{field}", letters="\u2068张\u2069 \u2068伟\u2069")
    assert [one.value for one in app.warning] == [warning]
    assert download(app).disabled
    app = dialog(open_page, language, **name, **{f"without_{field}": True})
    assert not download(app).disabled
    app = dialog(open_page, language, **{field: "Дмитрий"})
    assert not app.warning
    assert not download(app).disabled


def test_the_print_takes_the_names_as_they_stand_when_it_is_asked_for():
    names = TypedNames(typed={"clinic": "Ñandú", "patient": "Wei 张伟"})
    assert not names.are_printable()
    with pytest.raises(UnprintableNameError):
        printable_name(names.to_print()["patient"])
    names.left_out.add("patient")
    assert names.are_printable()
    assert names.to_print() == {"clinic": "Ñandú", "patient": ""}
    names.typed["patient"] = "Wei Zhang"  # can be printed: nothing to leave out
    assert names.to_print() == {"clinic": "Ñandú", "patient": "Wei Zhang"}


def test_a_clinics_own_name_and_phone_stand_whole_in_their_field(open_page, monkeypatch):
    own = Clinic(name="N" * LONGEST_LINE, phone="5" * LONGEST_LINE)
    monkeypatch.setattr(clinic, "own", lambda: own)
    app = open_page("plan")
    app.button(key="share").click().run()
    assert app.text_input(key="share_clinic").value == f"{own.name} · {own.phone}"
