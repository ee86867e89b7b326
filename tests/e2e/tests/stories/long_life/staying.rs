//! A thread that stays: updates without end.

use super::{Held, opens, times};
use crate::{LOADER, blog};
use causerie_e2e::{Answer, Outcome, Reader, story};
use serde_json::json;

#[tokio::test]
async fn ten_thousand_live_updates_leave_no_trace() -> Outcome {
    let blog = blog(LOADER).await?;
    story(async |reader| {
        opens(reader, &blog.url("/")).await?;
        reader.run(LIVE).await?;
        reader.sees("causerie-thread[data-phase=ready] [name=body]").await?;
        reader.run("document.querySelector('causerie-thread [name=body]').focus()").await?;
        reader.until("document.world.streams.size").await?;
        stays_flat(reader, "figure 25, live", times(10_000), "[...world.streams][0].tell('comment')").await
    })
    .await
}

#[tokio::test]
async fn a_day_of_asking_again_leaves_no_trace() -> Outcome {
    let blog = blog(LOADER).await?;
    let mapping = json!({
        "mapping": "1", "name": "polled", "vars": { "base": { "required": true } },
        "list": { "url": "{+base}/v1/comments", "items": "/items" },
        "comment": { "id": "/id", "author": { "name": "/author/name" }, "body": { "html": "/body/html" }, "created": "/created" },
        "live": { "by": "poll", "seconds": 30 },
    });
    blog.on("GET /polled.json", Answer::json(200, &mapping));
    story(async |reader| {
        opens(reader, &blog.url("/")).await?;
        reader.run(LIVE).await?;
        reader
            .run("document.querySelector('causerie-thread').setAttribute('backend', '/polled.json')")
            .await?;
        reader.until("document.world.intervals.size === 1").await?;
        // Twice a minute for a day.
        stays_flat(reader, "a day of polling", times(2880), "world.pass(30000)").await
    })
    .await
}

/// Lets the backend tell of changes, each time until the reader sees it, and compares the first tenth with the last.
async fn stays_flat(reader: &Reader, figure: &str, number: u32, tell: &str) -> Outcome {
    let script = format!(
        "const {{ world }} = document;
         for (let n = 0; n < {}; n++) {{
           const before = world.seen();
           {tell};
           await world.until(() => world.seen() !== before && !world.asks);
         }}
         document.heard.length = 0;",
        number / 10
    );
    reader.run(&script).await?;
    let before = Held::by(reader).await?;
    for _ in 1..10 {
        reader.run(&script).await?;
    }
    let grown = Held::by(reader).await?.since(before);
    println!("{figure}: {number} updates; held after the last tenth more than after the first: {grown:?}");
    // Whatever an update left would be there nine tenths of the number times.
    assert!(grown.nodes < 100 && grown.listeners < 50, "{grown:?}");
    assert!(grown.heap < 200_000 && grown.wasm < 1 << 20, "{grown:?}");
    Ok(())
}

const LIVE: &str = "
const { world } = document;
world.version = 0;
world.answer = (url) => url.includes('/v1/comments') ? world.changing(world.version += 1, { live: true }) : undefined;
world.seen = () => document.querySelector('#comment-1 .causerie-body')?.textContent;
document.body.append(world.place('/api'));";
