from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.html import format_html, format_html_join
from django_comments_xtd.api.frontend import commentbox_props

from .models import Post


def props(request, pk):
    """What pages that Django does not serve need for their forms."""
    return JsonResponse(commentbox_props(get_object_or_404(Post, pk=pk), request.user, request))


def post(request, pk):
    """A page with a thread, as a template would make it."""
    post = get_object_or_404(Post, pk=pk)
    form = commentbox_props(post, request.user, request)["default_form"]
    metas = [
        ("comments-xtd-type", form["content_type"]),
        ("comments-xtd-object", form["object_pk"]),
        ("comments-xtd-timestamp", form["timestamp"]),
        ("comments-xtd-hash", form["security_hash"]),
    ]
    if not post.allow_comments:
        metas.append(("comments-xtd-closed", "yes"))
    if request.user.is_authenticated:
        metas += [("comments-xtd-user", request.user.get_full_name()), ("csrf-token", get_token(request))]
    return HttpResponse(format_html(PAGE, format_html_join("\n", '<meta name="{}" content="{}">', metas)))


PAGE = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<link rel="icon" href="data:,">
{}
<title>Article</title>
<h1>Article</h1>
<causerie-thread backend="django-comments-xtd" load="eager"></causerie-thread>
<script async src="/causerie/embed.js"></script>
"""
