//! The ways of putting a thread on a page.

use crate::{ELEMENT, LINE, LOADER, article, blog, blog_with};
use causerie_e2e::{Answer, Folder, Origin, Outcome, dist, native, story};
use std::path::Path;

#[tokio::test]
async fn one_script_line_puts_the_thread_where_it_stands() -> Outcome {
    let blog = blog(&format!("<p id=before>Avant</p>{LINE}<p id=after>Après</p>")).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("#before ~ causerie-thread[data-phase=ready] article.causerie-comment", 3).await?;
        reader.until("!!document.querySelector('causerie-thread ~ #after')").await?;
        reader.reads(".causerie-title", "3 commentaires").await?;
        assert_eq!(reader.hears("causerie-ready").await?["total"], 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_element_shows_its_thread_instead_of_what_it_contained() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] section.causerie article", 3).await?;
        reader.until("!document.querySelector('.fallback')?.checkVisibility()").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn an_element_added_later_by_a_script_shows_its_thread() -> Outcome {
    let blog = blog(LOADER).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.until("!!customElements.get('causerie-thread')").await?;
        reader
            .run("const it = document.createElement('causerie-thread'); it.setAttribute('data-base', '/api'); it.setAttribute('load', 'eager'); document.body.append(it)")
            .await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn several_threads_live_on_one_page_and_share_one_module() -> Outcome {
    let second = r#"<causerie-thread id="second" data-base="/other" load="eager"></causerie-thread>"#;
    let blog = blog(&format!("{ELEMENT}{second}{LOADER}")).await?;
    let one = native::thread(&[native::comment("9", "Odile", "Ailleurs.")]);
    blog.on("GET /other/v1/comments", Answer::json(200, &one));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread:not(#second) article", 3).await?;
        reader.counts("#second article", 1).await?;
        reader.reads("#second .causerie-title", "1 commentaire").await?;
        assert_eq!(blog.received("GET /causerie/causerie_bg.wasm").len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_copy_of_the_script_does_no_harm() -> Outcome {
    let blog = blog(&format!("{LOADER}{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        reader.counts("section.causerie", 1).await?;
        assert_eq!(blog.received(native::LIST).len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_files_work_from_another_origin() -> Outcome {
    let files = Origin::start().await?;
    files.folder("/v1/", dist());
    files.share();
    let line = LINE.replace("/causerie/", &files.url("/v1/"));
    let blog = blog(&line).await?;
    story(async |reader| {
        reader.trust(&files.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        assert!(blog.received("GET /causerie/causerie.js").is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_example_pages_show_their_threads() -> Outcome {
    let site = Folder::with_widget()?;
    copy_examples(&site)?;
    let blog = Origin::start().await?;
    blog.folder("/in/a/folder/", site.path().to_path_buf());
    for base in ["api", "other"] {
        blog.on(&format!("GET /in/a/folder/{base}/v1/comments"), Answer::json(200, &native::three()));
    }
    let pages =
        [("one-line", 3), ("element", 3), ("several", 6), ("theming", 3), ("static", 3), ("mapping", 2)];
    for (page, comments) in pages {
        story(async |reader| {
            reader.open(&blog.url(&format!("/in/a/folder/{page}.html"))).await?;
            reader
                .run("document.querySelectorAll('causerie-thread').forEach(it => it.scrollIntoView())")
                .await?;
            reader.counts("causerie-thread[data-phase=ready] article.causerie-comment", comments).await
        })
        .await
        .map_err(|failure| format!("{page}.html: {failure}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn a_static_file_beside_the_page_is_a_backend() -> Outcome {
    let line = r#"<script async src="/causerie/embed.js" data-backend="static" data-file="/comments.json" data-load="eager"></script>"#;
    let blog = blog_with(line, &native::three()).await?;
    let comments = serde_json::json!([
        { "id": 1, "name": "Élodie", "text": "Merci pour ce billet.", "date": 1305709920 },
        { "id": 2, "name": "Max", "text": "D’accord.", "date": 1305710920, "parent": 1 },
    ]);
    blog.on("GET /comments.json", Answer::json(200, &comments));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("#comment-1 .causerie-body", "Merci pour ce billet.").await?;
        reader.reads("li:has(> #comment-1) > .causerie-replies #comment-2 .causerie-author", "Max").await?;
        // Not later either: a form comes after the painting.
        let painted = "const frame = () => new Promise(requestAnimationFrame); await frame(); await frame(); await frame()";
        reader.run(painted).await?;
        reader.misses(".causerie-form").await?;
        reader.misses(".causerie-reply").await
    })
    .await
}

#[tokio::test]
async fn the_page_gets_no_global_names() -> Outcome {
    let blog = blog(LINE).await?;
    blog.on("GET /empty", Answer::html(&article("")));
    story(async |reader| {
        reader.open(&blog.url("/empty")).await?;
        let before = reader.run(GLOBALS).await?;
        reader.open(&blog.url("/")).await?;
        reader.sees("#comment-1").await?;
        let known = serde_json::to_string(&before)?;
        let added = reader
            .run(&format!("const known = new Set({known}); {GLOBALS}.filter(it => !known.has(it))"))
            .await?;
        assert_eq!(added, serde_json::json!([]));
        Ok(())
    })
    .await
}

/// Puts the example pages beside the widget.
pub fn copy_examples(site: &Folder) -> Outcome {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages");
    for entry in std::fs::read_dir(pages)? {
        let entry = entry?;
        std::fs::copy(entry.path(), site.path().join(entry.file_name()))?;
    }
    Ok(())
}

/// The names of the page, without the one that chromedriver leaves there.
const GLOBALS: &str = "return Object.getOwnPropertyNames(window).filter(it => it !== 'ret_nodes')";
