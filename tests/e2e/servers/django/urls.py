import os

from django.contrib.auth.views import LoginView
from django.urls import include, path
from django.views.static import serve

from blog.views import post, props

urlpatterns = [
    path("comments/", include("django_comments_xtd.urls")),
    path("post/<int:pk>/", post, name="post"),
    path("props/<int:pk>/", props),
    path("login/", LoginView.as_view(template_name="login.html")),
    path("causerie/<path:path>", serve, {"document_root": os.environ["CAUSERIE_DIST"]}),
]
