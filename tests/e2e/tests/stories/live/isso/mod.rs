//! The widget with a real Isso server on another origin.

mod counting;
mod own;
mod reading;
mod voting;
mod writing;

use crate::article;
use causerie_e2e::servers::{Isso, Moderation};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist};
use serde_json::json;

/// A blog on one origin and its Isso on another; `/plain/` is a page without a thread.
async fn start(moderation: Moderation) -> Outcome<(Origin, Isso)> {
    start_with(moderation, 1000, "").await
}

/// The same with an Isso that takes so many comments a minute, and a thread with these attributes besides.
async fn start_with(moderation: Moderation, limit: u32, attributes: &str) -> Outcome<(Origin, Isso)> {
    let blog = Origin::start().await?;
    let isso = Isso::guarded(&blog.url(""), moderation, limit).await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&article(&line(&isso, attributes))));
    blog.on("GET /plain/", Answer::html(&article("")));
    Ok((blog, isso))
}

fn line(isso: &Isso, attributes: &str) -> String {
    let base = isso.url("");
    format!(
        r#"<script async src="/causerie/embed.js" data-backend="isso" data-base="{base}" data-load="eager" {attributes}></script>"#
    )
}

/// Posts as Isso's own client does, from a page of the blog; gives the new comment's id.
async fn post(reader: &Reader, isso: &Isso, author: &str, text: &str, parent: Option<i64>) -> Outcome<i64> {
    let body = json!({ "author": author, "text": text, "parent": parent, "title": "Article" });
    let script = format!(
        "const answer = await fetch({}, {{ method: 'POST', credentials: 'include',
           headers: {{ 'Content-Type': 'application/json' }}, body: {} }});
         return (await answer.json()).id",
        json!(isso.url("/new?uri=%2F")),
        json!(body.to_string())
    );
    let id = reader.run(&script).await?;
    id.as_i64().ok_or_else(|| format!("Isso gave no id but {id}").into())
}
