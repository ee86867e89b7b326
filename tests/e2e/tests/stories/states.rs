//! What stands there when there is nothing to read or nothing to write.

use crate::{FORM, LINE, blog, blog_with, comes_to};
use causerie_e2e::{Answer, Gate, Outcome, native, story};
use serde_json::{Value, json};

#[tokio::test]
async fn a_thread_on_its_way_says_so() -> Outcome {
    let blog = blog(LINE).await?;
    let gate = Gate::closed();
    blog.on(native::LIST, Answer::json(200, &native::three()).after(&gate));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("causerie-thread[data-phase=loading]", "Chargement").await?;
        gate.open();
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn the_form_does_not_hold_the_comments_up() -> Outcome {
    come_in_turn("/", json!(["article", "painted", "form"])).await
}

/// It is scrolled to once: what stands below it has to be there.
#[tokio::test]
async fn a_comment_that_the_address_names_comes_with_the_form() -> Outcome {
    come_in_turn("/#comment-3", json!(["article", "form", "painted"])).await
}

/// Expects comments, form and painting of a page in an order.
async fn come_in_turn(address: &str, expected: Value) -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        let source = "window.noted = [];
            new MutationObserver(() => {
              const note = what => noted.includes(what) || noted.push(what);
              const sees = name => document.querySelector(`causerie-thread ${name}`);
              if (sees('article') && !noted.length) requestAnimationFrame(() => note('painted'));
              for (const what of ['article', 'form']) if (sees(what)) note(what);
            }).observe(document, { childList: true, subtree: true });";
        reader.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        reader.open(&blog.url(address)).await?;
        reader.sees(FORM).await?;
        reader.until("noted.includes('painted')").await?;
        assert_eq!(reader.run("return noted").await?, expected);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_empty_thread_invites_to_write() -> Outcome {
    let blog = blog_with(LINE, &native::thread(&[])).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("causerie-thread[data-phase=empty]", "Pas encore de commentaire").await?;
        reader.sees(FORM).await
    })
    .await
}

#[tokio::test]
async fn a_closed_thread_can_be_read_only() -> Outcome {
    let mut thread = native::three();
    thread["thread"]["state"] = json!("closed");
    let blog = blog_with(LINE, &thread).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("causerie-thread[data-phase=closed]", "Les commentaires sont fermés.").await?;
        reader.counts("article", 3).await?;
        reader.misses(".causerie-form").await?;
        reader.misses(".causerie-reply").await
    })
    .await
}

#[tokio::test]
async fn a_reader_without_a_network_is_told_and_can_try_again() -> Outcome {
    let blog = blog(LINE).await?;
    blog.once(native::LIST, Answer::problem(500, "server", "Back soon"));
    story(async |reader| {
        reader.expect_error("500");
        reader.expect_error("ERR_INTERNET_DISCONNECTED");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        reader.sees("causerie-thread[data-phase=error] .causerie-retry").await?;
        comes_to(reader, ".causerie-retry").await?;
        reader.network(false).await?;
        reader.clicks(".causerie-retry").await?;
        reader.reads("causerie-thread[data-phase=offline]", "hors ligne").await?;
        assert_eq!(reader.hears("causerie-error").await?["kind"], "offline");
        // It is asked for again as soon as there is a connection.
        reader.network(true).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn a_backend_that_cannot_be_reached_is_named_and_can_be_tried_again() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.expect_error("ERR_BLOCKED_BY_CLIENT");
        reader.expect_error("[causerie]");
        reader.devtools("Network.enable", json!({})).await?;
        reader.devtools("Network.setBlockedURLs", json!({ "urls": ["*/api/*"] })).await?;
        reader.open(&blog.url("/")).await?;
        reader
            .reads("causerie-thread[data-phase=offline]", &format!("Pas de réponse de {}", blog.url("")))
            .await?;
        reader.devtools("Network.setBlockedURLs", json!({ "urls": [] })).await?;
        reader.clicks(".causerie-retry").await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn after_an_error_the_reader_can_try_again() -> Outcome {
    let answers = [
        ("an HTML page", Answer::new(500, "text/html", "<h1>Internal Server Error</h1>"), "server"),
        ("no JSON", Answer::new(200, "text/html", "<!doctype html><p>Bienvenue"), "malformed"),
        ("half a document", Answer::new(200, "application/json", r#"{"items":[{"id":"#), "malformed"),
    ];
    for (what, answer, kind) in answers {
        let blog = blog(LINE).await?;
        blog.once(native::LIST, answer);
        story(async |reader| {
            reader.expect_error("500");
            reader.expect_error("[causerie]");
            reader.open(&blog.url("/")).await?;
            reader
                .reads("causerie-thread[data-phase=error]", "Impossible de charger les commentaires.")
                .await?;
            assert_eq!(reader.hears("causerie-error").await?["kind"], kind);
            reader.clicks(".causerie-retry").await?;
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            reader.is_focused("#comment-1").await
        })
        .await
        .map_err(|failure| format!("after {what}: {failure}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn a_thread_the_backend_does_not_know_is_an_error_with_its_status() -> Outcome {
    let blog = blog(LINE).await?;
    blog.on(native::LIST, Answer::problem(404, "not-found", "No such thread"));
    story(async |reader| {
        reader.expect_error("404");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        reader.sees("causerie-thread[data-phase=error] .causerie-retry").await?;
        let error = reader.hears("causerie-error").await?;
        assert_eq!((error["kind"].as_str(), error["status"].as_u64()), (Some("not-found"), Some(404)));
        Ok(())
    })
    .await
}
