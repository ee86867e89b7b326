//! What readers and page authors see, in a real browser.

mod harness;

use causerie_e2e::{Origin, Outcome, dist};

/// A blog that holds the widget's files in `/causerie/`.
async fn blog() -> Outcome<Origin> {
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    Ok(blog)
}

/// A French article with something in it.
fn article(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>Article</title><h1>Article</h1>\n{body}\n"
    )
}
