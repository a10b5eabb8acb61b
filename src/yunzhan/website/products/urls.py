"""Addresses of exhibitors, products, the search and what one saved, and of the exhibitor's desk."""

from django.urls import path

from yunzhan.website.products import desk, desk_models, saved_views, views

EXHIBITOR = "fairs/<slug:fair>/exhibitors/<slug:slug>/"

urlpatterns = [
    path("fairs/<slug:fair>/search/", views.search, name="search"),
    path("fairs/<slug:fair>/exhibitors/", views.list_exhibitors, name="exhibitors"),
    path("fairs/<slug:fair>/products/<int:pk>/", views.show_product, name="product"),
    path("fairs/<slug:fair>/saved/", saved_views.list_saved, name="saved"),
    path("fairs/<slug:fair>/saved/<slug:kind>/<slug:key>/", saved_views.change_saved, name="save"),
    path("fairs/<slug:fair>/desk/", desk.list_desks, name="desks"),
    path(f"{EXHIBITOR}desk/", desk.change_texts, name="desk"),
    path(f"{EXHIBITOR}desk/staff/", desk.choose_staff, name="desk-staff"),
    path(f"{EXHIBITOR}desk/staff/<str:person>/remove/", desk.take_staff_away, name="desk-staff-remove"),
    path(f"{EXHIBITOR}desk/products/", desk.list_products, name="desk-products"),
    path(f"{EXHIBITOR}desk/products/add/", desk.write_product, name="desk-product-add"),
    path(f"{EXHIBITOR}desk/products/<int:pk>/", desk.write_product, name="desk-product"),
    path(f"{EXHIBITOR}desk/products/<int:pk>/withdraw/", desk.take_product_away, name="desk-product-withdraw"),
    path(f"{EXHIBITOR}desk/products/<int:pk>/model/", desk_models.choose_model, name="desk-model"),
    path(f"{EXHIBITOR}desk/products/<int:pk>/model/points/", desk_models.write_point, name="desk-point-add"),
    path(f"{EXHIBITOR}desk/products/<int:pk>/model/points/<int:spot>/", desk_models.write_point, name="desk-point"),
    path(
        f"{EXHIBITOR}desk/products/<int:pk>/model/points/<int:spot>/remove/",
        desk_models.take_point_away,
        name="desk-point-remove",
    ),
]
