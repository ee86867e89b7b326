//! The strictest content security policy, with trusted types, and not one violation.

use crate::harness::STRICT;
use crate::{ELEMENT, FORM, LOADER, article, blog, writes};
use causerie_e2e::{Answer, Origin, Outcome, Reader, native, story};
use serde_json::{Value, json};

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

/// Notes every violation of the policy and every report; the policy lets no inline script do that.
const WATCH: &str = "document.violations = [];
document.addEventListener('securitypolicyviolation', (event) => document.violations.push(event.violatedDirective + ' ' + event.blockedURI));
new ReportingObserver((reports) => reports.forEach(({ type, body }) => type === 'csp-violation' && document.violations.push(JSON.stringify(body))), { buffered: true }).observe();";

/// A thread in which one reader may do everything.
fn all(extra: &[Value]) -> Value {
    let mut own = native::comment("1", "Odile", "Bonjour");
    own["body"]["source"] = json!("Bonjour");
    own["votes"] = json!({ "up": 2, "down": 0, "mine": 0 });
    for act in ["edit", "delete", "vote", "flag"] {
        own["can"][act] = json!(true);
    }
    own["can"]["moderate"] = json!(["approve", "spam", "purge"]);
    let mut comments = vec![own, native::comment("2", "Max", "D’accord.")];
    comments.extend(extra.iter().cloned());
    let mut thread = native::thread(&comments);
    for act in ["voteUp", "voteDown", "flag", "moderate", "preview"] {
        thread["thread"]["can"][act] = json!(true);
    }
    thread
}

fn script_everything(blog: &Origin) {
    let mut first = all(&[]);
    first["next"] = json!("more");
    native::serve(blog, &first);
    blog.on("GET /watch.js", Answer::new(200, "text/javascript", WATCH));
    blog.on("GET /api/v1/counts", Answer::json(200, &json!({})));
    blog.on("PUT /api/v1/comments/1/vote", Answer::json(200, &json!({ "up": 3, "down": 0, "mine": 1 })));
    blog.on("PATCH /api/v1/comments/1", Answer::json(200, &all(&[])["items"][0]));
    blog.on("DELETE /api/v1/comments/1", Answer::new(204, "text/plain", ""));
    blog.on(
        "POST /api/v1/previews",
        Answer::json(200, &json!({ "html": "<p style='color:red'>Bonjour <b>!</b></p>" })),
    );
    let mut waiting = native::comment("9", "Eve", "Puis-je ?");
    waiting["state"] = json!("pending");
    waiting["can"]["moderate"] = json!(["approve"]);
    blog.on("GET /api/v1/moderation", Answer::json(200, &json!({ "items": [waiting], "next": null })));
    blog.on(
        "POST /api/v1/comments/9/moderation",
        Answer::json(200, &native::comment("9", "Eve", "Puis-je ?")),
    );
}

#[tokio::test]
async fn a_whole_visit_gives_not_one_report_under_the_strictest_policy() -> Outcome {
    let blog = blog("").await?;
    script_everything(&blog);
    let count = r#"<causerie-count data-base="/api" page="/">Commentaires</causerie-count>"#;
    let page = format!(r#"<script src="/watch.js"></script>{ELEMENT}{count}{LOADER}"#);
    blog.on("GET /", Answer::html(&article(&page)).header("content-security-policy", STRICT));
    story(async |reader| {
        reader.expect_error("[causerie]");
        reader.expect_error("500");
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 2).await?;
        writes_and_fails_and_sends(reader, &blog).await?;
        acts(reader).await?;
        reads_on(reader, &blog).await?;
        changes_the_page(reader).await?;
        breaks_and_recovers(reader).await?;
        reader.run("document.querySelectorAll('causerie-thread').forEach((it) => it.remove())").await?;
        reader.run("for (let n = 0; n < 5; n++) await new Promise(requestAnimationFrame)").await?;
        let violations = reader.run("return document.violations").await?;
        println!("violations of the strictest policy: {}", violations.as_array().map_or(0, Vec::len));
        assert_eq!(violations, json!([]));
        Ok(())
    })
    .await
}

/// A reply opened and left, a preview, an answer that is an error, the same comment again.
async fn writes_and_fails_and_sends(reader: &Reader, blog: &Origin) -> Outcome {
    reader.clicks("#comment-2 .causerie-reply").await?;
    reader.clicks(r#".causerie-form[data-parent="2"] .causerie-cancel"#).await?;
    reader.types(&format!("{FORM} [name=body]"), "Bonjour !").await?;
    reader.clicks(&format!("{FORM} .causerie-preview-button")).await?;
    reader.reads(&format!("{FORM} .causerie-preview"), "Bonjour !").await?;
    blog.once(native::CREATE, Answer::new(500, "text/html", "<h1 style='color:red'>Oups</h1>"));
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour !")));
    reader.types(&format!("{FORM} [name=name]"), "Jean").await?;
    reader.clicks(&format!("{FORM} .causerie-submit")).await?;
    reader.clicks("article[data-state=failed] .causerie-retry").await?;
    reader.sees("#comment-4[data-state=approved]").await
}

/// A vote, an edit, a question before deleting, the moderator's queue.
async fn acts(reader: &Reader) -> Outcome {
    reader.clicks("#comment-1 .causerie-up").await?;
    reader.reads("#comment-1 .causerie-up[aria-pressed=true]", "3").await?;
    reader.clicks("#comment-1 .causerie-edit").await?;
    reader.types("#comment-1 .causerie-editor textarea", " à tous").await?;
    reader.clicks("#comment-1 .causerie-editor .causerie-submit").await?;
    reader.misses(".causerie-editor").await?;
    reader.clicks(".causerie-queue").await?;
    reader.clicks(".causerie-waiting #comment-9 .causerie-decide[value=approve]").await?;
    reader.reads(".causerie-waiting .causerie-empty", "Aucun commentaire").await?;
    reader.clicks("#comment-1 .causerie-delete").await?;
    reader.clicks("#comment-1 .causerie-confirm").await?;
    reader.misses("#comment-1").await
}

/// Another order, and the next page.
async fn reads_on(reader: &Reader, blog: &Origin) -> Outcome {
    let order = "const it = document.querySelector('.causerie-select'); it.value = 'newest'; it.dispatchEvent(new Event('change', { bubbles: true }))";
    reader.sees(".causerie-select").await?;
    let before = blog.received(native::LIST).len();
    reader.run(order).await?;
    blog.until(native::LIST, |asked| asked.len() > before).await?;
    reader.sees("causerie-thread[data-phase=ready] #comment-1").await?;
    let mut last = native::thread(&[native::comment("7", "Zoé", "Enfin.")]);
    last["total"] = json!(3);
    native::serve(blog, &last);
    reader.clicks(".causerie-more").await?;
    reader.sees("#comment-7").await
}

/// A theme, a language, a shadow root, and a thread that wants its reader to sign in.
async fn changes_the_page(reader: &Reader) -> Outcome {
    let ready = "causerie-thread[data-phase=ready]";
    reader.run("document.querySelector('causerie-thread').setAttribute('theme', 'paper')").await?;
    reader.until("[...document.styleSheets].some(({ href }) => href?.endsWith('paper.css'))").await?;
    reader.counts(&format!("{ready} article"), 1).await?;
    reader.run("document.querySelector('causerie-thread').setAttribute('lang', 'ar')").await?;
    reader.sees(&format!("{ready} [dir=rtl]")).await?;
    reader.run("const it = document.createElement('causerie-thread');
        for (const [name, value] of Object.entries({ shadow: '', 'data-base': '/api', load: 'eager', id: 'sealed' })) it.setAttribute(name, value);
        document.body.append(it)").await?;
    reader
        .until("document.querySelector('#sealed').shadowRoot?.querySelectorAll('article, .causerie-form').length === 2")
        .await?;
    reader.until("getComputedStyle(document.querySelector('#sealed').shadowRoot.querySelector('.causerie-list')).listStyleType === 'none'").await?;
    let parts = "return [...document.querySelector('#sealed').shadowRoot.querySelectorAll('[class^=causerie]')].filter(element => element.getAttribute('part') !== element.className.replaceAll('causerie-', '')).map(element => element.outerHTML)";
    assert_eq!(reader.run(parts).await?, serde_json::json!([]), "every class is a part as well");
    reader.run("document.querySelector('#sealed').refresh()").await?;
    reader.until("document.querySelector('#sealed').dataset.phase === 'ready'").await.map(drop)
}

async fn breaks_and_recovers(reader: &Reader) -> Outcome {
    reader.run("const set = Element.prototype.setAttribute; Element.prototype.setAttribute = function (...given) {
        if (given[0] !== 'data-parent') return set.apply(this, given);
        Element.prototype.setAttribute = set; throw new Error('broken by the page') };
        document.querySelector('causerie-thread .causerie-reply').click()").await?;
    reader.clicks("causerie-thread [role=alert] button").await?;
    reader.misses("causerie-thread [role=alert]").await?;
    reader.counts("causerie-thread:not(#sealed)[data-phase=ready] article", 1).await?;
    reader
        .until("document.querySelector('#sealed').shadowRoot?.querySelectorAll('article').length === 1")
        .await
        .map(drop)
}

#[tokio::test]
async fn a_link_to_sign_in_works_under_the_strictest_policy() -> Outcome {
    let blog = blog("").await?;
    let mut thread = native::three();
    thread["thread"]["can"] = json!({ "create": true, "anonymous": false });
    thread["thread"]["login"] = json!("/login");
    native::serve(&blog, &thread);
    blog.on("GET /watch.js", Answer::new(200, "text/javascript", WATCH));
    let page = format!(r#"<script src="/watch.js"></script>{ELEMENT}{LOADER}"#);
    blog.on("GET /", Answer::html(&article(&page)).header("content-security-policy", STRICT));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.sees("causerie-thread[data-phase=login-required] .causerie-login-required").await?;
        assert_eq!(reader.run("return document.violations").await?, json!([]));
        Ok(())
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
        assert_eq!(reader.run("return document.fired ?? null").await?, Value::Null);
        assert!(blog.received("GET /frame").is_empty());
        Ok(())
    })
    .await
}
