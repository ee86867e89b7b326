//! The same server stack with nothing behind it: what no backend on it can be faster than.

use std::sync::mpsc::channel;
use std::thread;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

/// Starts a server that answers everything with the same bytes, and returns where it listens.
pub fn start(code: u16, body: Vec<u8>) -> String {
    let (tell, told) = channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("threads");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let _ = tell.send(listener.local_addr().expect("an address").to_string());
            let (status, body) = (StatusCode::from_u16(code).unwrap_or_default(), Bytes::from(body));
            let answer = move |_: Bytes| async move { (status, [(CONTENT_TYPE, "application/json")], body) };
            let _ = axum::serve(listener, Router::new().fallback(answer)).await;
        });
    });
    told.recv().expect("the floor listens")
}
