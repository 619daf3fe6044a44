"""A browser test that fails is run once more, from nothing, and listed as RERUN at the end.

A shared machine can keep a browser waiting for longer than any test is patient, and a browser's
driver has died in the middle of a run: every later test then failed with it. A name that is listed
twice is a race, in the test or in the app, and is mended.
"""

import pytest
import pytest_rerunfailures


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """End every fixture before a second run: shared pages, the browser and the app start anew.

    The plugin sets the fixtures of modules and of the session aside between two runs of a test, to
    give them to the second. It has no setting for this, hence the call of its own function.
    """
    if getattr(item, "execution_count", 1) > 1:
        pytest_rerunfailures._restore_suspended_finalizers(item)
        item.session._setupstate.teardown_exact(None)
