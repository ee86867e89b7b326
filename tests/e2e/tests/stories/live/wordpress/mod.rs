//! A real WordPress: read from another origin, written to from there and from its own pages.

mod counting;
mod moderating;
mod pings;
mod reading;
mod refusals;
mod signed_in;
mod writing;

use crate::{FORM, writes};
use causerie_e2e::servers::WordPress;
use causerie_e2e::servers::wordpress::Post;
use causerie_e2e::{Origin, Outcome, Reader};

/// A blog with one post, and a page about it on another origin whose thread has these attributes besides.
async fn elsewhere(options: &[(&str, &str)], attributes: &str) -> Outcome<(WordPress, Post, Origin)> {
    let wordpress = WordPress::start(options).await?;
    let post = wordpress.publish("le-metier", "Le métier", "<p>Un billet.</p>").await?;
    let attributes = format!(
        r#"backend="wordpress" data-base="{0}/wp-json" data-site="{0}" data-post="{1}" {attributes}"#,
        wordpress.url(""),
        post.id
    );
    let page = super::blog(&attributes).await?;
    Ok((wordpress, post, page))
}

/// A blog whose post has its thread in it, as WordPress serves it.
async fn at_home(options: &[(&str, &str)]) -> Outcome<(WordPress, Post)> {
    let wordpress = WordPress::start(options).await?;
    let post = wordpress.publish("le-metier", "Le métier", THREAD).await?;
    Ok((wordpress, post))
}

/// Writes a comment with everything that WordPress asks of somebody it does not know; who writes is known from then on.
async fn comments(reader: &Reader, name: &str, text: &str) -> Outcome {
    reader.types(&format!("{FORM} [name=email]"), "lecteur@example.org").await?;
    writes(reader, FORM, name, text).await
}

/// A thread as a block of a post; it finds out by itself which post that is.
const THREAD: &str = "<!-- wp:html --><causerie-thread backend=\"wordpress\" load=\"eager\"></causerie-thread>\
    <script async src=\"/causerie/embed.js\"></script><!-- /wp:html -->";
/// What allows comments through REST from readers whom WordPress does not know.
const ANONYMOUS: (&str, &str) = ("causerie_anonymous", "1");
/// What tells the thread so.
const REST: &str = r#"data-anonymous="rest""#;
