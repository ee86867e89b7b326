//! How long a thread takes to come: the same comments, each time in a browser that knows nothing yet.

use super::blog::{RUNNERS, blog};
use super::median;
use causerie_e2e::{Outcome, story};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Prints the table.
pub async fn tell(runs: usize, sizes: &[usize]) -> Outcome {
    println!(
        "Milliseconds to the first comment and to the last, medians of {runs} interleaved runs; ratios to each floor.\n"
    );
    println!(
        "| comments | | first | last | first, ÷ plain | ÷ grouped | last, ÷ plain | ÷ grouped | longest task | script | memory |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    let mut least = [0.0; RUNNERS.len()];
    for &number in sizes {
        let blog = blog(number, PROBE).await?;
        let mut times: BTreeMap<usize, Vec<Run>> = BTreeMap::new();
        for _ in 0..runs {
            for (place, (path, _)) in RUNNERS.iter().enumerate() {
                times.entry(place).or_default().push(run(&blog.url(path), number).await?);
            }
        }
        for (place, (_, name)) in RUNNERS.iter().enumerate() {
            let of = |place: usize, what: Figure| median(times[&place].iter().map(what).collect());
            let ratio = |floor: usize, what: Figure| {
                let pairs = times[&place].iter().zip(&times[&floor]);
                median(pairs.map(|(own, floor)| what(own) / what(floor)).collect())
            };
            let (first, last): (Figure, Figure) = (|run| run.first, |run| run.last);
            println!(
                "| {number} | {name} | {:.0} | {:.0} | {:.2} | {:.2} | {:.2} | {:.2} | {:.0} | {:.0} | {} |",
                of(place, first),
                of(place, last),
                ratio(0, first),
                ratio(1, first),
                ratio(0, last),
                ratio(1, last),
                of(place, |run| run.longest),
                of(place, |run| run.script),
                memory(of(place, |run| run.bytes), &mut least[place], number),
            );
        }
    }
    Ok(())
}

/// What one load took, in milliseconds, and what the page holds then: script, elements and module, in bytes.
struct Run {
    first: f64,
    last: f64,
    longest: f64,
    script: f64,
    bytes: f64,
}

type Figure = fn(&Run) -> f64;

/// Opens a page in a new browser and waits until all comments are there and painted.
async fn run(address: &str, number: usize) -> Outcome<Run> {
    let mut found = Value::Null;
    story(async |reader| {
        reader.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        reader.open(address).await?;
        found = reader.until(&format!("race.count >= {number} && race.last && race")).await?;
        let metrics = reader.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
        let script = metrics.iter().find(|metric| metric["name"] == "ScriptDuration");
        found["script"] =
            json!(script.and_then(|metric| metric["value"].as_f64()).unwrap_or_default() * 1000.0);
        reader.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let held = reader.devtools("Runtime.getHeapUsage", json!({})).await?;
        let bytes =
            ["usedSize", "embedderHeapUsedSize", "backingStorageSize"].map(|name| held[name].as_f64());
        found["bytes"] = json!(bytes.into_iter().flatten().sum::<f64>());
        Ok(())
    })
    .await?;
    let number = |name: &str| found[name].as_f64().unwrap_or_default();
    Ok(Run {
        first: number("first"),
        last: number("last"),
        longest: number("longest"),
        script: number("script"),
        bytes: number("bytes"),
    })
}

/// The whole for ten comments, and what each further one takes for more.
fn memory(bytes: f64, least: &mut f64, number: usize) -> String {
    if *least == 0.0 {
        *least = bytes;
        return format!("{:.1} MB", bytes / 1e6);
    }
    format!("{:.1} KB each", (bytes - *least) / (number as f64 - 10.0) / 1e3)
}

/// Notes when the number of comments changed, after the frame that shows it was painted.
const PROBE: &str = "
window.race = { count: 0, longest: 0, first: 0, last: 0 };
new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => race.longest = Math.max(race.longest, duration))).observe({ type: 'longtask' });
const start = performance.now(), all = document.getElementsByTagName('article');
requestAnimationFrame(function tick() {
  const count = all.length;
  if (count !== race.count) {
    race.count = count;
    race.last = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); race.last = performance.now() - start; race.first ||= race.last; };
    port2.postMessage(0);
  }
  requestAnimationFrame(tick);
});";
