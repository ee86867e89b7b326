//! A page that stays open: threads that come and go a thousand times, updates by the ten thousand, a day of asking
//! again, many threads side by side. What is held must not grow, and what has left must be gone.
//!
//! `cargo test -p causerie-e2e --test stories -- long_life --nocapture` prints the figures; `CAUSERIE_LONG=10` makes everything ten times as long.

mod coming;
mod page;
mod staying;
mod together;

use causerie_e2e::{Outcome, Reader};
use page::PAGE;
use serde_json::json;

/// How often something is done: this often, or as many times more as the variable says.
fn times(number: u32) -> u32 {
    let factor = std::env::var("CAUSERIE_LONG").ok().and_then(|factor| factor.parse().ok());
    number * factor.unwrap_or(1)
}

/// Opens a page whose requests, timers, listeners and streams are counted, and whose backend is in the page itself.
async fn opens(reader: &Reader, address: &str) -> Outcome {
    reader.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PAGE })).await?;
    reader.open(address).await?;
    reader.until("!!customElements.get('causerie-thread')").await.map(drop)
}

/// What a page holds after everything unreachable is gone.
#[derive(Clone, Copy, Debug)]
struct Held {
    nodes: i64,
    listeners: i64,
    /// Bytes of the JavaScript heap.
    heap: i64,
    /// Bytes of the module's memory, which never shrinks.
    wasm: i64,
}

impl Held {
    async fn by(reader: &Reader) -> Outcome<Self> {
        // What waits for a finalizer goes in the collection after.
        for _ in 0..3 {
            reader.devtools("HeapProfiler.collectGarbage", json!({})).await?;
            reader.run("await new Promise(done => setTimeout(done, 20))").await?;
        }
        let counters = reader.devtools("Memory.getDOMCounters", json!({})).await?;
        let usage = reader.devtools("Runtime.getHeapUsage", json!({})).await?;
        let wasm = reader.run("return document.world.memory?.buffer.byteLength ?? 0").await?;
        let number = |value: &serde_json::Value| value.as_f64().unwrap_or_default() as i64;
        Ok(Self {
            nodes: number(&counters["nodes"]),
            listeners: number(&counters["jsEventListeners"]),
            heap: number(&usage["usedSize"]),
            wasm: number(&wasm),
        })
    }

    fn since(self, before: Self) -> Self {
        Self {
            nodes: self.nodes - before.nodes,
            listeners: self.listeners - before.listeners,
            heap: self.heap - before.heap,
            wasm: self.wasm - before.wasm,
        }
    }
}
