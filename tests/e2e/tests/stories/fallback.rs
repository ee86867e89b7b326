//! What readers see when the widget cannot run, and the one line that tells the page's author why.

use crate::{ELEMENT, LOADER, article, blog};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist, story};
use serde_json::Value;

#[tokio::test]
async fn a_missing_wasm_file_leaves_the_fallback_and_names_the_file() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    blog.on("GET /causerie/causerie_bg.wasm", Answer::new(404, "text/html", "<h1>Not found</h1>"));
    story(async |reader| {
        reader.expect_error("integrity");
        reader.expect_error("404");
        reader.open(&blog.url("/")).await?;
        stands(reader, &["causerie_bg.wasm"]).await
    })
    .await
}

#[tokio::test]
async fn a_script_served_as_text_leaves_the_fallback_and_names_the_type() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    blog.on("GET /causerie/causerie.js", Answer::new(200, "text/plain", file("causerie.js")?));
    story(async |reader| {
        reader.expect_error("MIME type");
        reader.open(&blog.url("/")).await?;
        stands(reader, &["causerie.js", "text/javascript"]).await
    })
    .await
}

#[tokio::test]
async fn wasm_served_as_any_bytes_works() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    let wasm = Answer::new(200, "application/octet-stream", file("causerie_bg.wasm")?);
    blog.on("GET /causerie/causerie_bg.wasm", wasm);
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn a_policy_without_wasm_leaves_the_fallback_and_names_the_missing_word() -> Outcome {
    let blog = blog("").await?;
    let page = Answer::html(&article(&format!("{ELEMENT}{LOADER}")));
    blog.on("GET /", page.header("content-security-policy", "default-src 'self'; script-src 'self'"));
    story(async |reader| {
        // Chromium's own words about the refused compilation.
        reader.expect_error("Content Security Policy");
        reader.open(&blog.url("/")).await?;
        stands(reader, &["wasm-unsafe-eval"]).await
    })
    .await
}

#[tokio::test]
async fn a_network_lost_before_the_wasm_leaves_the_fallback() -> Outcome {
    let element = ELEMENT.replace("eager", "interaction");
    let blog = blog(&format!("{element}{LOADER}")).await?;
    story(async |reader| {
        reader.expect_error("ERR_INTERNET_DISCONNECTED");
        reader.open(&blog.url("/")).await?;
        reader.until("!!customElements.get('causerie-thread')").await?;
        reader.network(false).await?;
        reader.clicks(".fallback").await?;
        stands(reader, &[]).await
    })
    .await
}

#[tokio::test]
async fn a_backend_that_does_not_exist_is_named_on_the_console() -> Outcome {
    let element = ELEMENT.replace("native", "nonesuch");
    let blog = blog(&format!("{element}{LOADER}")).await?;
    story(async |reader| {
        reader.expect_error("404");
        reader.open(&blog.url("/")).await?;
        stands(reader, &["nonesuch"]).await
    })
    .await
}

#[tokio::test]
async fn a_mistake_in_a_mapping_of_the_owners_own_is_named_on_the_console() -> Outcome {
    let element = ELEMENT.replace("native", "/mine.json");
    let blog = blog(&format!("{element}{LOADER}")).await?;
    let mut mapping: Value = serde_json::from_slice(&file("presets/native.json")?)?;
    mapping["list"]["page"]["by"] = "pages".into();
    blog.on("GET /mine.json", Answer::json(200, &mapping));
    story(async |reader| {
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        stands(reader, &["mapping: /list/page/by: expected one of page, offset, cursor, link, found"])
            .await?;
        assert_eq!(reader.hears("causerie-error").await?["kind"], "setup");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn only_a_mapping_of_the_owners_own_is_checked() -> Outcome {
    for (backend, fetched) in [("native", 0), ("/mine.json", 1)] {
        let blog = blog(&format!("{}{LOADER}", ELEMENT.replace("native", backend))).await?;
        blog.on("GET /mine.json", Answer::new(200, "application/json", file("presets/native.json")?));
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            assert_eq!(blog.received("GET /causerie/mapping.schema.json").len(), fetched);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn readers_without_scripts_see_the_fallback() -> Outcome {
    let blog = Origin::start().await?;
    blog.on("GET /", Answer::html(&article(&format!("{ELEMENT}{LOADER}"))));
    story(async |reader| {
        reader.devtools("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true })).await?;
        reader.open(&blog.url("/")).await?;
        let shown = reader.client().find(fantoccini::Locator::Css(".fallback")).await?;
        assert!(shown.is_displayed().await?);
        reader
            .devtools("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": false }))
            .await
            .map(drop)
    })
    .await
}

/// The fallback is seen, and exactly one line of ours, with these words, is on the console.
async fn stands(reader: &Reader, words: &[&str]) -> Outcome {
    let mut all = vec!["[causerie]"];
    all.extend(words);
    reader.hears_on_console(&all).await?;
    reader.reads(".fallback", "commentaires").await?;
    reader.sees(".fallback").await?;
    reader.misses(".causerie-list").await?;
    let lines = reader.console("[causerie]").await?;
    assert_eq!(lines.len(), 1, "{lines:#?}");
    Ok(())
}

fn file(name: &str) -> Outcome<Vec<u8>> {
    Ok(std::fs::read(dist().join(name))?)
}
