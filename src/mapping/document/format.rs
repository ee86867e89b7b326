//! The formats of texts that the schema names.

use super::super::template;

/// Whether a text has a format; one that is not known asks for nothing.
pub fn fits(text: &str, format: &str) -> bool {
    match format {
        "uri-template" => template::is_uri(text),
        "template" => template::is_text(text),
        "json-pointer" => is_pointer(text),
        "variable" => is_variable(text),
        "header" => is_header(text),
        "mapping-name" => is_name(text),
        _ => true,
    }
}

/// Whether a text can name a variable.
fn is_variable(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.split('.').all(|part| !part.is_empty() && part.bytes().all(fits))
}

/// Whether a text can name a mapping.
fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    name.bytes().all(fits) && name.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a text is a JSON pointer (RFC 6901 §3).
fn is_pointer(text: &str) -> bool {
    let escaped = |after: &str| after.starts_with(['0', '1']);
    (text.is_empty() || text.starts_with('/')) && text.split('~').skip(1).all(escaped)
}

/// Whether a text names a header that a page may send (Fetch standard, forbidden request-header).
fn is_header(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let forbidden = FORBIDDEN.split(' ').any(|known| known == lower);
    lower.bytes().all(fits) && !forbidden && !lower.starts_with("sec-") && !lower.starts_with("proxy-")
}

/// Headers that belong to the browser; a name that is empty is none.
const FORBIDDEN: &str = " accept-charset accept-encoding access-control-request-headers \
    access-control-request-method connection content-length cookie cookie2 date dnt expect host keep-alive \
    origin referer set-cookie te trailer transfer-encoding upgrade via";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_begin_with_a_slash_and_escape_tildes() {
        for text in ["", "/", "/foo/0", "/a~1b", "/m~0n", "/ "] {
            assert!(is_pointer(text), "{text}");
        }
        for text in ["foo", "/~", "/~2", "#/foo"] {
            assert!(!is_pointer(text), "{text}");
        }
    }

    #[test]
    fn headers_of_the_browser_are_not_for_pages() {
        for (name, expected) in [
            ("X-Token", true),
            ("Cookie", false),
            ("", false),
            ("Sec-X", false),
            ("a b", false),
            ("via", false),
        ] {
            assert_eq!(is_header(name), expected, "{name}");
        }
    }
}
