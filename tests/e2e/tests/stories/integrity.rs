//! A page that pins the loader by its hash runs no other code than the release's.

use crate::{ELEMENT, FORM, article, is_cut};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist, native, story};
use serde_json::{Value, json};
use std::fs;

/// What a file is changed into, how often, and how a page shows that it ran.
const CHANGED: [(&str, usize); 5] = [
    ("causerie.js", 25),
    ("causerie_bg.wasm", 35),
    ("causerie_deferred.wasm", 20),
    ("recover.js", 10),
    ("count.js", 10),
];
/// Notes that the page was told of an error.
const NOTE: &str =
    "<script>document.addEventListener('causerie-error', () => document.failed = true)</script>";
/// Pages in one window at a time.
const TOGETHER: usize = 10;

/// The integrity of a file as the release tells it; none where it was not built by `cargo xtask dist`.
fn integrity(name: &str) -> Outcome<Option<String>> {
    let Ok(told) = fs::read(dist().join("integrity.json")) else { return Ok(None) };
    let told: Value = serde_json::from_slice(&told)?;
    Ok(told[name].as_str().map(str::to_owned))
}

/// The file with one byte changed; a script tells beside that it ran.
fn flipped(name: &str, number: usize, of: usize) -> Outcome<Vec<u8>> {
    let mut file = fs::read(dist().join(name))?;
    let at = (file.len() - 1) * number / of;
    file[at] ^= 1;
    if name.ends_with(".js") {
        file.splice(0..0, *b"document.ran = true;");
    }
    Ok(file)
}

/// A blog with a page for each changed file: its own copy of the release, all others as they are.
async fn changed_releases(pin: &str) -> Outcome<(Origin, Vec<(usize, &'static str)>)> {
    let blog = Origin::start().await?;
    native::serve(&blog, &native::three());
    let mut pages = Vec::new();
    for (name, times) in CHANGED.into_iter().filter(|(name, _)| is_cut() || !name.contains("deferred")) {
        for number in 0..times {
            let page = pages.len();
            blog.folder(&format!("/r{page}/"), dist());
            let mime = if name.ends_with(".js") { "text/javascript" } else { "application/wasm" };
            blog.on(&format!("GET /r{page}/{name}"), Answer::new(200, mime, flipped(name, number, times)?));
            if name == "recover.js" {
                // There must be something to recover from.
                blog.on(
                    &format!("GET /r{page}/causerie_bg.wasm"),
                    Answer::new(200, "application/wasm", "no"),
                );
            }
            let count = if name == "count.js" {
                "<causerie-count data-base='/api'>some</causerie-count>"
            } else {
                ""
            };
            let loader = format!(r#"<script async src="/r{page}/embed.js" {pin}></script>"#);
            blog.on(
                &format!("GET /p{page}"),
                Answer::html(&article(&format!("{NOTE}{ELEMENT}{count}{loader}"))),
            );
            pages.push((page, name));
        }
    }
    Ok((blog, pages))
}

/// Opens pages in frames of one window and waits until each has come to an end: a thread, or an error.
async fn open_together(reader: &Reader, blog: &Origin, pages: &[(usize, &str)]) -> Outcome {
    let frames: String = pages
        .iter()
        .map(|(page, _)| format!("<iframe src='/p{page}' name='p{page}' height=600></iframe>"))
        .collect();
    blog.on("GET /all", Answer::html(&article(&frames)));
    reader.open(&blog.url("/all")).await?;
    let ended = "[...document.querySelectorAll('iframe')].every(({ contentDocument: it }) => it.failed || it.querySelector('causerie-thread')?.dataset.phase === 'ready')";
    reader.until(ended).await.map(drop)
}

#[tokio::test]
async fn not_one_of_a_hundred_changed_files_runs_on_a_page_that_pins_the_loader() -> Outcome {
    let Some(hash) = integrity("embed.js")? else { return Ok(()) };
    let pin = format!(r#"integrity="{hash}" crossorigin="anonymous""#);
    let (blog, pages) = changed_releases(&pin).await?;
    story(async |reader| {
        // Chromium's own words about a file that is not what its hash says.
        reader.expect_error("integrity");
        let mut ran = Vec::new();
        for pages in pages.chunks(TOGETHER) {
            open_together(reader, &blog, pages).await?;
            for (page, name) in pages {
                let state = reader.run(&state(*page, name)).await?;
                if state != json!(true) {
                    ran.push(format!("{name} of page {page}: {state}"));
                }
            }
        }
        println!("changed files that ran: {} of {}", ran.len(), pages.len());
        assert!(ran.is_empty(), "{ran:#?}");
        Ok(())
    })
    .await
}

/// True if what was changed did not run and readers have all that the rest can give.
fn state(page: usize, name: &str) -> String {
    let expected = match name {
        "causerie.js" | "causerie_bg.wasm" | "recover.js" => {
            "!!doc.querySelector('.fallback') && !doc.querySelector('causerie-thread > div') && doc.failed === true"
        }
        "count.js" => {
            "doc.querySelector('causerie-count').textContent === 'some' && doc.querySelectorAll('article').length === 3"
        }
        _ => {
            "(doc.querySelectorAll('article').length === 3 || !!doc.querySelector('.fallback')) && !doc.querySelector('.causerie-field-error')"
        }
    };
    let act = if name == "causerie_deferred.wasm" {
        "doc.querySelector('.causerie-submit')?.click();
         const asked = () => win.performance.getEntriesByType('resource').some(({ name, responseEnd }) => responseEnd && name.endsWith('causerie_deferred.wasm'));
         for (let n = 0; n < 500 && !asked(); n++) await new Promise(requestAnimationFrame);
         for (let n = 0; n < 5; n++) await new Promise(requestAnimationFrame);"
    } else {
        ""
    };
    format!(
        "const win = window['p{page}'], doc = win.document; {act}
         return (!doc.ran && {expected}) || (doc.ran ? 'ran' : doc.querySelector('causerie-thread').outerHTML.slice(0, 300));"
    )
}

/// The same change of a script runs where nobody asked for the opposite: the story above can fail.
#[tokio::test]
async fn a_page_that_pins_nothing_takes_scripts_as_they_are() -> Outcome {
    let Some(_) = integrity("embed.js")? else { return Ok(()) };
    let blog = Origin::start().await?;
    native::serve(&blog, &native::three());
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&article(&format!("{ELEMENT}{}", crate::LOADER))));
    let mut script = fs::read(dist().join("causerie.js"))?;
    script.splice(0..0, *b"document.ran = true;");
    blog.on("GET /causerie/causerie.js", Answer::new(200, "text/javascript", script));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        reader.until("document.ran").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_pinned_release_works_and_begins_anew_after_a_break() -> Outcome {
    let Some(hash) = integrity("embed.js")? else { return Ok(()) };
    let blog = Origin::start().await?;
    native::serve(&blog, &native::three());
    let files = Origin::start().await?;
    files.folder("/v1/", dist());
    files.share();
    let loader = format!(
        r#"<script async src="{}" integrity="{hash}" crossorigin="anonymous"></script>"#,
        files.url("/v1/embed.js")
    );
    blog.on("GET /", Answer::html(&article(&format!("{ELEMENT}{loader}"))));
    story(async |reader| {
        reader.trust(&files.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        reader.types(&format!("{FORM} [name=body]"), "Bonjour.").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.sees(r#".causerie-form[data-parent="1"]"#).await?;
        reader.run("const set = Element.prototype.setAttribute; Element.prototype.setAttribute = function (...given) {
        if (given[0] !== 'data-parent') return set.apply(this, given);
        Element.prototype.setAttribute = set; throw new Error('broken by the page') };
            document.querySelector('#comment-3 .causerie-reply').click()").await?;
        reader.clicks("causerie-thread [role=alert] button").await?;
        reader.misses("causerie-thread [role=alert]").await?;
        reader.until("document.querySelector('[data-parent=\"\"] [name=body]')?.value === 'Bonjour.'").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_page_is_told_which_file_is_another() -> Outcome {
    let Some(hash) = integrity("embed.js")? else { return Ok(()) };
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    native::serve(&blog, &native::three());
    blog.on(
        "GET /causerie/causerie_bg.wasm",
        Answer::new(200, "application/wasm", flipped("causerie_bg.wasm", 1, 2)?),
    );
    let loader = format!(r#"<script async src="/causerie/embed.js" integrity="{hash}"></script>"#);
    blog.on("GET /", Answer::html(&article(&format!("{ELEMENT}{loader}"))));
    story(async |reader| {
        reader.expect_error("integrity");
        reader.open(&blog.url("/")).await?;
        reader
            .hears_on_console(&["[causerie]", "causerie_bg.wasm", "is not the file of this release"])
            .await?;
        assert_eq!(reader.hears("causerie-error").await?["kind"], "setup");
        reader.sees(".fallback").await
    })
    .await
}
