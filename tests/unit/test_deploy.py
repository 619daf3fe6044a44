"""What is deployed is what is tested: the same packages, held to their hashes."""

import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address, ip_network
from threading import Thread

import pytest

from tests.support.server import ROOT

COMPOSE, NGINX, SETTINGS = (
    (ROOT / name).read_text()
    for name in ("deploy/compose.yaml", "deploy/nginx.conf", ".streamlit/config.toml")
)
LOCK = (ROOT / "deploy" / "requirements.lock").read_text()
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", flags=re.MULTILINE)


def test_the_lock_holds_every_requirement_at_its_version():
    wanted = dict(PIN.findall((ROOT / "requirements.txt").read_text()))
    assert wanted
    assert wanted.items() <= dict(PIN.findall(LOCK)).items()


def test_every_package_of_the_lock_has_a_hash_and_no_address():
    for package in re.split(r"\n(?=[a-z0-9])", LOCK.split("\n", 2)[2]):
        assert "--hash=sha256:" in package, package.split("\n")[0]
    assert "://" not in LOCK


def test_the_container_takes_what_the_app_needs_and_drops_root():
    lines = (ROOT / "deploy" / "Containerfile").read_text()
    for part in ("app.py", ".streamlit", "pages", "assets", "explainer"):
        assert re.search(rf"^COPY {re.escape(part)} ", lines, flags=re.MULTILINE)
    assert re.search(r"^USER (?!root|0\b)", lines, flags=re.MULTILINE)
    assert "--require-hashes" in lines


def test_the_app_starts_without_what_builds_the_atlas(tmp_path):
    """A copy as the container gets it: every module of it loads, and so does the server's entry."""
    left_out = (ROOT / ".dockerignore").read_text().split("\n")
    tools = {"explainer/atlas_build", "explainer/plate_finish", "explainer/skin_build"}
    assert tools <= set(left_out)
    for part in ("app.py", ".streamlit", "pages", "assets"):
        (tmp_path / part).symlink_to(ROOT / part)
    without = shutil.ignore_patterns("*_build", "plate_finish", "__pycache__")
    shutil.copytree(ROOT / "explainer", tmp_path / "explainer", ignore=without)
    check = (
        "import importlib, pkgutil, explainer\n"
        "for module in pkgutil.walk_packages(explainer.__path__, 'explainer.'):\n"
        "    if module.name != 'explainer.ui.site':  # a page: it draws as soon as it is loaded\n"
        "        importlib.import_module(module.name)\n"
        "import app\n"
        "print(explainer.__file__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", check],
        capture_output=True, text=True, check=False,
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "explainer" / "__init__.py")


def test_the_image_may_be_read_by_the_user_who_runs_it():
    lines = (ROOT / "deploy" / "Containerfile").read_text()
    assert lines.index("COPY explainer ") < lines.index("RUN chmod -R a+rX") < lines.index("USER ")


def test_the_health_check_can_end_the_app_it_asks():
    lines = (ROOT / "deploy" / "Containerfile").read_text()
    assert "COPY app.py deploy/healthcheck.py " in lines
    health_check = re.search(r'HEALTHCHECK[^[]*\[.*"healthcheck.py", "([^"]+)", "([^"]+)"\]', lines)
    assert health_check[1] == "127.0.0.1:8501/_stcore/health"
    assert f"echo $$ > {health_check[2]} && exec streamlit run app.py --server.port=8501 " in lines
    assert "init: true" in COMPOSE


@pytest.mark.parametrize(("status", "code"), [(200, 0), (404, 1), (503, 1)])
def test_the_health_check_takes_only_200_for_well(status, code):
    answer = {"do_GET": lambda request: (request.send_response(status), request.end_headers())}
    server = HTTPServer(("127.0.0.1", 0), type("Answer", (BaseHTTPRequestHandler,), answer))
    Thread(target=server.handle_request, daemon=True).start()
    check = runpy.run_path(str(ROOT / "deploy" / "healthcheck.py"))["main"]
    assert check(f"127.0.0.1:{server.server_port}/_stcore/health", "no-file") == code
    server.server_close()


def test_a_replica_that_is_made_anew_keeps_its_address():
    own = dict(re.findall(r"^  (app-\d): .*ipv4_address: ([\d.]+)", COMPOSE, flags=re.MULTILINE))
    named = set(re.findall(r"server (app-\d):8501", NGINX))
    assert own.keys() == named
    assert len(set(own.values())) == 2
    subnet = ip_network(re.search(r"subnet: ([\d./]+)", COMPOSE)[1])
    assert all(ip_address(one) in subnet for one in own.values())


def test_the_proxy_waits_longer_than_the_apps_ping():
    ping_s = tomllib.loads(SETTINGS)["server"]["websocketPingInterval"]
    waits_s = [int(s) for s in re.findall(r"proxy_read_timeout (\d+)s", NGINX)]
    assert max(waits_s) > ping_s + 10
    assert sorted(waits_s)[-2] < 10
    assert "proxy_read_timeout 1h" not in NGINX


def test_both_lists_of_own_networks_are_the_same():
    networks = re.findall(r"set_real_ip_from ([^;]+);", NGINX)
    listed = re.search(r"geo [^{]*\{([^}]*)\}", NGINX)[1]
    trusted = re.findall(r"(\S+) 1;", listed)
    assert {ip_network(one) for one in networks} == {ip_network(one) for one in trusted}
