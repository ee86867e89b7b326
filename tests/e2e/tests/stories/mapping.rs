//! The example page on which people who write a mapping see what it makes of an answer.

use crate::embedding::copy_examples;
use causerie_e2e::{Folder, Origin, Outcome, Reader, story};
use serde_json::json;

#[tokio::test]
async fn a_mapping_and_an_answer_are_drawn_as_they_are_typed() -> Outcome {
    let (_site, page) = page().await?;
    story(async |reader| {
        reader.open(&page.url("/mapping.html")).await?;
        reader.reads("#comment-7 .causerie-author", "Ann").await?;
        reader.reads("li:has(> [data-id='7']) [data-id='8'] .causerie-body", "Hello Ann").await?;
        reader.reads("#mapping-verdict", "No mistakes.").await?;
        put(reader, "mapping", r#""/who""#, r#""/site""#).await?;
        reader
            .reads("causerie-thread:not([hidden]) [data-id='7'] .causerie-author", "https://ann.example/")
            .await?;
        put(reader, "answer", "<p>Hello</p>", "<p>Good <em>morning</em></p>").await?;
        reader.reads("causerie-thread:not([hidden]) [data-id='7'] em", "morning").await?;
        reader.counts("causerie-thread", 1).await
    })
    .await
}

#[tokio::test]
async fn mistakes_are_told_below_the_field_and_lead_to_their_line() -> Outcome {
    let (_site, page) = page().await?;
    story(async |reader| {
        reader.expect_error("[causerie]");
        reader.open(&page.url("/mapping.html")).await?;
        reader.reads("#mapping-verdict", "No mistakes.").await?;
        put(reader, "mapping", r#""by": "link""#, r#""by": "links""#).await?;
        let words = r#"Line 10 /list/page/by: expected one of page, offset, cursor, link, found "links""#;
        reader.reads("#mapping-verdict li", words).await?;
        reader
            .sees("causerie-thread:not([hidden]) #comment-7, causerie-thread:not([hidden]) [data-id='7']")
            .await?;
        reader.clicks("#mapping-verdict button").await?;
        reader.is_focused("#mapping").await?;
        let marked =
            "(it => it.value.slice(it.selectionStart, it.selectionEnd))(document.querySelector('#mapping'))";
        assert_eq!(reader.run(&format!("return {marked}")).await?, json!("\"by\""));
        put(reader, "mapping", r#""by": "links""#, r#""by": "link""#).await?;
        reader.reads("#mapping-verdict", "No mistakes.").await?;

        put(reader, "mapping", r#""items": "/comments""#, r#""items": "/comment""#).await?;
        reader.reads("#mapping-verdict li", "expected a list of comments at `items`").await?;
        put(reader, "mapping", r#""items": "/comment""#, r#""items": "/comments""#).await?;
        reader.reads("#mapping-verdict", "No mistakes.").await?;
        put(reader, "mapping", r#""items": "/comments""#, r#""items": "/count""#).await?;
        reader.reads("#mapping-verdict li", "expected a list of comments at `items`").await?;
        put(reader, "answer", "\"count\": 2", "\"count\" 2").await?;
        reader.reads("#answer-verdict li", "This is no JSON, line 14: Expected ':'").await
    })
    .await
}

async fn page() -> Outcome<(Folder, Origin)> {
    let site = Folder::with_widget()?;
    copy_examples(&site)?;
    let page = Origin::start().await?;
    page.folder("/", site.path().to_path_buf());
    Ok((site, page))
}

/// Replaces a piece of what stands in a field, as by typing.
async fn put(reader: &Reader, field: &str, old: &str, new: &str) -> Outcome {
    let change = format!(
        "const it = document.getElementById({}); if (!it.value.includes({})) throw it.value;
         it.value = it.value.replace({}, {}); it.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))",
        json!(field),
        json!(old),
        json!(old),
        json!(new)
    );
    reader.run(&change).await.map(drop)
}
