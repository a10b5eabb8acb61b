"""Headers that depend on the request or that Django does not send itself. The rest is in settings."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yunzhan.website.live.queries import gateways_known

PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=()"
)


def gateway_sources(host: str) -> list[str]:
    """What a page may connect to beside the website: the gateways, by default one on the same host one port above."""
    known = gateways_known()
    if known:
        return known
    name = host if host.endswith("]") else host.rsplit(":", 1)[0]
    port = settings.YUNZHAN_PORT + 1
    return [f"ws://{name}:{port}", f"wss://{name}:{port}"]


def send_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware; it comes after CSPMiddleware in the list, so that the policy is built when this has spoken."""

    def answer(request: HttpRequest) -> HttpResponse:
        gateway = gateway_sources(request.get_host())  # refuses a host that is not ours before anything is answered
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # django-csp reads this attribute of the answer (csp.decorators.csp_update sets the same).
        vars(response)["_csp_update"] = {"connect-src": gateway}
        return response

    return answer
