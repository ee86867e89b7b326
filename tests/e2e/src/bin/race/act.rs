//! How soon a long thread answers a reader, on a processor four times slower.

use super::blog::blog;
use super::median;
use causerie_e2e::{Outcome, Reader, story};
use serde_json::{Value, json};

/// Prints the table.
pub async fn tell(runs: usize) -> Outcome {
    println!("\nWhat a reader does, on a processor four times slower: milliseconds, medians.\n");
    println!("| comments | | script of the event | until it is painted | longest task until all is done |");
    println!("|---|---|---|---|---|");
    for number in [100, 10_000] {
        let blog = blog(number, PROBE).await?;
        let mut found = Vec::new();
        for _ in 0..runs {
            found.push(acts(&blog.url("/widget"), number).await?);
        }
        for (place, (name, ..)) in ACTS.iter().enumerate() {
            let of = |what: &str| median(found.iter().filter_map(|run| run[place][what].as_f64()).collect());
            println!(
                "| {number} | {name} | {:.0} | {:.0} | {:.0} |",
                of("script"),
                of("painted"),
                of("longest")
            );
        }
    }
    Ok(())
}

async fn acts(address: &str, number: usize) -> Outcome<Vec<Value>> {
    let mut found = Vec::new();
    story(async |reader| {
        reader.open(address).await?;
        reader.until(&format!("document.getElementsByTagName('article').length >= {number}")).await?;
        reader.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        for (_, selector, keys, done) in ACTS {
            reader.run("acted.forget()").await?;
            match keys {
                "" => reader.clicks(selector).await?,
                keys => reader.types(selector, keys).await?,
            }
            reader.until(done).await?;
            found.push(quiet(reader).await?);
        }
        Ok(())
    })
    .await?;
    Ok(found)
}

/// What is done, where, with which keys, and when it is done. The last one takes the old order away.
const ACTS: [(&str, &str, &str, &str); 5] = [
    (
        "a reply is opened",
        "#comment-1 .causerie-reply",
        "",
        "document.querySelector('.causerie-item .causerie-form')",
    ),
    ("a letter is typed", ".causerie-item .causerie-form textarea", "a", "true"),
    ("a name is typed", ".causerie-item .causerie-form [name=name]", "Odile", "true"),
    (
        "a comment is sent",
        ".causerie-item .causerie-form .causerie-submit",
        "",
        "document.querySelector('#comment-fresh')",
    ),
    ("another order is chosen", ".causerie-select", "\u{e015}", "true"),
];

/// What was measured once all is done: on a slow computer ten thousand comments take longer than anybody waits for an answer.
async fn quiet(reader: &Reader) -> Outcome<Value> {
    for _ in 0..5 {
        if let Ok(told) = reader.until("acted.isQuiet() && acted.told()").await {
            return Ok(told);
        }
    }
    reader.until("acted.isQuiet() && acted.told()").await
}

/// Browsers tell of events that take 16 ms or more until they are painted.
const PROBE: &str = "
window.acted = { entries: [], tasks: [], at: 0,
  forget() { this.entries.length = this.tasks.length = 0; this.at = performance.now(); },
  isQuiet() { return performance.now() - Math.max(this.at, ...this.tasks.map(({ startTime, duration }) => startTime + duration)) > 1500; },
  told() {
    const most = (list, what) => Math.max(0, ...list.map(what));
    return { script: most(this.entries, ({ processingStart, processingEnd }) => processingEnd - processingStart), painted: most(this.entries, ({ duration }) => duration), longest: most(this.tasks, ({ duration }) => duration) };
  } };
new PerformanceObserver(list => acted.entries.push(...list.getEntries())).observe({ type: 'event', durationThreshold: 16 });
new PerformanceObserver(list => acted.tasks.push(...list.getEntries())).observe({ type: 'longtask' });";
