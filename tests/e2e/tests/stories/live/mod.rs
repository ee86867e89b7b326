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
