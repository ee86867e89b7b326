//! Many threads on one page, of different backends.

use super::opens;
use crate::{DEFERRED, LOADER, article, blog, is_cut};
use causerie_e2e::{Answer, Origin, Outcome, Reader, native, story};
use serde_json::{Value, json};

#[tokio::test]
async fn two_threads_side_by_side() -> Outcome {
    side_by_side(2).await
}

#[tokio::test]
async fn five_threads_side_by_side() -> Outcome {
    side_by_side(5).await
}

#[tokio::test]
async fn twenty_threads_side_by_side() -> Outcome {
    side_by_side(20).await
}

/// So many threads of three kinds of backends: each shows its own, keeps its own draft, and the files come once.
async fn side_by_side(number: usize) -> Outcome {
    let blog = blog(LOADER).await?;
    blog.on("GET /flat.json", Answer::json(200, &flat()));
    let threads: String = (0..number).map(|place| thread(&blog, place)).collect();
    blog.on("GET /", Answer::html(&article(&format!("{threads}{LOADER}"))));
    story(async |reader| {
        opens(reader, &blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] .causerie-form", number).await?;
        shows_each(reader, number).await?;
        let last = number - 1;
        reader.types("#t0 [name=body]", "À la première").await?;
        reader.types(&format!("#t{last} [name=body]"), "À la dernière").await?;
        has_drafts(reader, number).await?;
        once(&blog)?;

        reader.reload().await?;
        reader.counts("causerie-thread[data-phase=ready] .causerie-form", number).await?;
        reader.until(&format!("document.querySelector('#t{last} [name=body]')?.value")).await?;
        reader.until("document.querySelector('#t0 [name=body]')?.value").await?;
        has_drafts(reader, number).await?;

        // One that leaves takes nothing of the others along.
        reader.run("document.querySelector('#t0').remove()").await?;
        reader.counts("causerie-thread[data-phase=ready] article", 2 * last).await?;
        println!("figure 38: {number} threads of 3 backends: each its own, module, glue, presets and texts asked for once a page");
        Ok(())
    })
    .await
}

async fn shows_each(reader: &Reader, number: usize) -> Outcome {
    let script = "
        const threads = [...document.querySelectorAll('causerie-thread')];
        const wrong = threads.filter((thread, place) => {
          const texts = [...thread.querySelectorAll('article .causerie-body')].map((body) => body.textContent.trim());
          return texts.join() !== `first ${place},second ${place}`;
        });
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
        const lost = [...document.querySelectorAll('[for], [aria-describedby], [aria-labelledby]')].filter((it) => {
          const meant = it.htmlFor || it.getAttribute('aria-describedby') || it.getAttribute('aria-labelledby');
          const thread = it.closest('causerie-thread');
          return meant.split(' ').some((id) => !thread.contains(document.getElementById(id)));
        });
        return [threads.length, wrong.map(({ outerHTML }) => outerHTML.slice(0, 300)), twice, lost.length]";
    assert_eq!(reader.run(script).await?, json!([number, [], [], 0]));
    Ok(())
}

async fn has_drafts(reader: &Reader, number: usize) -> Outcome {
    let found = reader
        .run("return [...document.querySelectorAll('causerie-thread')].map((thread) => thread.querySelector('[name=body]').value)")
        .await?;
    let expected: Vec<_> = (0..number)
        .map(|place| match place {
            0 => "À la première",
            _ if place == number - 1 => "À la dernière",
            _ => "",
        })
        .collect();
    assert_eq!(found, json!(expected));
    Ok(())
}

/// Nothing of the release is asked for twice.
fn once(blog: &Origin) -> Outcome {
    let mut files = vec![
        "causerie.js",
        "causerie_bg.wasm",
        "causerie.css",
        "locales/fr.json",
        "presets/native.json",
        "presets/json-server.json",
        "mapping.schema.json",
    ];
    files.truncate(if blog.received("GET /flat.json").is_empty() { 6 } else { 7 });
    for file in files {
        let count = blog.received(&format!("GET /causerie/{file}")).len();
        assert_eq!(count, 1, "{file}");
    }
    assert!(!is_cut() || blog.received(DEFERRED).len() == 1);
    Ok(())
}

/// The element of a thread; its backend answers below an address of its own.
fn thread(blog: &Origin, place: usize) -> String {
    let base = format!("/backend{place}");
    let (first, second) = (format!("first {place}"), format!("second {place}"));
    let (backend, path, answer) = match place % 3 {
        0 => {
            let items = [native::comment("1", "Ann", &first), native::comment("2", "Bob", &second)];
            ("native", "/v1/comments", native::thread(&items))
        }
        1 => {
            let item = |id, text| json!({ "id": id, "postId": "7", "body": text, "createdAt": "2011-05-18T09:12:00Z", "author": { "name": "Ann" } });
            ("json-server", "/comments", json!([item(1, &first), item(2, &second)]))
        }
        _ => (
            "/flat.json",
            "/list.json",
            json!({ "items": [{ "id": 1, "text": first }, { "id": 2, "text": second }] }),
        ),
    };
    blog.on(&format!("GET {base}{path}"), Answer::json(200, &answer));
    format!(
        r#"<causerie-thread id="t{place}" backend="{backend}" data-base="{base}" data-post="7" load="eager"></causerie-thread>"#
    )
}

fn flat() -> Value {
    json!({
        "mapping": "1", "name": "flat", "vars": { "base": { "required": true } },
        "list": { "url": "{+base}/list.json", "items": "/items" },
        "comment": { "id": "/id", "body": { "text": "/text" } },
        "create": { "method": "POST", "url": "{+base}/list.json", "body": { "text": "{draft.body}" }, "then": "refresh" },
    })
}
