//! HTTP/1.1 by hand: only so can it be done wrongly.

use super::Fault;
use crate::Outcome;
use serde_json::Value;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request, as far as the server cares.
pub struct Request {
    pub method: String,
    pub body: String,
    pub key: String,
}

/// Reads one request; nothing when the browser goes away.
pub async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let (head, body) = loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= header(head, "content-length").parse().unwrap_or(0)
        {
            break (head.to_owned(), body.to_owned());
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece).await {
            Ok(length) if length > 0 => bytes.extend_from_slice(&piece[..length]),
            _ => return None,
        }
    };
    Some(Request {
        method: head.split(' ').next().unwrap_or_default().to_owned(),
        key: header(&head, "idempotency-key"),
        body,
    })
}

fn header(head: &str, name: &str) -> String {
    let found =
        head.lines().filter_map(|line| line.split_once(':')).find(|(it, _)| it.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

/// Sends an answer, or what a fault makes of it.
pub async fn send(stream: TcpStream, request: &Request, fault: Option<Fault>, answer: &Value) -> Outcome {
    let status = if request.method == "POST" { 201 } else { 200 };
    match fault {
        Some(Fault::Answer { status, headers, body }) => {
            let headers: String =
                headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
            whole(stream, &format!("{} X\r\n{}{headers}", status, shared()), body.as_bytes()).await
        }
        Some(Fault::Mode(mode)) => broken(stream, &mode, status, answer.to_string().as_bytes()).await,
        None if request.method == "OPTIONS" => whole(stream, &format!("204 X\r\n{}", shared()), b"").await,
        None => {
            whole(stream, &format!("{status} X\r\n{}{JSON}", shared()), answer.to_string().as_bytes()).await
        }
    }
}

async fn whole(mut stream: TcpStream, head: &str, body: &[u8]) -> Outcome {
    let has_body = !head.starts_with("204") && !head.starts_with("304");
    let length = if has_body { format!("content-length: {}\r\n", body.len()) } else { String::new() };
    stream.write_all(format!("HTTP/1.1 {head}{length}connection: close\r\n\r\n").as_bytes()).await?;
    stream.write_all(if has_body { body } else { b"" }).await?;
    Ok(stream.shutdown().await?)
}

async fn broken(mut stream: TcpStream, mode: &str, status: u64, body: &[u8]) -> Outcome {
    let good = format!("{status} X\r\n{}{JSON}", shared());
    let half = &body[..body.len() / 2];
    let head = |more: &str| format!("HTTP/1.1 {good}{more}connection: close\r\n\r\n");
    match mode {
        "hang-before-headers" | "abort-on-unmount" => never().await,
        "hang-mid-body" => {
            stream.write_all(head(&format!("content-length: {}\r\n", body.len())).as_bytes()).await?;
            stream.write_all(half).await?;
            never().await;
        }
        "slow-1-byte-per-second" => {
            stream.write_all(head(&format!("content-length: {}\r\n", body.len())).as_bytes()).await?;
            for byte in body {
                stream.write_all(&[*byte]).await?;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        "endless" => {
            stream.write_all(head("").as_bytes()).await?;
            stream.write_all(b"{\"items\": [").await?;
            loop {
                stream.write_all(&[b' '; 65_536]).await?;
            }
        }
        "reset-before-headers" => stream.set_zero_linger()?,
        "reset-mid-body" => {
            stream.write_all(head(&format!("content-length: {}\r\n", body.len())).as_bytes()).await?;
            stream.write_all(half).await?;
            stream.flush().await?;
            stream.set_zero_linger()?;
        }
        "close-mid-chunk" | "bad-chunked" => {
            let size = if mode == "bad-chunked" { "zz" } else { "ffff" };
            stream.write_all(head("transfer-encoding: chunked\r\n").as_bytes()).await?;
            stream.write_all(format!("{size}\r\n").as_bytes()).await?;
            stream.write_all(half).await?;
        }
        "bad-gzip" => return whole(stream, &format!("{good}content-encoding: gzip\r\n"), body).await,
        "content-length-too-short" => {
            stream.write_all(head(&format!("content-length: {}\r\n", half.len())).as_bytes()).await?;
            stream.write_all(body).await?;
        }
        "cache-304-without-body" => return whole(stream, &format!("304 X\r\n{}", shared()), b"").await,
        "clock-skew-plus-1h" => {
            return whole(stream, &format!("{good}date: Sat, 28 Nov 2099 09:00:00 GMT\r\n"), body).await;
        }
        "content-type-text-plain" => {
            return whole(stream, &good.replace("application/json", "text/plain"), body).await;
        }
        "content-type-wrong-charset" => {
            return whole(
                stream,
                &good.replace("application/json", "application/json; charset=utf-16"),
                body,
            )
            .await;
        }
        "set-cookie-third-party" => {
            return whole(stream, &format!("{good}set-cookie: a=b; SameSite=None; Secure\r\n"), body).await;
        }
        "no-cors-header" => return whole(stream, &format!("{status} X\r\n{JSON}"), body).await,
        "cors-wrong-origin" => {
            return whole(
                stream,
                &format!("{status} X\r\naccess-control-allow-origin: http://wrong.example\r\n{JSON}"),
                body,
            )
            .await;
        }
        "cors-preflight-403" => return whole(stream, "403 X\r\n", b"").await,
        "redirect-loop" => {
            return whole(stream, &format!("307 X\r\n{}location: /api/v1/comments\r\n", shared()), b"").await;
        }
        "redirect-to-data" => {
            return whole(stream, &format!("307 X\r\n{}location: data:text/html,{{}}\r\n", shared()), b"")
                .await;
        }
        "redirect-to-javascript" => {
            return whole(stream, &format!("307 X\r\n{}location: javascript:alert(1)\r\n", shared()), b"")
                .await;
        }
        "invalid-utf-8" => {
            let text = String::from_utf8_lossy(body).replace("Élodie", "\u{1}");
            let bytes: Vec<u8> = text.bytes().map(|byte| if byte == 1 { 0xe9 } else { byte }).collect();
            return whole(stream, &good, &bytes).await;
        }
        // What the page or the network would do, not the server.
        _ => return whole(stream, &good, body).await,
    }
    Ok(())
}

/// Lets every page read the answer.
fn shared() -> String {
    "access-control-allow-origin: *\r\naccess-control-allow-methods: *\r\naccess-control-allow-headers: *, authorization\r\n\
     access-control-expose-headers: retry-after\r\n"
        .to_owned()
}

async fn never() {
    tokio::time::sleep(Duration::from_secs(600)).await;
}

const JSON: &str = "content-type: application/json\r\n";
