"""The nginx file that we ship, in a real nginx in front of real programs, with TLS. systemd's units are checked beside it."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from factories.running_fair import RunningFair, two_free_ports, wait_for, wait_until
from yunzhan.wire import VERSION
from yunzhan.wire import messages as m
from yunzhan.wire.codec import encode

ROOT = Path(__file__).resolve().parents[2]
NAME = "fair.example.org"
ORIGIN = f"https://{NAME}"
NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(NGINX is None, reason="nginx is not installed")]


@pytest.fixture(scope="module")
def fair(tmp_path_factory):
    """Website and gateway behind nginx; `plain` and `secure` are its ports."""
    folder = tmp_path_factory.mktemp("behind-nginx")
    made = RunningFair(folder)
    settings = {
        "YUNZHAN_HOSTS": NAME, "YUNZHAN_ORIGINS": ORIGIN, "YUNZHAN_BEHIND_TLS": "1", "YUNZHAN_DEBUG": "",
        "YUNZHAN_GATEWAY_URL": f"wss://{NAME}/gateway",
    }  # fmt: skip
    made.plain, made.secure = two_free_ports(), two_free_ports()
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media" / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    try:
        for program in ("website", "gateway"):
            made.start(program, **settings)
        nginx = start_nginx(folder, made)
        yield made
        nginx.terminate()
        nginx.wait(20)
    finally:
        made.end()


def start_nginx(folder, made):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", folder / "tls.key",
         "-out", folder / "tls.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    text = (ROOT / "deploy/nginx/yunzhan.conf").read_text()
    for old, new in {
        f"/etc/ssl/{NAME}.pem": str(folder / "tls.pem"),
        f"/etc/ssl/private/{NAME}.key": str(folder / "tls.key"),
        "listen 80;": f"listen 127.0.0.1:{made.plain};",
        "listen [::]:80;": "",
        "listen 443 ": f"listen 127.0.0.1:{made.secure} ",
        "listen [::]:443 ssl http2;": "",
        "127.0.0.1:8000": f"127.0.0.1:{made.port}",
        "127.0.0.1:8001": f"127.0.0.1:{made.port + 1}",
        "/var/lib/yunzhan/media/": f"{folder}/media/",
    }.items():
        assert old in text
        text = text.replace(old, new)
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        # a test's folder is its owner's alone; on a server nginx's user joins the group yunzhan
        f"{'user root; ' if os.geteuid() == 0 else ''}daemon off; pid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log; worker_processes 1; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{text}\n}}\n"
    )
    checked = subprocess.run([NGINX, "-t", "-c", main], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    nginx = subprocess.Popen([NGINX, "-c", main], stderr=subprocess.DEVNULL)
    wait_until(lambda: (folder / "nginx.pid").exists() and (folder / "nginx.pid").read_text().strip())
    return nginx


def trusting(fair):
    return ssl.create_default_context(cafile=fair.folder / "tls.pem")


def get(fair, path):
    class Connection(http.client.HTTPSConnection):
        def connect(self):
            http.client.HTTPConnection.connect(self)
            self.sock = trusting(fair).wrap_socket(self.sock, server_hostname=NAME)

    connection = Connection("127.0.0.1", fair.secure, timeout=30)
    connection.request("GET", path, headers={"Host": NAME})
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


def greet(fair, origin=ORIGIN):
    line = socket.create_connection(("127.0.0.1", fair.secure), timeout=30)
    return connect(f"wss://{NAME}/gateway", sock=line, ssl=trusting(fair), origin=origin, compression=None)


def test_plain_http_is_sent_to_https(fair):
    connection = http.client.HTTPConnection("127.0.0.1", fair.plain, timeout=30)
    connection.request("GET", "/x?y=1", headers={"Host": NAME})
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["Location"]) == (301, f"{ORIGIN}/x?y=1")


def test_page_comes_with_its_policies_and_names_the_gateway(fair):
    answer = get(fair, "/")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert f"connect-src 'self' blob: wss://{NAME}/gateway" in answer.headers["Content-Security-Policy"]


def test_cookies_are_for_tls_only(fair):
    cookies = get(fair, "/account/login/").headers.get_all("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


def test_health_stays_inside(fair):
    assert get(fair, "/healthz").status == 404


def test_uploaded_file_is_data_and_no_page(fair):
    answer = get(fair, "/media/x.svg")
    assert (answer.status, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for path in ("/media/../yunzhan.sqlite3", "/media/%2e%2e/yunzhan.sqlite3", "/media../yunzhan.sqlite3"):
        assert get(fair, path).status in (301, 302, 400, 404), path


def test_gateway_speaks_through_tls(fair):
    with greet(fair) as client:
        client.send(encode(m.Hello(VERSION, fair.signed("p"))))
        assert wait_for(client, m.Welcome).person == "p"


def test_page_of_another_origin_may_not_connect(fair):
    with pytest.raises(InvalidStatus) as refused:
        greet(fair, "https://elsewhere.example.org")
    assert refused.value.response.status_code == 403
