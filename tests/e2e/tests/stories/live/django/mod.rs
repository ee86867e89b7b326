//! A real django-comments-xtd: on another origin, and in pages that Django serves.

mod home;
mod reading;
mod writing;

use super::page;
use crate::{FORM, writes};
use causerie_e2e::servers::Django;
use causerie_e2e::servers::django::{Post, Settings};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist};

async fn comments(reader: &Reader, name: &str, text: &str) -> Outcome {
    reader.types(&format!("{FORM} [name=email]"), "lecteur@example.org").await?;
    writes(reader, FORM, name, text).await
}

/// A blog of Django's, and a page about one of its posts on another origin.
async fn start(post: Post, settings: Settings<'_>) -> Outcome<(Django, Origin)> {
    let blog = Origin::start().await?;
    let django = Django::start(Settings { origin: &blog.url(""), ..settings }).await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&page(&attributes(&django, post).await?)));
    Ok((django, blog))
}

/// What the page's own server found out from Django.
async fn attributes(django: &Django, post: Post) -> Outcome<String> {
    let form = django.form(post).await?;
    let text = |name: &str| form[name].as_str().map_or_else(|| form[name].to_string(), str::to_owned);
    Ok(format!(
        r#"backend="django-comments-xtd" data-base="{}/comments" data-type="{}" data-object="{}" data-timestamp="{}" data-hash="{}""#,
        django.url(""),
        text("content_type"),
        text("object_pk"),
        text("timestamp"),
        text("security_hash")
    ))
}
