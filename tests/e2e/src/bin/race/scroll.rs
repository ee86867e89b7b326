//! How many frames are late while a long thread is scrolled fast.

use super::blog::{RUNNERS, blog};
use super::median;
use causerie_e2e::{Outcome, story};
use serde_json::{Value, json};

/// Prints the table.
pub async fn tell(runs: usize) -> Outcome {
    println!(
        "\nFrames that came late while 24 000 px of 10 000 comments were scrolled in three seconds, medians.\n"
    );
    println!("| | frames | late | longest, ms | four times slower: frames | late | longest, ms |");
    println!("|---|---|---|---|---|---|---|");
    let blog = blog(NUMBER, "").await?;
    for (path, name) in &RUNNERS[1..] {
        let mut line = format!("| {name} |");
        for slowness in [1, 4] {
            let mut found = Vec::new();
            for _ in 0..runs {
                found.push(scroll(&blog.url(path), slowness).await?);
            }
            for what in ["frames", "late", "longest"] {
                let values = found.iter().filter_map(|run| run[what].as_f64()).collect();
                line.push_str(&format!(" {:.0} |", median(values)));
            }
        }
        println!("{line}");
    }
    Ok(())
}

async fn scroll(address: &str, slowness: u32) -> Outcome<Value> {
    let mut found = Value::Null;
    story(async |reader| {
        reader.open(address).await?;
        reader.until(&format!("document.getElementsByTagName('article').length >= {NUMBER}")).await?;
        reader.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slowness })).await?;
        reader.run(SCROLL).await?;
        found = reader.until("window.scrolled").await?;
        Ok(())
    })
    .await?;
    Ok(found)
}

const NUMBER: usize = 10_000;

/// 24 000 px at 8 000 px a second; a frame is late for each sixtieth of a second that it comes after its time.
const SCROLL: &str = "
let frames = 0, late = 0, longest = 0, last, start;
requestAnimationFrame(function tick(now) {
  start ??= now;
  if (last !== undefined) {
    frames += 1;
    late += Math.max(0, Math.round((now - last) * 60 / 1000) - 1);
    longest = Math.max(longest, now - last);
  }
  last = now;
  scrollTo({ top: (now - start) * 8, behavior: 'instant' });
  if (now - start < 3000) requestAnimationFrame(tick); else window.scrolled = { frames, late, longest };
});";
