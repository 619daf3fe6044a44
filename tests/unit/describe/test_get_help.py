"""The get-help lists: each sign says what it must, in its tier, in both languages.

Every row of ROWS is one finding of the review of urgent signs, RF01 to RF20, by its subject.
"""

import re
from typing import NamedTuple

import pytest
from starlette.applications import Starlette

from explainer import catalog, clinic
from explainer.clinic import Clinic
from explainer.describe.get_help import TIERS, GetHelp, build_get_help
from explainer.handout import content
from explainer.ui.components import help_dialog
from explainer.ui.components.shared import asset_urls
from explainer.ui.lesson import get_help
from explainer.words import LANGUAGES, Words
from tests.support.asgi_client import get
from tests.unit.words.test_text_files import ONLY_RECALLED, REGISTERS, everything


class Row(NamedTuple):
    """Where signs must stand, by their ids, and what they must say in each language."""

    tier: str
    signs: tuple[str, ...]
    en: str  # facts between bars, each a regular expression
    es: str


ROWS = {
    "RF01 blocked artery": Row(
        "emergency", ("cold_foot",),
        "foot|leg|suddenly|cold|pale|blue|numb|not move",
        "pie|pierna|de pronto|frío|pálido|azul|dormido|no los puede mover",
    ),
    "RF02 clot in the lung": Row(
        "emergency", ("chest_pain", "lung_clot"),
        "chest pain|short of breath|hard to breathe|cough up blood|you faint|feel faint"
        "|heart races",
        "dolor en el pecho|falta de aire|respirar|tose sangre|se desmaya|casi se desmaya|corazón",
    ),
    "RF03 compartment syndrome": Row(
        "emergency", ("tight_calf",),
        "sudden|severe|tight|swollen|calf|thigh|move the foot|pins and needles",
        "repentino|fuerte|tenso|hinchado|pantorrilla|muslo|mover el pie|hormigueo",
    ),
    "RF04 joint infection": Row(
        "today", ("hot_knee_fever",),
        "knee|hot|swollen|very sore|fever|feel ill|cut|injection|surgery",
        "rodilla|caliente|hinchada|muy adolorida|fiebre|se siente mal|cortada|inyección|operación",
    ),
    "RF05 clot in the leg": Row(
        "today", ("swollen_leg", "skin_change", "hard_veins", "unexplained_pain"),
        "calf|thigh|swollen|larger|warm|red|darker|brown or black skin|veins|hard|sore|throbs"
        "|cramps|hurts|need not be swollen",
        "pantorrilla|muslo|hinchada|más grande|caliente|roja|oscura|piel morena o negra|venas"
        "|duras|duelen|punzadas|calambres|dolor|puede no estar hinchado",
    ),
    "RF07 complete tendon rupture": Row(
        "today", ("rupture_bruise", "rupture_weakness"),
        "felt or heard|pop|snap|big bruise|gap|push off|tiptoe|bend the knee",
        "sintió u oyó|tronido|chasquido|moretón|hueco|empujar|puntas|doblar la rodilla",
    ),
    "RF08 broken bone": Row(
        "today", ("four_steps", "injury_bend", "injury_swelling", "injury_age"),
        "four steps|fall|blow|right angle|swelled badly|changed shape|55 or older",
        "cuatro pasos|caída|golpe|ángulo recto|hinchó mucho|cambió de forma|55 años o más",
    ),
    "RF09 cauda equina": Row(
        "emergency", ("saddle_numbness", "bladder_bowel"),
        "numb between the legs|weak in both legs|pass or hold|urine|stool",
        "dormida la zona entre las piernas|débiles las dos piernas|orinar|evacuar|aguantarse",
    ),
    "RF10 foot drop": Row(
        "today", ("foot_drop",),
        "cannot lift the front of the foot|numbness is spreading|ice behind the knee",
        "no puede levantar la punta del pie|dormido avanza|hielo detrás de la rodilla",
    ),
    "RF11 tumour": Row(
        "this_week", ("bone_night_pain", "growing_lump", "unwell"),
        "bone|night|at rest|grows|deep|hard|5 cm|fever|weight loss|cancer|age 25",
        "hueso|noche|reposo|crece|hondo|duro|5 cm|fiebre|pérdida de peso|cáncer|25 años",
    ),
    "RF12 lump that beats": Row(
        "today", ("pulsing_lump",), "lump|behind the knee|pulse|not rub",
        "bulto|detrás de la rodilla|late como el pulso|no lo frote",
    ),
    "RF12 any new lump": Row(
        "this_week", ("new_lump",), "any new lump|behind the knee|checked|not rub",
        "cualquier bulto nuevo|detrás de la rodilla|revisen|no lo frote",
    ),
    "RF13 calf pain on effort": Row(
        "this_week", ("effort_pain",),
        "calf|tightness|numbness|each run|stops with rest|do not run|today if|suddenly"
        "|cold or numb",
        "pantorrilla|tirantez|adormecimiento|cada vez que corre|descansar|no siga corriendo"
        "|hoy si|de pronto|se enfría o se duerme",
    ),
    "RF13 sudden, or with a cold foot": Row(
        "today", ("effort_pain_sudden",), "calf|effort|suddenly|cold|numb",
        "pantorrilla|esforzarse|de pronto|frío|dormido",
    ),
    "RF14 stress fracture": Row(
        "this_week", ("bone_stress",),
        "one sore spot|bone|worse the longer you run|hop|night|stop running",
        "punto doloroso|hueso|empeora entre más corre|brincar|noche|deje de correr",
    ),
    "RF15 antibiotics and tendons": Row(
        "today", ("antibiotic",),
        "new tendon pain|ciprofloxacin|similar antibiotic|call the doctor|before the next dose"
        "|60|steroids",
        "dolor nuevo en un tendón|ciprofloxacino|antibiótico parecido|llame al médico"
        "|antes de la próxima dosis|60|esteroides",
    ),
    "still a sign: locked or giving way": Row(
        "today", ("locked_knee", "gives_way"), "locked|will not bend|will not straighten|gives way",
        "trabada|no dobla|no estira|le falla",
    ),
}  # fmt: skip

# RF06: what makes a clot more likely.
RISKS = {
    "en": "4 hours|surgery|bed|cast|cannot move|pregnan|baby|pill|hormone|cancer|past|family"
    "|overweight|smok",
    "es": "4 horas|operación|cama|yeso|pierna que no se|embarazo|parto|pastilla|hormonas|cáncer"
    "|pasado|famili|sobrepeso|fumar",
}
# RF17: the ten items of the score with its limits; RF18: the Ottawa rules with their intervals.
CHECKS = {
    "en": "active cancer|paralysis|paresis|plaster|bed for 3 days|surgery within 12 weeks"
    "|tenderness along the deep veins|whole leg swollen|at least 3 cm|10 cm below|pitting oedema"
    "|collateral superficial veins|earlier deep-vein thrombosis|minus 2 if another diagnosis"
    "|2 or more: likely|within 4 hours|1 or less: unlikely|baker’s cyst earns the minus 2"
    "|never send a patient home untested|98\\.5 % \\(95 % ci 93 to 100\\)|49 % \\(43 to 51\\)|4,249"
    "|55 or over|patella alone|fibular head|90°|four steps",
    "es": "cáncer activo|parálisis|paresia|yeso|cama 3 días|últimas 12 semanas"
    "|a lo largo de las venas profundas|toda la pierna hinchada|al menos 3 cm|10 cm por debajo"
    "|edema con fóvea|venas superficiales colaterales|trombosis venosa profunda previa"
    "|menos 2 si otro diagnóstico|2 o más: probable|en 4 horas|1 o menos: poco probable"
    "|quiste de baker da el menos 2|nunca mande a casa sin prueba"
    "|98\\.5 % \\(ic 95 % de 93 a 100\\)|49 % \\(de 43 a 51\\)|4,249|55 años|rótula|peroné|90°"
    "|cuatro pasos",
}
SECOND_HAND = re.compile("copy|quotes|summarised|chart")


def lists(language: str, register: str = "plain") -> GetHelp:
    return build_get_help(Words(language, register))


def missing(facts: str, text: str) -> list[str]:
    return [fact for fact in facts.split("|") if not re.search(fact, text.lower())]


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ROWS)
def test_each_finding_is_in_its_tier_with_every_fact(name, language, register):
    row = ROWS[name]
    body = []
    for tier in lists(language, register).tiers:
        for group in tier.groups:
            held = [sign for sign in group.signs if sign.id in row.signs]
            assert not held or tier.id == row.tier
            body += [group.name, *(sign.text for sign in held)] if held else []
    assert missing(getattr(row, language), " ".join(body)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_belongs_to_a_finding_and_has_one_place(language):
    ids = [sign.id for tier in lists(language).tiers for sign in tier.signs]
    assert sorted(ids) == sorted(sign for row in ROWS.values() for sign in row.signs)


def test_the_languages_hold_the_same_signs_in_the_same_order():
    def held(language):
        tiers = lists(language).tiers
        return [(tier.id, [sign[::2] for sign in tier.signs]) for tier in tiers]

    assert held("en") == held("es")
    assert [tier for tier, _ in held("en")] == list(TIERS) == ["emergency", "today", "this_week"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rf06_the_risks_of_a_clot_are_complete(language):
    (risks,) = (
        group.risks for tier in lists(language).tiers for group in tier.groups if group.risks
    )
    assert missing(RISKS[language], " ".join(risks.items)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rf04_without_a_doctor_the_reader_goes_to_an_emergency_room(language):
    today = lists(language).tiers[1]
    assert {"en": "emergency room", "es": "sala de emergencias"}[language] in today.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_rf16_it_says_when_to_come_back(language):
    routine = lists(language).notes[0]
    assert routine.id == "routine"
    wanted = {"en": "2 to 3 weeks|6|your chiropractor", "es": "2 a 3 semanas|6|su quiropráctico"}
    assert missing(wanted[language], routine.body) == []
    ours = {"en": "2 to 3 and 6 are our choice", "es": "2 a 3 y 6 son elección nuestra"}
    assert ours[language] in Words(language, "clinical").text("get_help.clinicians.body")


@pytest.mark.parametrize("language", LANGUAGES)
def test_rf17_rf18_clinicians_read_the_whole_score_and_the_pooled_accuracy(language):
    body = Words(language, "clinical").text("get_help.clinicians.body")
    assert missing(CHECKS[language], body) == []
    points = [line for line in body.splitlines() if line.startswith("- ")]
    assert len(points) == 9  # the tenth item takes two points away
    assert not re.search(r"above 3 cm|más de 3 cm|\b1[.,]0\b|0[.,]56", body)
    assert "wells" not in Words(language).text("get_help.clinicians.body").lower()  # no self-test


@pytest.mark.parametrize("language", LANGUAGES)
def test_rf19_the_warning_against_massage_cites_the_reports(language):
    (note,) = (note for note in lists(language).notes if note.id == "no_massage")
    reports = {"massage_pe_2020", "massage_pe_ijcs", "massage_vte_2010", "bartsch_2021"}
    assert set(note.sources) == reports


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_rf20_what_is_only_remembered_reaches_nobody(language, register):
    thinners = r"blood.thinner|anticoagul|adelgaza\w* la sangre|warfarin"
    assert [
        k for k, text in everything(language, register) if re.search(thinners, text, re.I)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_strained_calf_sends_nobody_to_a_doctor_today(language):
    """A tender calf is a strained calf; a pain that a run explains is no sign of a clot."""
    tender = {"en": r"\btender", "es": r"al tocar|a la presión|sensible"}[language]
    explained = {"en": "no run or knock explains it", "es": "ningún golpe ni esfuerzo explica"}
    today = lists(language).tiers[1]
    texts = [sign.text for sign in today.signs]
    assert not any(re.search(tender, text) for text in texts)
    hurts = {"en": r"throbs, cramps or hurts", "es": r"[Pp]unzadas, calambres o dolor"}[language]
    painful = [text for text in texts if re.search(hurts, text)]
    assert len(painful) == 1
    assert all(explained[language] in text for text in painful)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_a_source_that_was_read(language):
    known = catalog.sources()
    for tier in lists(language).tiers:
        cited = [(sign.id, sign.sources) for sign in tier.signs]
        cited += [(group.name, group.risks.sources) for group in tier.groups if group.risks]
        for place, sources in cited:
            assert set(sources) - {"ours"}, place
            for key in sources:
                assert key in known or key == "ours", place
                assert key not in ONLY_RECALLED, place


def test_a_source_read_at_second_hand_says_so_where_it_is_cited():
    words = Words()
    keys = {
        key for tier in build_get_help(words).tiers for sign in tier.signs for key in sign.sources
    }
    keys |= {key for note in build_get_help(words).notes for key in note.sources}
    keys |= set(words.items("get_help.clinicians.sources"))
    cited = [catalog.sources()[key] for key in keys - {"ours"}]
    second_hand = [one for one in cited if "second-hand" in one.note]
    assert len(second_hand) > 5
    assert [one.key for one in second_hand if not SECOND_HAND.search(one.citation)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_sign_once_and_the_most_urgent_first(language):
    words = Words(language)
    shown = re.findall(r'data-sign="(\w+)"', get_help.markup(words))
    assert shown == [sign.id for tier in build_get_help(words).tiers for sign in tier.signs]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("own", "number", "link"),
    [
        (Clinic(), "911", "tel:911"),
        (Clinic(emergency_number="112"), "112", "tel:112"),
        (Clinic(emergency_number="+52 55 1234"), "+52 55 1234", "tel:+52551234"),
    ],
)
def test_the_number_of_the_clinic_can_be_tapped_and_stands_on_paper(
    monkeypatch, language, own, number, link
):
    monkeypatch.setattr(clinic, "own", lambda: own)
    words = Words(language)
    shown = get_help.markup(words)
    label = words.text("get_help.emergency.call", number=number)
    assert number in label
    assert re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', shown) == [(link, label)]
    assert words.text("get_help.emergency.heading", number=number) in shown
    printed = content._build_help(build_get_help(words))
    assert number in printed[0].heading
    assert number == "911" or "911" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialog_and_the_plan_show_the_lists(open_page, language):
    words = Words(language)
    wanted = get_help.markup(words)
    assert wanted in help_dialog.render_content(words)
    shown = [element.proto.body for element in open_page("plan", language=language).get("html")]
    assert shown.count(wanted) == 1


def test_lists_are_cached_for_ever_only_at_the_address_of_their_content():
    app = Starlette(routes=[help_dialog.route()])
    path, query = help_dialog.content_url(Words()).removeprefix(".").split("?")
    caching = [get(app, path, one)[0]["cache-control"] for one in (query, "v=old", "")]
    assert caching == [asset_urls.IMMUTABLE, *[asset_urls.REVALIDATE] * 2]
    assert get(app, path.replace("en-", "xx-"))[0]["status"] == "404"
