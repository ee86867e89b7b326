//! The rule that makes several addresses of one page one thread.

/// The canonical name of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadKey(String);

impl ThreadKey {
    /// Reads what a client calls the page: an address, a path, or any name of the site's own.
    ///
    /// Addresses lose their scheme's difference, default port, fragment, tracking parameters, `index.html`
    /// and trailing slash; paths likewise; other names stay as they are.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("expected the address or name of a page, found nothing".to_owned());
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(format!("expected at most {MAX_LENGTH} characters"));
        }
        if text.contains(|character| character < ' ' || character == '\u{7f}') {
            return Err("expected one line of text, found a control character".to_owned());
        }
        if text.starts_with('/') {
            return Ok(Self(canonical_path(text)));
        }
        let Some((scheme, rest)) = text.split_once("://") else { return Ok(Self(text.to_owned())) };
        let port = match scheme.to_ascii_lowercase().as_str() {
            "http" => ":80",
            "https" => ":443",
            _ => return Ok(Self(text.to_owned())),
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let host = host.to_lowercase();
        let host = host.strip_suffix(port).unwrap_or(&host);
        Ok(Self(format!("https://{}{}", one_loopback(host), canonical_path(path))))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A page under development is the same page by each name of this machine.
fn one_loopback(host: &str) -> String {
    match host.strip_prefix("localhost").or_else(|| host.strip_prefix("[::1]")) {
        Some(port) if port.is_empty() || port.starts_with(':') => format!("127.0.0.1{port}"),
        _ => host.to_owned(),
    }
}

fn canonical_path(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.strip_suffix("index.html").filter(|rest| rest.ends_with('/')).unwrap_or(path);
    let path = path.trim_end_matches('/');
    let path = if path.is_empty() { "/" } else { path };
    let query: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || TRACKING.contains(&name)
}

/// The longest key, in characters.
pub const MAX_LENGTH: usize = 2048;

const TRACKING: [&str; 9] =
    ["dclid", "fbclid", "gbraid", "gclid", "mc_cid", "mc_eid", "msclkid", "wbraid", "yclid"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_one_key() {
        let cases = [
            ("http://Blog.example/a/", "https://blog.example/a"),
            ("https://blog.example/a#comment-3", "https://blog.example/a"),
            ("https://blog.example:443/a?utm_source=x&fbclid=y", "https://blog.example/a"),
            ("http://blog.example:8080/a?p=3&utm_medium=z", "https://blog.example:8080/a?p=3"),
            ("https://blog.example", "https://blog.example/"),
            ("https://blog.example?p=3", "https://blog.example/?p=3"),
            ("https://blog.example/A", "https://blog.example/A"),
            ("https://blog.example/myindex.html", "https://blog.example/myindex.html"),
            ("http://localhost:8787/index.html", "https://127.0.0.1:8787/"),
            ("http://[::1]:8787/", "https://127.0.0.1:8787/"),
            ("http://localhost.example/", "https://localhost.example/"),
            ("/a/?utm_source=x#top", "/a"),
            ("/", "/"),
            ("post-42", "post-42"),
            ("urn:x://a", "urn:x://a"),
        ];
        for (text, expected) in cases {
            assert_eq!(ThreadKey::parse(text).unwrap().as_str(), expected, "{text}");
        }
    }

    #[test]
    fn what_names_no_page_is_refused() {
        for text in ["", "  ", "a\u{0}b", &"a".repeat(MAX_LENGTH + 1)] {
            assert!(ThreadKey::parse(text).is_err(), "{text}");
        }
    }
}
