//! Races the widget against two hand-written floors: the same comments, each time in a browser that knows nothing yet.

use causerie_e2e::{Answer, Origin, Outcome, dist, story};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let runs: usize = std::env::args().nth(1).map_or(Ok(5), |runs| runs.parse())?;
    println!(
        "Milliseconds to the first comment and to the last, medians of {runs} interleaved runs; ratios to each floor.\n"
    );
    println!(
        "| comments | | first | last | first, ÷ plain | ÷ grouped | last, ÷ plain | ÷ grouped | longest task | script | memory |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    let mut least = [0.0; RUNNERS.len()];
    for number in [10, 100, 1_000, 10_000] {
        let blog = blog(number).await?;
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

/// A blog with the same comments for everybody.
async fn blog(number: usize) -> Outcome<Origin> {
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    let thread = thread(number);
    blog.on("GET /api/v1/comments", Answer::json(200, &thread));
    blog.on("GET /comments.json", Answer::json(200, &thread));
    for (path, what) in RUNNERS {
        let body = match path {
            "/widget" => WIDGET.to_owned(),
            _ => format!("<div id=floor></div><script>{FLOOR}floor({})</script>", path == "/grouped"),
        };
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{what}</title>\n<script>{PROBE}</script>\n\
             <style>.group {{ content-visibility: auto; contain-intrinsic-size: auto 2000px }}</style>\n<h1>Article</h1>\n{body}\n"
        );
        blog.on(&format!("GET {path}"), Answer::html(&page));
    }
    Ok(blog)
}

/// A thread with answers four deep, the same every time.
fn thread(number: usize) -> Value {
    let words: Vec<_> = TEXT.split(' ').collect();
    let items: Vec<_> = (0..number)
        .map(|n| {
            let text = |from: usize, length: usize| {
                (0..length).map(|at| words[(n * 7 + from + at * 3) % words.len()]).collect::<Vec<_>>().join(" ")
            };
            let mut comment = json!({
                "id": n.to_string(), "kind": "comment", "state": "approved",
                "created": format!("20{:02}-{:02}-{:02}T{:02}:{:02}:00Z", 10 + n % 14, 1 + n % 12, 1 + n % 28, n % 24, n % 60),
                "author": { "name": text(0, 2) },
                "body": { "html": format!("<p>{} <em>{}</em> <a href=\"https://blog.example/{n}\">{}</a></p><p>{}</p>",
                    text(1, 12 + n % 20), text(5, 2), text(9, 3), text(2, 8 + n % 30)) },
                "can": { "reply": true },
            });
            if n % 5 != 0 {
                comment["parent"] = json!((n - 1).to_string());
            }
            comment
        })
        .collect();
    json!({
        "thread": { "key": "/", "state": "open", "can": { "create": true, "anonymous": true },
            "form": { "name": "required", "email": "optional", "url": "optional" } },
        "total": number, "roots": number.div_ceil(5), "items": items, "next": null,
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The plain floor stands first, the grouped one second.
const RUNNERS: [(&str, &str); 3] =
    [("/plain", "one `innerHTML`"), ("/grouped", "groups in idle slices"), ("/widget", "Causerie")];
const WIDGET: &str = r#"<script async src="/causerie/embed.js" data-base="/api" data-load="eager"></script>"#;

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

/// The least that a script can do for the same elements: one text of HTML, or groups of it in idle slices.
const FLOOR: &str = "
const safe = text => text.replace(/[&<>\"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\"': '&quot;' })[c]);
async function floor(isGrouped) {
  const { items, total } = await (await fetch('/comments.json')).json();
  const below = new Map();
  for (const item of items) { const key = item.parent || ''; below.has(key) ? below.get(key).push(item) : below.set(key, [item]); }
  const one = ({ id, author, created, body }) => `<li id=c${id}><article><header><b>${safe(author.name)}</b> <a href=#c${id}><time datetime=${created}>${created.slice(0, 10)}</time></a></header><div>${body.html}</div><footer><button type=button>Reply</button></footer></article>${below.has(id) ? `<ol>${below.get(id).map(one).join('')}</ol>` : ''}</li>`;
  const roots = below.get('');
  const host = document.getElementById('floor');
  host.innerHTML = `<h2>${total} comments</h2><form><input><input><textarea></textarea><button>Send</button></form>`;
  if (!isGrouped) return host.insertAdjacentHTML('beforeend', `<ol>${roots.map(one).join('')}</ol>`);
  let at = 0;
  const group = () => host.insertAdjacentHTML('beforeend', `<ol class=group>${roots.slice(at, at += 20).map(one).join('')}</ol>`);
  group();
  const more = deadline => {
    do group(); while (at < roots.length && deadline.timeRemaining() > 8);
    if (at < roots.length) requestIdleCallback(more, { timeout: 200 });
  };
  if (at < roots.length) requestIdleCallback(more, { timeout: 200 });
}";

const TEXT: &str = "the a reader writer thread answer question blog evening garden river window coffee letter page street \
    thought green slow quiet early sometimes always never perhaps walks reads answers asks wonders remembers because \
    although between under behind with without one two three old new small large";
