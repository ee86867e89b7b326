//! Which addresses may become links: `http`, `https` and `mailto`, after the clean-up browsers do first.

use crate::cut::{
    DIGITS, before, byte, find, find_char, is, is_number, joined, part, skip, skip_name, starts, tail,
};

/// Gives the address a reader may follow, or nothing when it is not one.
///
/// Relative addresses are resolved against `base`. Everything else stays as typed: international
/// names, percent signs and dot segments are the browser's to read.
///
/// ```
/// use causerie::url::safe_url;
/// assert_eq!(safe_url(" HTTPS:\\\\blog.example/a", None).as_deref(), Some("https://blog.example/a"));
/// assert_eq!(safe_url("../b", Some("https://blog.example/x/")).as_deref(), Some("https://blog.example/x/../b"));
/// assert_eq!(safe_url("java\nscript:alert(1)", None), None);
/// ```
pub fn safe_url(raw: &str, base: Option<&str>) -> Option<String> {
    let url = cleaned(raw)?;
    let scheme = scheme(&url);
    if scheme == 0 {
        return resolved(&url, base?);
    }
    if !starts(&url, 0, "mailto:") {
        return web(&url, &url, scheme + 1);
    }
    let is_address = find(&url, 0, "@") < find(&url, 0, "?") && find(&url, 0, " ") == url.len();
    is_address.then(|| joined("mailto:", tail(&url, scheme + 1), ""))
}

/// Gives the part of a web address that says which site it is: scheme, host and port.
///
/// ```
/// assert_eq!(causerie::url::origin("https://blog.example:8080/a?b"), Some("https://blog.example:8080"));
/// assert_eq!(causerie::url::origin("/a"), None);
/// ```
pub fn origin(url: &str) -> Option<&str> {
    let end = authority(url, web_prefix(url, 0));
    if end == 0 { None } else { Some(part(url, 0, end)) }
}

/// Gives the length of the `http://` or `https://` at a place, or zero.
pub fn web_prefix(text: &str, at: usize) -> usize {
    match () {
        () if starts(text, at, "http://") => 7,
        () if starts(text, at, "https://") => 8,
        () => 0,
    }
}

/// Finds the end of the authority after `//`, or gives zero where browsers would not accept it.
pub fn authority(url: &str, start: usize) -> usize {
    let end = find(url, start, "/?#\\");
    let host = find(url, start, ":").min(end);
    let port = part(url, host + 1, end);
    let is_fine =
        start > 0 && (port.is_empty() || is_number(port, "65535")) && is_host(part(url, start, host));
    if is_fine { end } else { 0 }
}

/// Removes what browsers remove and turns back slashes round (URL Standard, basic URL parser).
fn cleaned(raw: &str) -> Option<String> {
    if raw.len() > LONGEST {
        return None;
    }
    let mut url = String::with_capacity(raw.len());
    let mut in_path = true;
    let (mut start, mut end) = (0, raw.len());
    while end > 0 && byte(raw, end - 1) <= b' ' {
        end -= 1;
    }
    while start < end && byte(raw, start) <= b' ' {
        start += 1;
    }
    for char in part(raw, start, end).chars() {
        match char {
            '\t' | '\n' | '\r' => continue,
            '?' | '#' => in_path = false,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                return None;
            }
            _ if char.is_control() => return None,
            _ => {}
        }
        url.push(if char == '\\' && in_path { '/' } else { char });
    }
    (!url.is_empty()).then_some(url)
}

/// Gives the length of the scheme, or zero.
fn scheme(url: &str) -> usize {
    let end = skip_name(url, 0, "+-.");
    if byte(url, 0).is_ascii_alphabetic() && byte(url, end) == b':' { end } else { 0 }
}

/// Joins the scheme of one address and what another has from a place on.
fn web(scheme: &str, url: &str, at: usize) -> Option<String> {
    let scheme = match () {
        () if starts(scheme, 0, "http:") => "http://",
        () if starts(scheme, 0, "https:") => "https://",
        () => return None,
    };
    let place = skip(url, at, "/");
    if place == at || authority(url, place) == 0 {
        return None;
    }
    Some(joined(scheme, tail(url, place), ""))
}

fn resolved(url: &str, base: &str) -> Option<String> {
    let origin = origin(base)?;
    if starts(url, 0, "//") {
        return web(base, url, 0);
    }
    let (end, slash) = match byte(url, 0) {
        b'/' => (origin.len(), ""),
        b'#' => (find(base, 0, "#"), ""),
        b'?' => (find(base, 0, "?#"), ""),
        // A colon in the first segment is no relative reference (RFC 3986 §4.2) but a hidden scheme.
        _ if find(url, 0, ":") < find(url, 0, "/") => return None,
        _ => {
            let mut end = find(base, 0, "?#");
            while end > origin.len() && before(base, end) != '/' {
                end -= 1;
            }
            (end, if end == origin.len() { "/" } else { "" })
        }
    };
    Some(joined(part(base, 0, end), slash, url))
}

/// Accepts names as `new URL` does, save for user names, IPv6 and percent signs, which hide more than they help.
fn is_host(host: &str) -> bool {
    let (mut at, mut labels, mut bytes, mut last) = (0, 0, 0, "");
    while at <= host.len() {
        let end = find(host, at, ".");
        let label = part(host, at, end);
        // Browsers refuse a coded name without a code.
        if is(label, "xn--") {
            return false;
        }
        if !label.is_empty() || end < host.len() {
            last = label;
        }
        labels += 1;
        bytes += usize::from(is_number(label, "255"));
        at = end + 1;
    }
    let is_numeric = skip(last, 0, DIGITS) == last.len()
        || starts(last, 0, "0x") && skip(last, 2, "0123456789abcdefABCDEF") == last.len();
    let is_foreign = |char| !(is_word(char) || matches!(char, '-' | '.'));
    let is_name = !last.is_empty() && find_char(host, 0, is_foreign) == host.len();
    is_name && (!is_numeric || labels == 4 && bytes == 4)
}

/// Says whether a character belongs to a word: a rough rule for all scripts that needs no table.
pub fn is_word(char: char) -> bool {
    match char {
        '\0'..='\x7f' => char.is_ascii_alphanumeric() || char == '_',
        'ª' | 'µ' | 'º' => true,
        '×' | '÷' => false,
        'À'..='\u{1fff}' | '\u{2c00}'..='\u{2dff}' | '\u{3041}'..='\u{d7ff}' => true,
        '\u{f900}'..='\u{fdcf}' | '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ffdc}' => true,
        '\u{20000}'..='\u{3ffff}' => true,
        _ => false,
    }
}

/// Longer addresses than this are not worth a link.
const LONGEST: usize = 8192;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_safe() {
        let base = "https://blog.example/2014/10/post.html?a=/b#c";
        let cases = [
            ("http://a.example", "http://a.example"),
            ("HTTP://A.example/É%20x", "http://A.example/É%20x"),
            ("  https://a.example/\t\n ", "https://a.example/"),
            ("https:/a.example", "https://a.example"),
            ("http:\\\\a.example\\b?\\", "http://a.example/b?\\"),
            ("//a.example/b", "https://a.example/b"),
            ("/\\a.example", "https://a.example"),
            ("/b", "https://blog.example/b"),
            ("b/c:d", "https://blog.example/2014/10/b/c:d"),
            ("../b", "https://blog.example/2014/10/../b"),
            ("?q", "https://blog.example/2014/10/post.html?q"),
            ("#q", "https://blog.example/2014/10/post.html?a=/b#q"),
            ("mailto:a@b.example?subject=x", "mailto:a@b.example?subject=x"),
            ("http://élodie.example:81", "http://élodie.example:81"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
            ("http://localhost", "http://localhost"),
        ];
        for (raw, expected) in cases {
            assert_eq!(safe_url(raw, Some(base)).as_deref(), Some(expected), "{raw}");
        }
    }

    #[test]
    fn other_addresses_are_refused() {
        let cases = "javascript:alert(1) JaVa\tScRiPt:alert(1) \u{1}javascript:x data:text/html,x vbscript:x
            file:///etc/passwd ftp://a.example blob:https://a.example/1 \u{a0}javascript:x javascript\u{0}:x
            http:// http:a.example http://user@a.example http://a:b@c.example http://a%2eb.example http://[::1]
            http://a.example:99999 http://256.1.1.1 http://0x7f000001 http://1.2.3 http://a|b mailto: mailto:?to=a@b
            https://a\u{202e}b.example javascript&colon;x:y view-source:http://a.example http://.";
        for raw in cases.split([' ', '\n']) {
            assert_eq!(safe_url(raw, Some("https://blog.example/")), None, "{raw:?}");
        }
        assert_eq!(safe_url("/b", None), None);
        assert_eq!(safe_url("/b", Some("data:text/html,x")), None);
        assert_eq!(safe_url(&["http://a.example/", &"a".repeat(LONGEST)].concat(), None), None);
        assert_eq!(safe_url("b", Some("https://blog.example?a")).as_deref(), Some("https://blog.example/b"));
    }
}
