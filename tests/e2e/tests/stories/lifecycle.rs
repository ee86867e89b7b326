//! What stays behind when a thread leaves the page: nothing.

use crate::{ELEMENT, LOADER, blog};
use causerie_e2e::{Answer, Gate, Outcome, Reader, native, story};
use serde_json::json;

#[tokio::test]
async fn removing_the_element_aborts_its_request() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    blog.on(native::LIST, Answer::json(200, &native::three()).after(&Gate::closed()));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.sees("causerie-thread[data-phase=loading]").await?;
        blog.until(native::LIST, |received| received.len() == 1).await?;
        reader.run("document.querySelector('causerie-thread').remove()").await?;
        blog.until(native::LIST, |received| received[0].aborted).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn fifty_threads_that_came_and_went_leave_nothing_behind() -> Outcome {
    let blog = blog(LOADER).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.until("!!customElements.get('causerie-thread')").await?;
        come_and_go(reader, 5).await?;
        let before = held(reader).await?;
        come_and_go(reader, 50).await?;
        let after = held(reader).await?;
        let (nodes, listeners) = (after.0 - before.0, after.1 - before.1);
        // Of each root Yew itself keeps one empty node, with a listener for every kind of event it handles; a few more
        // may wait for the collector. One thread left whole would be a hundred nodes.
        assert!(nodes < 75 && listeners < 50 * 7, "{nodes} nodes and {listeners} listeners stayed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_element_that_moves_keeps_its_thread() -> Outcome {
    let blog = blog(&format!("<div id=there></div>{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article", 3).await?;
        reader
            .run("document.querySelector('#there').append(document.querySelector('causerie-thread'))")
            .await?;
        reader.counts("#there causerie-thread[data-phase=ready] article", 3).await?;
        reader.counts("section.causerie", 1).await
    })
    .await
}

#[tokio::test]
async fn a_changed_attribute_updates_the_thread() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    let one = native::thread(&[native::comment("9", "Odile", "Ailleurs.")]);
    blog.on("GET /other/v1/comments", Answer::json(200, &one));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article", 3).await?;
        reader.run("document.querySelector('causerie-thread').setAttribute('data-base', '/other')").await?;
        reader.sees("#comment-9").await?;
        reader.counts("article", 1).await
    })
    .await
}

async fn come_and_go(reader: &Reader, times: u32) -> Outcome {
    let script = format!(
        "for (let n = 0; n < {times}; n++) {{
           const it = document.createElement('causerie-thread');
           it.setAttribute('data-base', '/api');
           it.setAttribute('load', 'eager');
           const ready = new Promise(done => it.addEventListener('causerie-ready', done, {{ once: true }}));
           document.body.append(it);
           await ready;
           while (n % 2 && !it.querySelector('form')) await new Promise(requestAnimationFrame);
           it.remove();
         }}
         document.heard.length = 0;"
    );
    reader.run(&script).await.map(drop)
}

/// How many nodes and listeners the page holds after everything unreachable is gone.
async fn held(reader: &Reader) -> Outcome<(i64, i64)> {
    reader.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let counters = reader.devtools("Memory.getDOMCounters", json!({})).await?;
    let number = |name: &str| counters[name].as_i64().unwrap_or_default();
    Ok((number("nodes"), number("jsEventListeners")))
}
