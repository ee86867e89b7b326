//! A real Waline on another origin.

mod counting;
mod moderating;
mod own;
mod reading;
mod signing_in;
mod voting;
mod writing;

use super::{blog, page};
use causerie_e2e::servers::{Account, Waline};
use causerie_e2e::{Answer, Origin, Outcome};

/// Waline with these settings, and a page on another origin whose thread has these attributes besides.
async fn start(settings: &[(&str, &str)], attributes: &str) -> Outcome<(Waline, Origin)> {
    let waline = Waline::start(settings).await?;
    let page = blog(&format!(r#"backend="waline" data-base="{}" {attributes}"#, waline.url(""))).await?;
    Ok((waline, page))
}

/// The same with an administrator and somebody else who has an account; the thread is in the name of neither.
async fn with_accounts(settings: &[(&str, &str)]) -> Outcome<(Waline, Origin, Account, Account)> {
    let (waline, blog) = start(settings, "").await?;
    let owner = waline.register("Autrice", "autrice@example.org").await?;
    let reader = waline.register("Lectrice", "lectrice@example.org").await?;
    Ok((waline, blog, owner, reader))
}

/// Gives the page's thread the token of an account, as a blog does that knows its readers.
fn knows(blog: &Origin, waline: &Waline, account: &Account) {
    let attributes =
        format!(r#"backend="waline" data-base="{}" data-auth-token="{}""#, waline.url(""), account.token);
    blog.on("GET /", Answer::html(&page(&attributes)));
}
