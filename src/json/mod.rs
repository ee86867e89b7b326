//! JSON values: how they are read, compared and counted; `parse` makes them of text, `write` text of them.

mod parse;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties;
mod write;

pub use parse::{Reader, parse};
pub use write::encoded;

use crate::cut::{has, pieces};
use crate::digits::decimal;
use serde_json::{Number, Value};

/// Finds the value a JSON pointer names (RFC 6901 §4); not `Value::pointer`, which weighs three times as much.
pub fn at<'v>(mut value: &'v Value, pointer: &str) -> Option<&'v Value> {
    for token in pieces(pointer, "/").skip(1) {
        value = match (value, token.as_bytes()) {
            (Value::Object(members), _) if has(token, b'~') => members.get(&unescaped(token))?,
            (Value::Object(members), _) => members.get(token)?,
            (Value::Array(items), [b'0'] | [b'1'..=b'9', ..]) => items.get(integer(token)? as usize)?,
            _ => return None,
        };
    }
    Some(value)
}

/// Turns `~1` into `/` and `~0` into `~`.
fn unescaped(token: &str) -> String {
    let mut parts = pieces(token, "~");
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

/// Visits the elements of an array or the members of an object, each with its name, and counts them.
pub fn each(value: &Value, visit: &mut dyn FnMut(&str, &Value)) -> u64 {
    each_from(value, 0, &mut |_, name, member| {
        visit(name, member);
        true
    });
    length(value)
}

/// Visits elements or members from a place on, each with its place and name, for as long as `visit` wishes.
pub fn each_from(value: &Value, from: usize, visit: &mut dyn FnMut(usize, &str, &Value) -> bool) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().skip(from).all(|(at, item)| visit(at, &decimal(at as i64), item));
        }
        Value::Object(members) => {
            members.iter().enumerate().skip(from).all(|(at, (name, member))| visit(at, name, member));
        }
        _ => {}
    }
}

/// Frees so many of some values and of what is in them; each array and each object counts as one. A large answer takes
/// longer than readers wait for a key they pressed.
pub fn free(values: &mut Vec<Value>, most: usize) {
    for _ in 0..most {
        match values.pop() {
            Some(Value::Array(mut items)) => values.append(&mut items),
            Some(Value::Object(mut members)) => {
                members.values_mut().for_each(|value| values.push(value.take()));
            }
            Some(_) => {}
            None => return,
        }
    }
}

/// How many elements or members a value has.
pub fn length(value: &Value) -> u64 {
    match value {
        Value::Array(items) => items.len() as u64,
        Value::Object(members) => members.len() as u64,
        _ => 0,
    }
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

/// A whole number as a value.
pub fn number(number: impl TryInto<i64>) -> Value {
    Value::Number(Number::from_string_unchecked(decimal(number.try_into().unwrap_or(i64::MAX))))
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
pub fn piece<'t>(text: &'t str, separator: &'t str, index: &Value) -> Option<&'t str> {
    let index = whole(index).unwrap_or(0);
    let from_end = if index < 0 { pieces(text, separator).count() as i64 } else { 0 };
    pieces(text, separator).nth(usize::try_from(index + from_end).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn values_are_freed_bit_by_bit() {
        let mut values = vec![parse(r#"{"a": [1, {"b": null}], "c": "d"}"#).unwrap()];
        let left: Vec<usize> = (0..7)
            .map(|_| {
                free(&mut values, 1);
                values.len()
            })
            .collect();
        assert_eq!(left, [2, 1, 2, 2, 1, 0, 0]);
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
}
