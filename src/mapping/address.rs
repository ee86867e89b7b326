//! Web addresses from strangers: which are allowed, where relative ones lead, whose origin they have.

use super::json;
use crate::cut;

/// Resolves an address against a base; `None` unless the result is a clean `http` or `https` address.
///
/// Control characters, backslashes and names before `@` are refused: browsers read such addresses in
/// surprising ways. Dot segments are left to the browser (RFC 3986 §5.2.4).
pub fn resolve(base: &str, address: &str) -> Option<String> {
    let address = address.trim_ascii();
    let first = *address.as_bytes().first()?;
    if address.bytes().any(|byte| byte.is_ascii_control() || byte == b'\\') {
        return None;
    }
    let absolute = if scheme(address).is_some() {
        address.to_owned()
    } else if address.starts_with("//") {
        [scheme(base)?, ":", address].concat()
    } else {
        let origin = origin(base)?;
        let path = before(base, "?#");
        let directory = match first {
            b'/' => "",
            b'?' | b'#' => path,
            _ => path.get(..path.bytes().rposition(|byte| byte == b'/')? + 1)?,
        };
        // `https://host` has no path whose last slash could be cut at.
        match (directory.get(origin.len()..), first) {
            (Some(directory), _) if !directory.is_empty() => [&origin, directory, address].concat(),
            (_, b'/') => [&origin, address].concat(),
            _ => [&origin, "/", address].concat(),
        }
    };
    origin(&absolute)?;
    Some(cut::replaced(&absolute, " ", "%20"))
}

/// The origin of an `http` or `https` address, in lower case and without a default port.
pub fn origin(address: &str) -> Option<String> {
    let scheme = scheme(address)?.to_ascii_lowercase();
    let port = match &*scheme {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let authority = before(address.get(scheme.len() + 1..)?.strip_prefix("//")?, "/?#");
    let strange = |byte: u8| byte <= b' ' || cut::has("@\\<>\"%", byte);
    if authority.is_empty() || authority.bytes().any(strange) {
        return None;
    }
    let authority = authority.to_ascii_lowercase();
    Some([&scheme, "://", authority.strip_suffix(port).unwrap_or(&authority)].concat())
}

/// The path of an address, without query and fragment.
pub fn path(address: &str) -> &str {
    let after = cut::once(address, "://").map_or(address, |(_, after)| after);
    let before = before(after, "?#");
    Some(cut::tail(before, cut::find(before, 0, "/"))).filter(|path| !path.is_empty()).unwrap_or("/")
}

/// What stands before the first of some ASCII characters.
pub fn before<'t>(text: &'t str, ends: &str) -> &'t str {
    cut::part(text, 0, cut::find(text, 0, ends))
}

/// Decodes percent-encoded UTF-8; a text that is none stays as it is.
pub fn decoded(text: &str) -> String {
    let mut parts = cut::pieces(text, "%");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts.map(str::as_bytes) {
        match part.split_at_checked(2).and_then(|(digits, rest)| Some((json::hex(digits)?, rest))) {
            Some((byte, rest)) => {
                bytes.push(byte as u8);
                bytes.extend_from_slice(rest);
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(part);
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The scheme of an absolute address (RFC 3986 §3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = cut::once(address, ":")?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || cut::has("+-.", byte);
    let letter = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    // `a b:c` and `/x:y` are relative; anything else before a colon is a scheme, if a strange one.
    (letter && scheme.bytes().all(fits)).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved_and_dangerous_ones_refused() {
        let base = "https://api.example/v1/comments?x=1#f";
        for (address, expected) in [
            ("https://a.example/b?c#d", Some("https://a.example/b?c#d")),
            ("HTTP://A.example", Some("HTTP://A.example")),
            ("//a.example/b", Some("https://a.example/b")),
            ("/b", Some("https://api.example/b")),
            ("b", Some("https://api.example/v1/b")),
            ("?page=2", Some("https://api.example/v1/comments?page=2")),
            (" http://a.example/mon blog ", Some("http://a.example/mon%20blog")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("java\tscript:alert(1)", None),
            (" \u{1}javascript:alert(1)", None),
            ("JaVaScRiPt:alert(1)", None),
            ("data:text/html,x", None),
            ("vbscript:x", None),
            ("mailto:a@b.example", None),
            ("blob:https://a.example/x", None),
            ("http:a.example", None),
            ("http:/a.example", None),
            ("https://", None),
            ("https:///x", None),
            ("https://good.example@evil.example/", None),
            ("https://good.example\\@evil.example/", None),
            ("\\\\evil.example", None),
            ("https://exa mple/", None),
            ("", None),
            ("   ", None),
        ] {
            assert_eq!(resolve(base, address).as_deref(), expected, "{address:?}");
        }
        assert_eq!(resolve("https://a.example", "b").as_deref(), Some("https://a.example/b"));
        assert_eq!(resolve("nonsense", "b"), None);
    }

    #[test]
    fn origins_are_compared_without_case_and_default_port() {
        for (address, expected) in [
            ("https://A.Example:443/x", Some("https://a.example")),
            ("http://a.example:80?x", Some("http://a.example")),
            ("http://127.0.0.1:9102/", Some("http://127.0.0.1:9102")),
            ("http://[::1]:80/", Some("http://[::1]")),
            ("ftp://a.example/", None),
            ("//a.example/", None),
            ("https://%61.example/", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn paths_and_their_decoding() {
        assert_eq!(path("https://a.example/b/c/?d#e"), "/b/c/");
        assert_eq!(path("https://a.example"), "/");
        assert_eq!(path("https://a.example?x=/y"), "/");
        assert_eq!(decoded("caf%C3%A9%"), "café%");
        assert_eq!(decoded("%FF"), "%FF");
    }
}
