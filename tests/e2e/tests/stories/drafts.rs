//! Nothing typed is ever lost, and nothing sent arrives twice.

use crate::{ELEMENT, FORM, LINE, LOADER, article, blog, writes};
use causerie_e2e::{Answer, Fault, Faulty, Origin, Outcome, Reader, dist, native, story};
use serde_json::json;

#[tokio::test]
async fn a_hundred_interrupted_comments_arrive_once_each() -> Outcome {
    let (blog, backend) = (Origin::start().await?, Faulty::start().await?);
    blog.folder("/causerie/", dist());
    let line = format!(
        r#"<script async src="/causerie/embed.js" data-base="{}/api" data-load="eager" data-text-remember="Souvenir"></script>"#,
        backend.url()
    );
    blog.on("GET /", Answer::html(&article(&line)));
    let told = story(async |reader| {
        expect_cuts(reader, &backend);
        reader.open(&blog.url("/")).await?;
        for number in 0..100 {
            interrupted(reader, &backend, number).await.map_err(|why| format!("comment {number}: {why}"))?;
        }
        Ok(())
    })
    .await;
    told?;
    arrived_once(&backend, 100)
}

#[tokio::test]
async fn a_backend_that_knows_no_keys_gets_no_comment_twice() -> Outcome {
    let (blog, backend) = (Origin::start().await?, Faulty::start().await?);
    blog.folder("/causerie/", dist());
    let preset = std::fs::read_to_string(dist().join("presets/native.json"))?;
    blog.on(
        "GET /mapping.json",
        Answer::new(200, "application/json", preset.replace("Idempotency-Key", "X-Nothing")),
    );
    let line = format!(
        r#"<script async src="/causerie/embed.js" data-backend="/mapping.json" data-base="{}/api" data-load="eager"></script>"#,
        backend.url()
    );
    blog.on("GET /", Answer::html(&article(&line)));
    story(async |reader| {
        expect_cuts(reader, &backend);
        reader.open(&blog.url("/")).await?;
        for number in 0..20 {
            interrupted(reader, &backend, number).await.map_err(|why| format!("comment {number}: {why}"))?;
        }
        Ok(())
    })
    .await?;
    arrived_once(&backend, 20)
}

/// Writes a comment whose way is cut off, at one of several places, and tries again until it is there.
async fn interrupted(reader: &Reader, backend: &Faulty, number: usize) -> Outcome {
    let text = text(number);
    let mode =
        ["reset-before-headers", "reset-mid-body", "hang-mid-body", "bad-gzip", "content-length-too-short"]
            [number % 5];
    backend.writing(Fault::mode(mode));
    reader.sees(FORM).await?;
    reader.run(&format!("document.querySelector({} + ' [name=name]').value = ''", json!(FORM))).await?;
    writes(reader, FORM, "Jean", &text).await?;
    if mode == "hang-mid-body" || number % 7 == 3 {
        // The reader leaves the page while the comment is on its way.
        let asked = backend.asked("POST");
        reader.until(&format!("{asked} > 0 || performance.now() > 0")).await?;
        reader
            .sees("article[data-state=sending], article[data-state=failed], article[data-state=approved]")
            .await?;
        reader.reload().await?;
    }
    let shown = format!(
        "document.querySelector('article .causerie-retry:not([aria-disabled=true])')?.click()
         || [...document.querySelectorAll('article[data-state=approved] .causerie-body')].some(it => it.textContent === {})",
        json!(text)
    );
    reader.until(&shown).await?;
    reader.misses("article[data-state=failed], article[data-state=sending]").await
}

fn arrived_once(backend: &Faulty, number: usize) -> Outcome {
    let mut texts = backend.texts();
    texts.sort();
    let mut expected: Vec<String> = (0..number).map(text).collect();
    expected.sort();
    assert_eq!(texts, expected, "{} comments arrived", texts.len());
    println!("{number} interrupted comments: {} arrived, none twice", texts.len());
    Ok(())
}

fn text(number: usize) -> String {
    format!("Commentaire numéro {number}, sans rature.")
}

fn expect_cuts(reader: &Reader, backend: &Faulty) {
    reader.trust(backend.url());
    for words in ["Failed to load resource", "net::ERR_", "[causerie]"] {
        reader.expect_error(words);
    }
}

#[tokio::test]
async fn a_comment_written_offline_goes_when_the_connection_is_back() -> Outcome {
    let blog = blog(LINE).await?;
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Bon").await?;
        crate::comes_to(reader, &format!("{FORM} [name=body]")).await?;
        reader.network(false).await?;
        writes(reader, FORM, "Jean", "jour.").await?;
        reader
            .reads("article[data-state=failed] .causerie-notice", "dès que la connexion sera rétablie")
            .await?;
        assert!(blog.received(native::CREATE).is_empty());
        reader.network(true).await?;
        reader.sees("#comment-4[data-state=approved]").await?;
        assert_eq!(blog.received(native::CREATE).len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reload_at_any_moment_keeps_every_letter() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        let mut typed = String::new();
        for piece in ["Un", " été ", "en ", "Bretagne", " : « ", "mer", " »", " 🌊", "…", "."] {
            reader.sees(FORM).await?;
            // The caret of a field that was filled in may be anywhere.
            let end = format!("const it = document.querySelector('{FORM} [name=body]'); it.focus(); it.setSelectionRange(9e9, 9e9)");
            reader.run(&end).await?;
            reader.run(&format!("document.execCommand('insertText', false, {})", json!(piece))).await?;
            typed.push_str(piece);
            reader.reload().await?;
            reader.until(&holds(&typed)).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_newer_text_of_another_window_wins_and_the_other_is_offered() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Premier texte").await?;
        let first = reader.client().window().await?;
        let second = reader.client().new_window(true).await?.handle;
        reader.client().switch_to_window(second).await?;
        reader.open(&blog.url("/")).await?;
        reader.until(&holds("Premier texte")).await?;
        let anew = "it.focus(); it.select(); document.execCommand('insertText', false, 'Second')";
        reader.run(&format!("const it = document.querySelector('{FORM} [name=body]'); {anew}")).await?;
        reader.client().switch_to_window(first).await?;
        reader.until(&holds("Second")).await?;
        reader.reads(&format!("{FORM} .causerie-replaced[role=status]"), "Premier texte").await?;
        reader.clicks(&format!("{FORM} .causerie-use-replaced")).await?;
        reader.until(&holds("Premier texte")).await?;
        reader.reads(&format!("{FORM} .causerie-replaced"), "Second").await?;
        reader.clicks(&format!("{FORM} .causerie-drop-replaced")).await?;
        reader.misses(".causerie-replaced").await
    })
    .await
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_says_so_and_everything_else_works() -> Outcome {
    for hindrance in [
        // A storage that is full.
        "localStorage.setItem('page', 'x'.repeat(5242880 - 4))",
        // A storage that may not be used.
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
         Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })",
    ] {
        let blog = blog(&format!("<script>{hindrance}</script>{ELEMENT}{LOADER}")).await?;
        blog.once(native::CREATE, Answer::new(500, "text/plain", "no"));
        blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
        story(async |reader| {
            reader.expect_error("500");
            reader.expect_error("[causerie]");
            reader.open(&blog.url("/")).await?;
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            reader.types(&format!("{FORM} [name=body]"), "Bon").await?;
            reader.reads(&format!("{FORM} .causerie-not-kept[role=status]"), "ne conserve pas").await?;
            writes(reader, FORM, "Jean", "jour.").await?;
            reader.sees("article[data-state=failed] .causerie-retry").await?;
            reader.sees(&format!("{FORM} .causerie-not-kept")).await?;
            reader.clicks("article[data-state=failed] .causerie-retry").await?;
            reader.sees("#comment-4[data-state=approved]").await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_session_that_ends_while_posting_loses_nothing() -> Outcome {
    let blog = blog(LINE).await?;
    blog.once(native::CREATE, Answer::problem(401, "unauthorized", "token expired"));
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.expect_error("401");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.reads("article[data-state=failed] .causerie-notice", "connecter").await?;
        reader.reload().await?;
        reader.reads("article[data-state=failed] .causerie-body", "Bonjour.").await?;
        reader.clicks("article[data-state=failed] .causerie-retry").await?;
        reader.sees("#comment-4[data-state=approved]").await
    })
    .await
}

fn holds(text: &str) -> String {
    format!("document.querySelector('{FORM} [name=body]')?.value === {}", json!(text))
}
