"""The diagram's scripts one by one in a real browser: tables, reports, pauses, labels."""

import itertools
import random

import numpy as np
import pytest

from explainer.model import Runner, Running
from explainer.model.sweep import sweep
from explainer.ui.components.knee_diagram import tables
from tests.support.component_scripts import ALONE, alone
from tests.support.line_crossing import crossing

pytestmark = pytest.mark.browser
COMPONENTS = ALONE
TABLE = sweep(Runner(), Running())


@pytest.fixture(scope="module")
def page(app_url, browser):
    """A page of the app from which single scripts can be imported."""
    context = browser.new_context()
    alone(context)
    page = context.new_page()
    page.goto(f"{app_url}/_stcore/health")
    yield page
    context.close()


def test_lookups_are_exact_at_whole_miles_and_straight_between(page):
    read = """async ([components, packed, miles]) => {
      const { LoadTable } = await import(`${components}/knee_diagram/web/load_table.js`);
      const table = new LoadTable(packed);
      return packed.loads.map(load => packed.surfaces.map(surface =>
        miles.map(mile => table.reading("easy", load, surface, mile).mid)));
    }"""
    packed = tables.pack_table(TABLE)
    whole = np.array(page.evaluate(read, [COMPONENTS, packed, [0, 1, 20, 60]]))
    np.testing.assert_allclose(whole, TABLE.easy_miles[:, :, [0, 1, 20, 60]], rtol=1e-5)
    between = np.array(page.evaluate(read, [COMPONENTS, packed, [20.25, 99, -3]]))
    straight = 0.75 * TABLE.easy_miles[:, :, 20] + 0.25 * TABLE.easy_miles[:, :, 21]
    np.testing.assert_allclose(between[:, :, 0], straight, rtol=1e-5)
    np.testing.assert_allclose(between[:, :, 1], TABLE.easy_miles[:, :, 60], rtol=1e-5)
    np.testing.assert_allclose(between[:, :, 2], 0.0, atol=1e-9)


def test_many_moves_make_one_report_after_a_pause(page):
    pending, reported = page.evaluate(
        """async (components) => {
          const { Store } = await import(`${components}/shared/web/store.js`);
          const [timers, reported] = [new Map(), []];
          const [start, stop] = [window.setTimeout, window.clearTimeout];
          const wait = (action, pause) => timers.set(timers.size + 1, { action, pause }).size;
          window.setTimeout = wait;
          window.clearTimeout = (number) => timers.set(number, null);
          const store = new Store(() => {}, () => {});
          const send = (_, { values }) => reported.push(values.miles[1]);
          store.receive({ slot: "one", state: { miles: 0 }, acknowledged: 0 }, send);
          for (let miles = 1; miles <= 5; miles += 1) {
            store.update({ miles });
            store.scheduleReport();
          }
          const left = [...timers.values()].filter((one) => one?.action);
          left.forEach(({ action }) => action());
          Object.assign(window, { setTimeout: start, clearTimeout: stop });
          return [left.map(({ pause }) => pause), reported];
        }""",
        COMPONENTS,
    )
    assert len(pending) == 1
    assert 300 <= pending[0] <= 900, (
        "longer than a held key's repeats, shorter than a reader's patience"
    )
    assert reported == [5]


def test_a_device_that_was_busy_pauses_longer(page):
    pause_ms = page.evaluate(
        """async (components) => {
          const { debounce_ms } = await import(`${components}/shared/web/report_debounce.js`);
          const busy = (list) => list.getEntries().some(({ duration }) => duration > 200);
          const seen = new Promise((done) => {
            const watch = new PerformanceObserver((list) => busy(list) && done());
            watch.observe({ type: "longtask" });
          });
          setTimeout(() => {
            const until = performance.now() + 250;
            while (performance.now() < until);
          });
          await seen;
          return debounce_ms();
        }""",
        COMPONENTS,
    )
    assert 600 <= pause_ms <= 900


def test_any_anchors_find_places_without_overlap_or_crossing(page):
    chance = random.Random(7)
    box = {"height": 420, "left": 130, "right": 330}
    crowds = [
        [
            {
                "id": n, "rank": n, "x": chance.uniform(140, 320), "y": chance.uniform(0, 420),
                "height": chance.choice([17, 34, 51]), "side": chance.choice(["left", "right"]),
            }
            for n in range(chance.randint(1, 24))
        ]
        for _ in range(150)
    ]  # fmt: skip
    results = page.evaluate(
        """async ([components, crowds, box]) => {
          const plate = `${components}/knee_diagram/web/plate`;
          const { placeLabels } = await import(`${plate}/label_placement.js`);
          return crowds.map(items => placeLabels(items, box));
        }""",
        [COMPONENTS, crowds, box],
    )
    for items, placed in zip(crowds, results, strict=True):
        assert any(item["id"] == 0 for item in placed), "the most important label is always there"
        assert len(placed) >= min(4, len(items) // 2)
        for one, other in itertools.combinations(placed, 2):
            if one["side"] == other["side"]:
                assert one["top"] + one["height"] <= other["top"] + 1e-6 or (
                    other["top"] + other["height"] <= one["top"] + 1e-6
                )
            ends = [[item[k] for k in ("edgeX", "edgeY", "x", "y")] for item in (one, other)]
            assert not crossing(*ends)
        for item in placed:
            assert item["top"] >= -1e-6
            assert item["top"] + item["height"] <= box["height"] + 1e-6


def test_a_picture_is_dark_where_its_page_is_whatever_the_device_prefers(page):
    themes = page.evaluate(
        """async (components) => {
          const { applyTheme } = await import(`${components}/shared/web/theme.js`);
          const frame = () => new Promise(requestAnimationFrame);
          const host = document.body.appendChild(document.createElement("div"));
          const element = host.appendChild(document.createElement("div"));
          const themes = [];
          for (const paper of ["#0e1117", "rgb(255, 255, 255)", "rgb(20, 20, 30)", ""]) {
            host.style.setProperty("--st-background-color", paper);
            applyTheme(element, host);
            await frame();
            themes.push(element.dataset.theme);
          }
          host.remove();
          return themes;
        }""",
        COMPONENTS,
    )
    assert themes == ["dark", "light", "dark", "light"], "the last names none: the device's wish"
