//! Another order of a long thread: what is drawn goes slice by slice, and so does what comes.

use crate::blog_with;
use crate::long::{of, page, thread};
use causerie_e2e::{Answer, Gate, Origin, Outcome, Reader, native, story};
use serde_json::{Value, json};

#[tokio::test]
async fn another_order_comes_whole_though_the_old_one_goes_slice_by_slice() -> Outcome {
    let blog = blog_with(&page(), &thread(4_000)).await?;
    story(async |reader| {
        shows(reader, &blog, 4_000).await?;
        // So many that the answer comes before all have gone.
        let mut newest = thread(4_000);
        newest["items"].as_array_mut().ok_or("a list")?.reverse();
        native::serve(&blog, &newest);
        reader.run(NEWEST).await?;
        let ids = "[...document.querySelectorAll('article.causerie-comment')].map(it => +it.dataset.id)";
        reader
            .until(&format!("{ids}.length === 4000 && {ids}.every((id, place) => id === 4000 - place)"))
            .await?;
        assert_eq!(blog.received(native::LIST).len(), 2);
        reader.sees("causerie-thread[data-phase=ready]").await
    })
    .await
}

/// Browsers look at the whole page whenever something goes that they may skip: 35 ms for 10 000 entries.
#[tokio::test]
async fn of_another_order_the_first_twenty_wait_and_the_runs_go_together() -> Outcome {
    let blog = blog_with(&page(), &thread(400)).await?;
    story(async |reader| {
        shows(reader, &blog, 400).await?;
        let runs = reader.run("return document.querySelectorAll('.causerie-run').length").await?;
        let runs = usize::try_from(runs.as_u64().unwrap_or_default())?;
        assert!(runs > 8, "{runs}");
        let answer = Gate::closed();
        blog.on(native::LIST, Answer::json(200, &of(thread(400), 0..100, None)).after(&answer));
        reader.run(&format!("{STEPS}{NEWEST}")).await?;
        reader.until("steps.at(-1) === 20").await?;
        reader.run("const frame = () => new Promise(requestAnimationFrame); await frame(); await frame(); await frame()").await?;
        assert_eq!(reader.run("return steps.at(-1)").await?, 20);
        reader.counts(".causerie-run", runs).await?;
        let empty = "[...document.querySelectorAll('.causerie-run:empty')]";
        reader.until(&format!("{empty}.length > 0 && {empty}.every((it) => it.offsetHeight === 0)")).await?;
        reader.run("window.waited = empties.length").await?;
        answer.open();
        reader.counts("article.causerie-comment", 100).await?;
        let goes = reader.run("return empties.slice(waited)").await?;
        assert!(goes.as_array().is_some_and(|goes| goes.iter().all(|empty| *empty == 0)), "{goes}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_here_is_put_in_another_order_slice_by_slice() -> Outcome {
    let blog = blog_without_orders(400).await?;
    story(async |reader| {
        shows(reader, &blog, 400).await?;
        reader.run(&format!("{STEPS}{NEWEST}")).await?;
        let ids = "[...document.querySelectorAll('article.causerie-comment')].map(it => +it.dataset.id)";
        reader
            .until(&format!("{ids}.length === 400 && {ids}.every((id, place) => id === 400 - place)"))
            .await?;
        // Not all at once.
        assert_eq!(reader.run("return steps[firsts.indexOf('400')]").await?, 20);
        assert_eq!(blog.received("GET /comments.json").len(), 1);
        reader.until("document.querySelector('.causerie-select').value === 'newest'").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn an_order_that_is_wanted_outlasts_an_answer_that_comes_meanwhile() -> Outcome {
    let blog = blog_without_orders(4_000).await?;
    story(async |reader| {
        shows(reader, &blog, 4_000).await?;
        // It comes before all have gone.
        blog.on("GET /comments.json", Answer::json(200, &dated(200)));
        reader.run(&format!("{NEWEST} document.querySelector('causerie-thread').refresh();")).await?;
        reader.counts("article.causerie-comment", 200).await?;
        reader
            .until("document.querySelector('article.causerie-comment').dataset.id === '200'")
            .await
            .map(drop)
    })
    .await
}

/// Opens the page and waits until all comments are there.
async fn shows(reader: &Reader, blog: &Origin, number: usize) -> Outcome {
    reader.open(&blog.url("/")).await?;
    reader.counts("article.causerie-comment", number).await
}

async fn blog_without_orders(number: u32) -> Outcome<Origin> {
    let line = r#"<script async src="/causerie/embed.js" data-backend="static" data-file="/comments.json" data-load="eager"></script>"#;
    let blog = blog_with(line, &native::three()).await?;
    blog.on("GET /comments.json", Answer::json(200, &dated(number)));
    Ok(blog)
}

fn dated(number: u32) -> Value {
    let comment =
        |id: u32| json!({ "id": id, "name": "Max", "text": "D’accord.", "date": 1_305_709_920 + id });
    (1..=number).map(comment).collect()
}

/// Keeps how many entries there were after each change, which was the first, and how many runs were empty.
const STEPS: &str = "window.steps = []; window.firsts = []; window.empties = [];
    new MutationObserver(() => {
      const entries = document.querySelectorAll('article.causerie-comment');
      steps.push(entries.length);
      firsts.push(entries[0].dataset.id);
      empties.push(document.querySelectorAll('.causerie-run:empty').length);
    }).observe(document, { childList: true, subtree: true });";

/// Chooses the other order.
const NEWEST: &str = "const it = document.querySelector('.causerie-select');
    it.value = 'newest'; it.dispatchEvent(new Event('change', { bubbles: true }));";
