"""Makes the tables, three posts (open, closed, moderated), a moderator and a reader who has an account."""

import django

django.setup()

from blog.models import Post
from django.contrib.auth.models import User
from django.core.management import call_command

call_command("migrate", verbosity=0, run_syncdb=True)
for title, is_open in [("Ouvert", True), ("Fermé", False), ("Modéré", True)]:
    Post.objects.create(title=title, allow_comments=is_open)
User.objects.create_superuser("autrice", "autrice@example.org", "mot-de-passe")
User.objects.create_user("lectrice", "lectrice@example.org", "mot-de-passe", first_name="Lectrice")
