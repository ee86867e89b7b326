//! Sends a request with curl, which every system has or can have.

use std::process::Command;

use causerie::mapping::{Failure, Request, Response};

/// Fetches an address; the error says why there is no answer.
pub fn get(url: &str) -> Result<Response, String> {
    let accept = ("Accept".to_owned(), "application/json".to_owned());
    run("GET", url, &[accept], None)
}

/// Sends a request of the mapping.
pub fn send(request: &Request) -> Result<Response, Failure> {
    run(request.method, &request.url, &request.headers, request.body.as_deref()).map_err(|sentence| {
        eprintln!("{sentence}");
        Failure::Network
    })
}

fn run(
    method: &str,
    url: &str,
    headers: &[(String, String)],
    body: Option<&str>,
) -> Result<Response, String> {
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(format!("{url}: an address begins with https:// or http://"));
    }
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--location", "--compressed", "--max-time", "30"]);
    command.args(["--include", "--write-out", "\n%{url_effective}"]);
    match method {
        "HEAD" => command.arg("--head"),
        method => command.args(["--request", method]),
    };
    for (name, value) in headers {
        command.arg("--header").arg(format!("{name}: {value}"));
    }
    if let Some(body) = body {
        command.arg("--data-raw").arg(body);
    }
    let output = command
        .arg("--")
        .arg(url)
        .output()
        .map_err(|error| format!("curl could not be started ({error}): install it"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    answer(&String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| format!("{url}: the answer could not be read"))
}

/// Reads what curl prints: the head of every answer on the way, the body, and the address on a line of its own.
fn answer(printed: &str) -> Option<Response> {
    let (mut rest, url) = printed.rsplit_once('\n')?;
    let mut response = None;
    while rest.starts_with("HTTP/") {
        let (head, body) = rest.split_once("\r\n\r\n").or_else(|| rest.split_once("\n\n"))?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
        response = Some(Response { status, url: url.to_owned(), headers, body: String::new() });
        rest = body;
    }
    Some(Response { body: rest.to_owned(), ..response? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answer_counts() {
        let printed = "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nHTTP/2 200 \r\nX-Total: 3\r\nLink: <a:b>\r\n\r\n{\"a\":\n1}\nhttps://a.example/b";
        let found = answer(printed).unwrap_or_else(|| unreachable!("it can be read"));
        assert_eq!((found.status, &*found.body, &*found.url), (200, "{\"a\":\n1}", "https://a.example/b"));
        assert_eq!(found.headers[1], ("Link".to_owned(), "<a:b>".to_owned()));
        assert_eq!(answer("nothing"), None);
    }

    #[test]
    fn only_web_addresses_are_fetched() {
        assert!(get("--output=x").is_err() && get("file:///etc/passwd").is_err());
    }
}
