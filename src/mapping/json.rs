//! JSON from strangers: parsed with a limit on nesting and without losing a thread to one cut emoji.

use serde::Deserialize as _;
use serde_json::Value;

/// Parses JSON text; the error says in one sentence what is wrong with it.
///
/// Lone surrogate escapes become U+FFFD, which `serde_json` would refuse; numbers keep their source text.
pub fn parse(text: &str) -> Result<Value, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = tame(text).ok_or("a text nested too deeply")?;
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    // `tame` counted the levels, so the stack is safe.
    deserializer.disable_recursion_limit();
    let value = Value::deserialize(&mut deserializer);
    value.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| error.to_string())
}

/// Writes a value as JSON text.
pub fn encoded(value: &Value) -> String {
    value.to_string()
}

/// Finds the value a JSON pointer names (RFC 6901 §4); not `Value::pointer`, which weighs three times as much.
pub fn at<'v>(mut value: &'v Value, pointer: &str) -> Option<&'v Value> {
    for token in pointer.split('/').skip(1) {
        value = match (value, token.as_bytes()) {
            (Value::Object(members), _) if token.contains('~') => members.get(&unescaped(token))?,
            (Value::Object(members), _) => members.get(token)?,
            (Value::Array(items), [b'0'] | [b'1'..=b'9', ..]) => items.get(integer(token)? as usize)?,
            _ => return None,
        };
    }
    Some(value)
}

/// Turns `~1` into `/` and `~0` into `~`.
fn unescaped(token: &str) -> String {
    let mut parts = token.split('~');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push(if part.starts_with('1') { '/' } else { '~' });
        out.push_str(part.get(1..).unwrap_or_default());
    }
    out
}

/// The elements of an array; none of anything else.
pub fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The text of a string, number or boolean.
pub fn scalar(value: &Value) -> Option<&str> {
    Some(match value {
        Value::String(text) => text,
        Value::Number(number) => number.as_str(),
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        _ => return None,
    })
}

/// Whether two scalars are equal as text; null equals only null.
pub fn same(one: &Value, other: &Value) -> bool {
    match (scalar(one), scalar(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.is_null() && other.is_null(),
    }
}

/// A number that is whole.
pub fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => integer(number.as_str()),
        _ => None,
    }
}

/// Reads a whole number; not `str::parse`, of which every type of number has its own.
pub fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut number = 0_i64;
    for byte in digits.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(i64::from(digit))?;
    }
    if digits.is_empty() {
        return None;
    }
    Some(if digits.len() < text.len() { -number } else { number })
}

/// Reads a number in hexadecimal digits.
pub fn hex(digits: &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for digit in digits {
        number = number.checked_mul(16)? | char::from(*digit).to_digit(16)?;
    }
    Some(number)
}

/// One piece of a text cut at a separator; a negative index counts from the end.
pub fn piece<'t>(text: &'t str, separator: &str, index: &Value) -> Option<&'t str> {
    let index = whole(index).unwrap_or(0);
    let from_end = if index < 0 { text.split(separator).count() as i64 } else { 0 };
    text.split(separator).nth(usize::try_from(index + from_end).ok()?)
}

/// Mends lone surrogates; `None` when the nesting is deeper than [`LEVELS`].
fn tame(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut tamed = String::new();
    let (mut copied, mut at, mut level, mut quoted) = (0, 0, 0usize, false);
    while let Some(&byte) = bytes.get(at) {
        match (quoted, byte) {
            (_, b'"') => quoted = !quoted,
            (true, b'\\') => {
                let (length, lone) = escape(bytes, at);
                if lone {
                    tamed.push_str(text.get(copied..at).unwrap_or_default());
                    tamed.push_str("\\ufffd");
                    copied = at + length;
                }
                at += length;
                continue;
            }
            (false, b'[' | b'{') => {
                level += 1;
                if level > LEVELS {
                    return None;
                }
            }
            (false, b']' | b'}') => level = level.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    tamed.push_str(text.get(copied..).unwrap_or_default());
    Some(tamed)
}

/// The length of the escape at a backslash, and whether it is a lone surrogate.
fn escape(bytes: &[u8], at: usize) -> (usize, bool) {
    match unit(bytes, at) {
        Some(0xD800..=0xDBFF) => match unit(bytes, at + 6) {
            Some(0xDC00..=0xDFFF) => (12, false),
            _ => (6, true),
        },
        Some(0xDC00..=0xDFFF) => (6, true),
        _ => (2, false),
    }
}

/// The UTF-16 unit written as `\uXXXX` at a place.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let [b'\\', b'u', digits @ ..] = bytes.get(at..at + 6)? else { return None };
    hex(digits)
}

/// Levels of arrays and objects a document may have; replies 200 deep take 600 in the native protocol.
const LEVELS: usize = 800;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        for (text, expected) in [
            (r#""\ud83d""#, "\u{fffd}"),
            (r#""a\ude00b""#, "a\u{fffd}b"),
            (r#""\ud83d\ude00""#, "😀"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\\ud83d""#, r"\ud83d"),
            (r#""\"\ud83dx""#, "\"\u{fffd}x"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""é\uD83D é""#, "é\u{fffd} é"),
        ] {
            assert_eq!(parse(text), Ok(Value::from(expected)), "{text}");
        }
    }

    #[test]
    fn broken_text_is_an_error_and_never_a_panic() {
        for text in
            ["", "{", "\"\\", "\"\\u", "\"\\ud8", "\"\\ud83d", "[1,]", "nul", "<p>", "\"\\u00é\"", "[1] 2"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_keep_their_source_text() {
        for text in ["18446744073709551616", "1e400", "-0.10", "7"] {
            assert_eq!(parse(text).unwrap().to_string(), text.replace("1e400", "1e+400"));
        }
    }

    #[test]
    fn the_examples_of_rfc_6901_section_5() {
        let document = parse(
            r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "k\"l": 6, " ": 7, "m~n": 8, "~1": 9}"#,
        )
        .unwrap();
        for (pointer, expected) in [
            ("/foo/0", Some("\"bar\"")),
            ("/foo", Some(r#"["bar","baz"]"#)),
            ("/", Some("0")),
            ("/a~1b", Some("1")),
            ("/c%d", Some("2")),
            ("/k\"l", Some("6")),
            ("/ ", Some("7")),
            ("/m~0n", Some("8")),
            ("/~01", Some("9")),
            ("/foo/2", None),
            ("/foo/01", None),
            ("/foo/-", None),
            ("/foo/+1", None),
            ("/foo/0/x", None),
            ("/foo/99999999999999999999", None),
        ] {
            assert_eq!(at(&document, pointer).map(encoded).as_deref(), expected, "{pointer}");
        }
        assert_eq!(at(&document, ""), Some(&document));
    }

    #[test]
    fn whole_numbers_are_read() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-12", Some(-12)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("1.5", None),
            ("+1", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(integer(text), expected, "{text}");
        }
    }

    #[test]
    fn nesting_has_a_limit() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse(&nested(LEVELS)).is_ok());
        assert!(parse(&nested(LEVELS + 1)).is_err());
        assert!(parse(&nested(100_000)).is_err());
        assert!(parse(&"{\"a\":".repeat(100_000)).is_err());
        assert!(parse(&format!("\"{}\"", "[".repeat(100_000))).is_ok());
    }
}
