//! The harness itself: what it lets pass and what it catches.

use crate::article;
use causerie_e2e::{Answer, Gate, Origin, Outcome, story};
use serde_json::json;

/// The strictest policy the widget promises to work under.
pub const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test]
async fn a_quiet_page_passes() -> Outcome {
    let blog = Origin::start().await?;
    blog.on("GET /", Answer::html(&article("<p id=a>Bonjour</p><button>Ok</button><input name=b>")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("#a", "Bonjour").await?;
        reader.clicks("button").await?;
        reader.types("input", "voilà").await?;
        reader.until("document.querySelector('input').value === 'voilà'").await?;
        reader.is_focused("input").await?;
        reader.misses("#nobody").await?;
        reader.counts("p", 1).await
    })
    .await
}

#[tokio::test]
async fn a_console_error_fails_a_story_unless_it_is_expected() -> Outcome {
    let blog = Origin::start().await?;
    blog.on("GET /", Answer::html(&article("<script>console.error('[causerie] wrong word')</script>")));
    let failed = story(async |reader| reader.open(&blog.url("/")).await).await;
    assert!(failed.is_err_and(|failure| failure.to_string().contains("wrong word")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.hears_on_console(&["[causerie]", "word"]).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn an_uncaught_exception_fails_a_story() -> Outcome {
    let blog = Origin::start().await?;
    blog.on("GET /", Answer::html(&article("<script>throw new Error('unfortunate')</script>")));
    let failed = story(async |reader| reader.open(&blog.url("/")).await).await;
    assert!(failed.is_err_and(|failure| failure.to_string().contains("unfortunate")));
    Ok(())
}

#[tokio::test]
async fn a_request_to_a_stranger_fails_a_story() -> Outcome {
    let (blog, stranger) = (Origin::start().await?, Origin::start().await?);
    stranger
        .on("GET /spy.png", Answer::new(200, "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"));
    blog.on("GET /", Answer::html(&article(&format!("<img src='{}'>", stranger.url("/spy.png")))));
    let visit = async |reader: &causerie_e2e::Reader| reader.open(&blog.url("/")).await;
    let failed = story(visit).await;
    assert!(failed.is_err_and(|failure| failure.to_string().contains("strangers")));
    story(async |reader| {
        reader.trust(&stranger.url("/"));
        visit(reader).await
    })
    .await
}

#[tokio::test]
async fn a_failed_assertion_closes_the_browser() {
    let failed = story(async |reader| {
        reader.open("data:text/html,<p>shown</p>").await?;
        assert_eq!(1, 2, "one is not two");
        Ok(())
    })
    .await;
    let words = failed.err().map(|failure| failure.to_string()).unwrap_or_default();
    assert!(words.contains("one is not two"), "{words}");
}

#[tokio::test]
async fn a_gate_holds_an_answer_and_a_request_that_went_away_is_noted() -> Outcome {
    let blog = Origin::start().await?;
    let gate = Gate::closed();
    blog.on("GET /", Answer::html(&article("")));
    blog.on("GET /slow", Answer::json(200, &json!({ "n": 1 })).after(&gate));
    blog.on("GET /never", Answer::json(200, &json!({})).after(&Gate::closed()));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.run("fetch('/slow').then(it => it.json()).then(it => document.n = it.n)").await?;
        blog.until("GET /slow", |received| received.len() == 1).await?;
        assert_eq!(reader.run("return document.n ?? null").await?, json!(null));
        gate.open();
        reader.until("document.n === 1").await?;

        reader.run("const stop = new AbortController(); document.stop = stop; fetch('/never', { signal: stop.signal }).catch(() => {})").await?;
        blog.until("GET /never", |received| received.len() == 1).await?;
        reader.run("document.stop.abort()").await?;
        blog.until("GET /never", |received| received[0].aborted).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_harness_works_under_the_strictest_policy() -> Outcome {
    let blog = Origin::start().await?;
    blog.on("GET /", Answer::html(&article("<p id=a>Bonjour</p>")).header("content-security-policy", STRICT));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("#a", "Bonjour").await?;
        reader.run("document.querySelector('#a').dispatchEvent(new CustomEvent('causerie-ready', { bubbles: true, detail: { total: 3 } }))").await?;
        assert_eq!(reader.hears("causerie-ready").await?["total"], 3);
        Ok(())
    })
    .await
}
