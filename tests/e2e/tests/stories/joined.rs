//! Two backends in one thread.

use crate::{LOADER, article, blog};
use causerie_e2e::{Answer, Origin, Outcome, native, story};
use serde_json::{Value, json};

/// A second backend: mentions of the page, in two pages.
fn mentions() -> Value {
    json!({
        "mapping": "1", "name": "mentions",
        "vars": { "base": { "default": "{+page.origin}/mentions" }, "token": { "about": "a word", "required": true } },
        "list": {
            "url": "{+base}", "query": { "token": "{token}", "page": "{list.page}" }, "items": "/rows",
            "page": { "by": "page", "unit": "root", "size": 1, "pages": "/pages" }
        },
        "comment": { "id": "/id", "kind": { "const": "mention" }, "body": { "text": "/text" }, "created": "/date", "via": { "url": "/url" } }
    })
}

fn element(also: &str) -> String {
    let attributes =
        format!(r#"backend="native" data-base="/api" also="{also}" data-token="t" load="eager""#);
    format!("<causerie-thread {attributes}></causerie-thread>{LOADER}")
}

async fn joined(also: &str) -> Outcome<Origin> {
    let blog = blog("").await?;
    blog.on("GET /", Answer::html(&article(&element(also))));
    blog.on("GET /mentions.json", Answer::json(200, &mentions()));
    let row = json!({ "id": 1, "text": "En parle.", "date": "2011-05-18T09:30:00Z", "url": "https://ailleurs.example/" });
    blog.on("GET /mentions", Answer::json(200, &json!({ "pages": 1, "rows": [row] })));
    Ok(blog)
}

#[tokio::test]
async fn a_second_backend_is_merged_by_time_and_read_only() -> Outcome {
    let blog = joined("/mentions.json").await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article", 4).await?;
        let order = "[...document.querySelectorAll('article')].map(it => it.dataset.id).join(' ') === '1 2 3 /mentions.json:1'";
        reader.until(order).await?;
        reader.reads(".causerie-title", "4 commentaires").await?;
        reader.misses("[data-kind=mention] .causerie-actions").await?;
        // The first backend declares `base`, so that is its own; `token` is the second's.
        let sent = blog.received("GET /mentions");
        assert!(sent[0].query.contains("token=t") && sent[0].query.contains("page=1"), "{}", sent[0].query);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_backend_that_fails_leaves_the_first_as_it_is() -> Outcome {
    let blog = joined("/mentions.json missing").await?;
    blog.on("GET /mentions", Answer::new(500, "text/plain", "no"));
    story(async |reader| {
        reader.expect_error("500");
        reader.expect_error("404");
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        reader.hears_on_console(&["server, status 500"]).await?;
        reader.hears_on_console(&["presets/missing.json answered 404"]).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_first_backend_that_fails_leaves_the_second_on_show() -> Outcome {
    let blog = joined("/mentions.json").await?;
    blog.on(native::LIST, Answer::problem(500, "server", "no"));
    story(async |reader| {
        reader.expect_error("500");
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=error] article", 1).await?;
        reader.reads(".causerie-error", "Impossible de charger les commentaires.").await
    })
    .await
}
