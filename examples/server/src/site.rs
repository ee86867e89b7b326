//! The files of a site, so that a page, the widget and its comments can share one origin.

use std::path::{Path, PathBuf};

use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::model::problem::{Kind, Problem};

/// Answers with a file below the folder.
pub async fn serve(folder: &Path, method: &Method, address: &str) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let detail = format!("a file does not answer to {method}");
        let mut response = Problem::new(Kind::MethodNotAllowed, detail).into_response();
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let Some(path) = find(folder, address).await else {
        return Problem::not_found("page").into_response();
    };
    match tokio::fs::read(&path).await {
        Ok(bytes) => {
            ([(CONTENT_TYPE, media_type(&path)), (CACHE_CONTROL, "no-cache")], bytes).into_response()
        }
        Err(_) => Problem::not_found("page").into_response(),
    }
}

/// The file an address names, unless it lies outside of the folder.
async fn find(folder: &Path, address: &str) -> Option<PathBuf> {
    let relative = percent_decode_str(address).decode_utf8().ok()?;
    let relative = relative.trim_start_matches('/');
    if relative.split('/').any(is_private) {
        return None;
    }
    let folder = tokio::fs::canonicalize(folder).await.ok()?;
    let mut path = folder.join(relative);
    if tokio::fs::metadata(&path).await.ok()?.is_dir() {
        path = path.join("index.html");
    }
    let path = tokio::fs::canonicalize(path).await.ok()?;
    // What is no file, a pipe for instance, might never end.
    let file = tokio::fs::metadata(&path).await.ok()?;
    (path.starts_with(&folder) && file.is_file() && file.len() <= LARGEST).then_some(path)
}

/// Names with a dot first are not for visitors: `.git`, `.env`, `..`; but for the folder of RFC 8615.
fn is_private(name: &str) -> bool {
    name.starts_with('.') && name != ".well-known"
}

fn media_type(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let known = MEDIA_TYPES.iter().find(|(known, _)| *known == extension);
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// A file is read into memory, once for each who asks.
const LARGEST: u64 = 32 * 1024 * 1024;

const MEDIA_TYPES: [(&str, &str); 17] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
    ("xml", "application/xml"),
];
