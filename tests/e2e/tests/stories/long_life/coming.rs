//! Threads that come and go.

use super::{Held, opens, times};
use crate::{LOADER, blog, comes_to};
use causerie_e2e::{Outcome, Reader, story};

#[tokio::test]
async fn a_thousand_threads_that_came_and_went_hold_nothing() -> Outcome {
    let blog = blog(LOADER).await?;
    story(async |reader| {
        opens(reader, &blog.url("/")).await?;
        let tenth = times(1000) / 10;
        come_and_go(reader, tenth).await?;
        let before = Held::by(reader).await?;
        for _ in 1..10 {
            come_and_go(reader, tenth).await?;
        }
        let grown = Held::by(reader).await?.since(before);
        println!("figure 25: {} threads came and went; held after the last tenth more than after the first: {grown:?}", tenth * 10);
        // What a thread left would be there nine hundred times; the engine's own tables take a hundred kilobytes.
        assert!(grown.nodes < 50 && grown.listeners < 50, "{grown:?}");
        assert!(grown.heap < 300_000 && grown.wasm < 1 << 20, "{grown:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_host_takes_away_without_a_word_is_freed() -> Outcome {
    let blog = blog(LOADER).await?;
    story(async |reader| {
        opens(reader, &blog.url("/")).await?;
        // Tables that grow once, for whatever comes, and code that the engine makes faster are no leak.
        for _ in 0..3 {
            reader.run(MANY).await?;
            reader.run("document.querySelector('#host').remove()").await?;
        }
        let before = Held::by(reader).await?;
        reader.run(MANY).await?;
        let full = Held::by(reader).await?.since(before);
        reader.run("document.querySelector('#host').remove()").await?;
        // Five times: what fifty threads leave is more than what the engine keeps for itself, if it is anything.
        for _ in 1..5 {
            reader.run(MANY).await?;
            reader.run("document.querySelector('#host').remove()").await?;
        }
        let left = Held::by(reader).await?.since(before);
        println!("figure 26: ten threads of 200 comments: {full:?}; after the host removed what they stood in: {left:?}");
        assert!(full.nodes > 10_000, "{full:?}");
        assert!(left.nodes * 20 <= full.nodes, "{left:?} of {full:?}");
        assert!(left.listeners * 20 <= full.listeners, "{left:?} of {full:?}");
        // A thread holds little but nodes: fifty leave less than ten hold.
        assert!(left.heap < full.heap, "{left:?} of {full:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn after_a_thread_nothing_is_alive() -> Outcome {
    let blog = blog(LOADER).await?;
    story(async |reader| {
        opens(reader, &blog.url("/")).await?;
        come_and_go(reader, 3).await?;
        let alive = "const { asks, timers, intervals, streams, listeners } = document.world;
            return [asks, timers.size, intervals.size, streams.size, listeners]";
        let before = reader.run(alive).await?;
        reader.run(LIVELY).await?;
        reader.sees("causerie-thread[data-phase=ready] form").await?;
        comes_to(reader, "causerie-thread [name=body]").await?;
        reader.until("document.world.streams.size").await?;
        let during = reader.run(alive).await?;
        assert_ne!(during, before);
        // A list and a comment are on their way when it goes.
        reader.types("causerie-thread [name=name]", "Ann").await?;
        reader.types("causerie-thread [name=body]", "Bonjour.").await?;
        reader.run("document.world.hold = true").await?;
        reader.clicks("causerie-thread .causerie-submit").await?;
        reader.run("document.querySelector('causerie-thread').refresh()").await?;
        reader.until("document.world.held.length === 2").await?;
        reader.run("document.querySelector('causerie-thread').remove()").await?;
        reader.until("document.world.timers.size === 0").await?;
        let page = "return document.body.innerHTML + document.heard.length + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)";
        let silent = reader.run(page).await?;
        reader.run("document.world.held.forEach((answer) => answer()); for (let n = 0; n < 50; n++) await document.world.turn()").await?;
        let after = reader.run(alive).await?;
        println!("figure 27: requests, timers, intervals, streams, listeners before a thread {before}, with it {during}, after it {after}");
        assert_eq!(after, before);
        assert_eq!(reader.run(page).await?, silent, "a late answer changed something");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_late_answer_for_another_thread_is_not_shown() -> Outcome {
    let blog = blog(LOADER).await?;
    story(async |reader| {
        opens(reader, &blog.url("/")).await?;
        reader.run(TURNING).await?;
        reader.until("document.world.late").await?;
        reader.run("document.querySelector('causerie-thread').setAttribute('thread', 'second')").await?;
        reader.reads("#comment-2", "second").await?;
        reader.run("document.world.late(); for (let n = 0; n < 50; n++) await document.world.turn()").await?;
        reader.counts("article", 1).await?;
        reader.reads("article", "second").await
    })
    .await
}

/// Lets threads come and go in the three ways they can: taken away, with what they stand in, or emptied before.
async fn come_and_go(reader: &Reader, number: u32) -> Outcome {
    let script = format!("const number = {number}; {COMING}");
    reader.run(&script).await.map(drop)
}

const COMING: &str = "
const { world } = document;
world.answer = (url) => url.includes('/v1/comments') ? world.changing(world.asked) : undefined;
for (let n = 0; n < number; n++) {
  const host = document.createElement('div');
  const it = world.place('/api');
  const ready = new Promise((done) => it.addEventListener('causerie-ready', done, { once: true }));
  document.body.append(host);
  host.append(it);
  await ready;
  // One in ten goes after its form is drawn.
  for (let frame = 0; n % 10 === 0 && frame < 3; frame++) await new Promise(requestAnimationFrame);
  if (n % 3 === 1) host.replaceChildren();
  if (n % 3 === 2) it.replaceChildren();
  host.remove();
}
document.heard.length = 0;";

const MANY: &str = "
const { world } = document;
const texts = world.texts ||= Array.from({ length: 200 }, (_, n) => world.comment(n, `<b>some</b> text of comment ${n}`));
world.answer = (url) => url.includes('/v1/comments') ? world.thread(texts) : undefined;
const host = Object.assign(document.createElement('div'), { id: 'host' });
document.body.append(host);
for (let n = 0; n < 10; n++) {
  const it = world.place(`/api${n}`);
  const ready = new Promise((done) => it.addEventListener('causerie-ready', done, { once: true }));
  host.append(it);
  await ready;
}
// Slice by slice: what is taken away half drawn says nothing about the whole.
while (host.querySelectorAll('article').length < 2000) await world.turn();
document.heard.length = 0;";

const LIVELY: &str = "
const { world } = document;
world.held = [];
world.answer = (url) => {
  if (!url.includes('/v1/')) return;
  const answer = world.changing(world.asked, { live: true });
  return world.hold ? new Promise((done) => world.held.push(() => done(answer))) : answer;
};
document.body.append(world.place('/api'));";

const TURNING: &str = "
const { world } = document;
world.answer = (url) => {
  if (!url.includes('/v1/comments')) return;
  const isSecond = url.includes('second');
  const answer = world.thread([isSecond ? world.comment(2, 'second') : world.comment(1, 'first')]);
  return isSecond ? answer : new Promise((done) => { world.late = () => done(answer); });
};
document.body.append(world.place('/api', { thread: 'first' }));";
