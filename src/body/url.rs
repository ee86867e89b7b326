//! Which addresses may become links: `http`, `https` and `mailto`, after the clean-up browsers do first.

/// Gives the address a reader may follow, or nothing when it is not one.
///
/// Relative addresses are resolved against `base`. Everything else stays as typed: international
/// names, percent signs and dot segments are the browser's to read.
///
/// ```
/// use causerie::body::url::safe_url;
/// assert_eq!(safe_url(" HTTPS:\\\\blog.example/a", None).as_deref(), Some("https://blog.example/a"));
/// assert_eq!(safe_url("../b", Some("https://blog.example/x/")).as_deref(), Some("https://blog.example/x/../b"));
/// assert_eq!(safe_url("java\nscript:alert(1)", None), None);
/// ```
pub fn safe_url(raw: &str, base: Option<&str>) -> Option<String> {
    let url = cleaned(raw)?;
    let Some(scheme) = scheme(&url) else { return resolved(&url, base?) };
    let rest = &url[scheme.len() + 1..];
    if scheme.eq_ignore_ascii_case("mailto") {
        let address = rest.split('?').next()?;
        return (address.contains('@') && !rest.contains(' ')).then(|| ["mailto:", rest].concat());
    }
    web(scheme, rest)
}

/// Gives the part of a web address that says which site it is: scheme, host and port.
///
/// ```
/// assert_eq!(causerie::body::url::origin("https://blog.example:8080/a?b"), Some("https://blog.example:8080"));
/// assert_eq!(causerie::body::url::origin("/a"), None);
/// ```
pub fn origin(url: &str) -> Option<&str> {
    let scheme = scheme(url).filter(|scheme| is_web(scheme))?;
    let rest = url[scheme.len()..].strip_prefix("://")?;
    let authority = authority(rest)?;
    Some(&url[..scheme.len() + 3 + authority.len()])
}

/// Says whether a link stays on the site of `base`.
pub(super) fn is_same_site(url: &str, base: Option<&str>) -> bool {
    let (Some(ours), Some(theirs)) = (base.and_then(origin), origin(url)) else { return false };
    ours.eq_ignore_ascii_case(theirs)
}

/// Finds the authority at the start of what follows `//`, if browsers would accept it.
pub(super) fn authority(rest: &str) -> Option<&str> {
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let numbered =
        port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    (numbered && is_host(host)).then_some(authority)
}

/// Removes what browsers remove and turns back slashes round (URL Standard, basic URL parser).
fn cleaned(raw: &str) -> Option<String> {
    if raw.len() > LONGEST {
        return None;
    }
    let mut url = String::with_capacity(raw.len());
    let mut in_path = true;
    for char in raw.trim_matches(|char| char <= ' ').chars() {
        match char {
            '\t' | '\n' | '\r' => continue,
            '?' | '#' => in_path = false,
            _ if char.is_control() => return None,
            _ => {}
        }
        url.push(if char == '\\' && in_path { '/' } else { char });
    }
    (!url.is_empty()).then_some(url)
}

fn scheme(url: &str) -> Option<&str> {
    let scheme = &url[..url.find(|char: char| !(char.is_ascii_alphanumeric() || "+-.".contains(char)))?];
    let starts = scheme.starts_with(|char: char| char.is_ascii_alphabetic());
    (starts && url[scheme.len()..].starts_with(':')).then_some(scheme)
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn web(scheme: &str, rest: &str) -> Option<String> {
    let place = rest.trim_start_matches('/');
    if !is_web(scheme) || place.len() == rest.len() {
        return None;
    }
    authority(place)?;
    Some([&scheme.to_ascii_lowercase(), "://", place].concat())
}

fn resolved(url: &str, base: &str) -> Option<String> {
    let origin = origin(base)?;
    if url.starts_with("//") {
        return web(scheme(base)?, url);
    }
    let until = |ends: &[char]| base.split(ends).next().unwrap_or(base);
    let start = match url.as_bytes().first()? {
        b'/' => origin,
        b'#' => until(&['#']),
        b'?' => until(&['?', '#']),
        // A colon in the first segment is no relative reference (RFC 3986 §4.2) but a hidden scheme.
        _ if url.split('/').next()?.contains(':') => return None,
        _ => {
            let path = until(&['?', '#']);
            let end = path.rfind('/').map_or(0, |at| at + 1);
            if end <= origin.len() { return Some([origin, "/", url].concat()) } else { &path[..end] }
        }
    };
    Some([start, url].concat())
}

/// Accepts names as `new URL` does, save for user names, IPv6 and percent signs, which hide more than they help.
fn is_host(host: &str) -> bool {
    let last = host.strip_suffix('.').unwrap_or(host).rsplit('.').next().unwrap_or("");
    if last.is_empty() || !host.chars().all(|char| char == '-' || char == '.' || is_word(char)) {
        return false;
    }
    let hex = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit())
        || hex.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    !is_number || host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// Says whether a character belongs to a word: a rough rule for all scripts that needs no table.
pub(super) fn is_word(char: char) -> bool {
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
