//! `cargo xtask load`: how many requests a second the reference backend answers, and how long they take, beside the same
//! bytes from a server that only holds them ready.

#![allow(clippy::expect_used, clippy::panic)]

mod client;
mod floor;
mod server;

use std::time::Duration;

use client::{Figures, Request};

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let seconds = std::env::var("CAUSERIE_LOAD_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let time = Duration::from_secs(seconds);
    let server = server::Server::start();
    println!("{:<46} {:>5} {:>9} {:>9} {:>9}", "", "conn.", "req./s", "p50 ms", "p99 ms");
    for (name, thread) in [("100 comments", "/hundred"), ("10 000 comments", "/ten-thousand")] {
        let read = Request::get(&format!("/v1/comments?thread={thread}"));
        let answer = client::once(&server.address, &read);
        let tag = client::header(&answer.head, "etag").unwrap_or_default();
        let again = read.clone().with("If-None-Match", &tag);
        let title = format!("first page of {name}, {} bytes", answer.body.len());
        compare(&title, &server, &read, time);
        row_by_connections(
            &format!("the same, not changed since ({})", client::status(&server.address, &again)),
            &server.address,
            &again,
            time,
        );
    }
    for (name, thread) in [("100 comments", "/hundred"), ("10 000 comments", "/ten-thousand")] {
        compare(&format!("a new comment in {name}"), &server, &Request::post(thread), time);
    }
    println!(
        "{:<46} {:>5} {:>9.0}",
        "one line synchronised to this disk",
        1,
        server.synchronised_writes(time)
    );
}

/// Asks the server, and then one that answers with the same bytes at once.
fn compare(name: &str, server: &server::Server, request: &Request, time: Duration) {
    let sample = client::once(&server.address, request);
    let floor = floor::start(sample.code, sample.body);
    row_by_connections(name, &server.address, request, time);
    row_by_connections("  floor: the same bytes, held ready", &floor, request, time);
}

fn row_by_connections(name: &str, address: &str, request: &Request, time: Duration) {
    for connections in [1, 16, 64] {
        let Figures { each_second, median, slowest } = client::measure(address, request, connections, time);
        println!("{name:<46} {connections:>5} {each_second:>9.0} {median:>9.2} {slowest:>9.2}");
    }
}
