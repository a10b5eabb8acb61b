"""Every address of the website: pages in three languages, the API, the administration, uploaded files."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from yunzhan.website.config.api import api
from yunzhan.website.shared.views import answer_health

handler400 = "yunzhan.website.shared.views.refuse_400"
handler403 = "yunzhan.website.shared.views.refuse_403"
handler404 = "yunzhan.website.shared.views.refuse_404"
handler500 = "yunzhan.website.shared.views.refuse_500"

urlpatterns = [
    path("healthz", answer_health, name="healthz"),
    path("api/", api.urls),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
    path("", include("yunzhan.website.uploads.urls")),
    # Staff sign in where everybody does, with the same limits on guessing.
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("yunzhan.website.live.urls")),
        path("", include("yunzhan.website.products.urls")),
        path("", include("yunzhan.website.booths.urls")),
        path("", include("yunzhan.website.accounts.urls")),
        path("", include("yunzhan.website.shared.urls")),
        path("account/", include("allauth.urls")),
        prefix_default_language=False,
    ),
]
