//! How long ten thousand comments take natively; `cargo xtask bench` runs it.
#![allow(clippy::expect_used, clippy::panic)]

mod thread;

use serde_json::Value;
use std::time::Instant;

fn main() {
    let text = thread::text();
    let start = Instant::now();
    let read = || drop(serde_json::from_str::<Value>(&text).expect("the answer is JSON"));
    let clock = || start.elapsed().as_secs_f64() * 1000.0;
    println!("natively: {}", thread::table(&text, &[("serde_json: a Value of the answer", &read)], &clock));
}
