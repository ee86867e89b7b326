//! The strictest content security policy, with trusted types, and not one violation.

use crate::harness::STRICT;
use crate::{ELEMENT, FORM, LOADER, article, blog, writes};
use causerie_e2e::{Answer, Outcome, native, story};

#[tokio::test]
async fn reading_replying_and_posting_work_under_the_strictest_policy() -> Outcome {
    let blog = blog("").await?;
    let page = Answer::html(&article(&format!("{ELEMENT}{LOADER}")));
    blog.on("GET /", page.header("content-security-policy", STRICT));
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.clicks(r#".causerie-form[data-parent="1"] .causerie-cancel"#).await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.reads("#comment-4[data-state=approved] .causerie-body", "Bonjour.").await
    })
    .await
}

#[tokio::test]
async fn the_default_look_applies_under_the_strictest_policy() -> Outcome {
    let blog = blog("").await?;
    let page = Answer::html(&article(&format!("{ELEMENT}{LOADER}")));
    blog.on("GET /", page.header("content-security-policy", STRICT));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.sees("#comment-1").await?;
        reader
            .until("getComputedStyle(document.querySelector('.causerie-list')).listStyleType === 'none'")
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn markup_of_a_commenter_neither_runs_nor_loads() -> Outcome {
    let hostile = "<img src='http://127.0.0.1:9/spy.png' onerror=document.fired=1><script>document.fired=1</script>\
        <a href='javascript:document.fired=1' id=trap name=body>lien</a><iframe src='/frame'></iframe>\
        <form name=querySelector><input name=createElement></form>sain et sauf";
    let thread = native::thread(&[native::comment("1", "<b>Mallory</b>", hostile)]);
    let blog = crate::blog_with(&format!("{ELEMENT}{LOADER}"), &thread).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("#comment-1 .causerie-body", "sain et sauf").await?;
        reader.reads("#comment-1 .causerie-author", "<b>Mallory</b>").await?;
        for trace in
            ["script", "iframe", "form", "input", "[onerror]", "#trap", "[name]", "[href^=javascript]"]
        {
            reader.misses(&format!("#comment-1 .causerie-body {trace}")).await?;
        }
        assert_eq!(reader.run("return document.fired ?? null").await?, serde_json::Value::Null);
        assert!(blog.received("GET /frame").is_empty());
        Ok(())
    })
    .await
}
