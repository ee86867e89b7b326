from django.db import models
from django.urls import reverse


class Post(models.Model):
    title = models.CharField(max_length=200)
    allow_comments = models.BooleanField(default=True)

    def get_absolute_url(self):
        return reverse("post", args=[self.pk])
