//! The widget with real comment servers. `cargo xtask test` leaves out the servers it did not install, by the names of
//! these modules.

mod django;
mod isso;
mod json_server;
mod waline;
mod wordpress;

use crate::{LOADER, article};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist};
use serde_json::json;

/// A blog on an origin of its own, with a thread that has these attributes on its page `/`.
async fn blog(attributes: &str) -> Outcome<Origin> {
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&page(attributes)));
    Ok(blog)
}

/// An article with a thread that has these attributes.
fn page(attributes: &str) -> String {
    article(&format!("<causerie-thread load=\"eager\" {attributes}></causerie-thread>\n{LOADER}"))
}

/// Waits until the thread shows exactly these texts of comments, from top to bottom.
async fn shows(reader: &Reader, texts: &[&str]) -> Outcome {
    let shown = "JSON.stringify([...document.querySelectorAll('causerie-thread .causerie-body')]\
                 .map(body => body.innerText.trim().replace(/\\s+/g, ' ')))";
    let wanted = json!(json!(texts).to_string());
    // What is shown instead is part of the failure.
    match reader.until(&format!("{shown} === {wanted}")).await {
        Ok(_) => Ok(()),
        Err(_) => {
            Err(format!("{wanted} should be shown but {}", reader.run(&format!("return {shown}")).await?)
                .into())
        }
    }
}

/// Waits for the editor of a comment with a text in it, and saves another one.
async fn replaces(reader: &Reader, entry: &str, before: &str, after: &str) -> Outcome {
    let input = format!("{entry} .causerie-editor textarea");
    reader.sees(&input).await?;
    reader.until(&format!("document.querySelector('{input}').value === {}", json!(before))).await?;
    reader.run(&format!("document.querySelector('{input}').value = ''")).await?;
    reader.types(&input, after).await?;
    reader.clicks(&format!("{entry} .causerie-editor .causerie-submit")).await?;
    reader.misses(".causerie-editor").await
}

/// Presses a moderator's button at a comment, where it must be unfolded first too.
async fn decides(reader: &Reader, entry: &str, decision: &str) -> Outcome {
    let button = format!("{entry} .causerie-decide[value={decision}]:not([aria-disabled=true])");
    reader.until(&format!("!!document.querySelector('{button}')")).await?;
    let folded = format!("{entry} .causerie-moderation:not([open])");
    if reader.run(&format!("return !!document.querySelector('{folded}')")).await? == true {
        reader.clicks(&format!("{folded} > summary")).await?;
    }
    reader.clicks(&button).await
}

/// Opens a page with badges and waits until they read like this.
async fn counted(reader: &Reader, blog: &Origin, badges: &str, words: &[&str]) -> Outcome {
    let page = article(&format!("{badges}<script async src='/causerie/count.js'></script>"));
    blog.on("GET /list/", Answer::html(&page));
    reader.open(&blog.url("/list/")).await?;
    let shown = "JSON.stringify([...document.querySelectorAll('causerie-count')].map(it => it.textContent))";
    reader.until(&format!("{shown} === {}", json!(json!(words).to_string()))).await.map(drop)
}

/// Waits until an own comment stands there as not sent, with the reason.
async fn is_refused(reader: &Reader, text: &str, reason: &str) -> Outcome {
    reader.reads("article[data-state=failed] .causerie-body", text).await?;
    reader.reads("article[data-state=failed] .causerie-notice", reason).await
}

/// Waits until the form says why it was given back, with the text still in it.
async fn is_given_back(reader: &Reader, text: &str, reason: &str) -> Outcome {
    reader.reads(".causerie-form-error[role=alert]", reason).await?;
    reader
        .until(&format!("document.querySelector('.causerie-form [name=body]').value === {}", json!(text)))
        .await
        .map(drop)
}
