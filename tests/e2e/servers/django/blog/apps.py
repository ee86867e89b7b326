from django.apps import AppConfig


class BlogConfig(AppConfig):
    name = "blog"

    def ready(self):
        from django_comments_xtd.moderation import XtdCommentModerator, moderator

        from .models import Post

        class Moderator(XtdCommentModerator):
            enable_field = "allow_comments"

            def moderate(self, comment, post, request):
                return post.title == "Modéré"

        moderator.register(Post, Moderator)
