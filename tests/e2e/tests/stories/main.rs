//! What readers and page authors see, in a real browser.

mod accessible;
mod acts;
mod breaking;
mod counted;
mod counting;
mod deferred;
mod drafts;
mod embedding;
mod fallback;
mod faults;
mod harness;
mod hostile_page;
mod integrity;
mod joined;
mod lifecycle;
mod live;
mod loading;
mod long;
mod long_life;
mod mapping;
mod orders;
mod parts;
mod policy;
mod privacy;
mod reading;
mod recovery;
mod reference;
mod states;
mod writing;

use causerie_e2e::{Answer, Origin, Outcome, Reader, dist, native};
use serde_json::Value;

/// A blog that holds the widget's files in `/causerie/`, an article with this body at `/`, and three comments.
async fn blog(body: &str) -> Outcome<Origin> {
    blog_with(body, &native::three()).await
}

/// The same with other comments.
async fn blog_with(body: &str, thread: &Value) -> Outcome<Origin> {
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&article(body)));
    native::serve(&blog, thread);
    Ok(blog)
}

/// A French article with something in it.
fn article(body: &str) -> String {
    article_in("fr", body)
}

/// An article in a language.
fn article_in(language: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>Article</title>\n\
         <h1>Article</h1>\n{body}\n"
    )
}

/// Fills in a form and sends it.
async fn writes(reader: &Reader, form: &str, name: &str, text: &str) -> Outcome {
    reader.types(&format!("{form} [name=name]"), name).await?;
    reader.types(&format!("{form} [name=body]"), text).await?;
    reader.clicks(&format!("{form} .causerie-submit")).await
}

/// Whether the module has a second half. One that was not cut, as `cargo xtask profile` and Trunk make it, has none.
fn is_cut() -> bool {
    dist().join("causerie_deferred.wasm").exists()
}

/// Lets a reader come to something in the thread and waits until the second half of the module is there.
async fn comes_to(reader: &Reader, selector: &str) -> Outcome {
    reader.until(&format!("document.querySelector('{selector}')")).await?;
    reader.run(&format!("document.querySelector('{selector}').focus()")).await?;
    let fetched = "performance.getEntriesByType('resource').some(({ name, responseEnd }) => responseEnd && name.endsWith('causerie_deferred.wasm'))";
    if is_cut() { reader.until(fetched).await.map(drop) } else { Ok(()) }
}

/// The request for the second half of the module.
const DEFERRED: &str = "GET /causerie/causerie_deferred.wasm";
/// The one line that embeds a thread of the native backend.
const LINE: &str = r#"<script async src="/causerie/embed.js" data-backend="native" data-base="/api" data-load="eager"></script>"#;
/// The line that defines the elements and inserts nothing.
const LOADER: &str = r#"<script async src="/causerie/embed.js"></script>"#;
/// An element with something for readers without wasm.
const ELEMENT: &str = r#"<causerie-thread backend="native" data-base="/api" load="eager"><p class="fallback">Lire les commentaires</p></causerie-thread>"#;
/// The form for the thread.
const FORM: &str = r#".causerie-form[data-parent=""]"#;
