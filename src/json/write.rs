//! Writes JSON values as text, which `parse` reads again.
//!
//! Not `Value::to_string`: its errors bring the tables along by which unprintable characters are known, 3 KB.

use super::scalar;
use serde_json::Value;

/// Writes a value as JSON text.
pub fn encoded(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    let start = out.len();
    match value {
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            for item in items {
                out.push(if out.len() == start { '[' } else { ',' });
                write(item, out);
            }
            out.push_str(if out.len() == start { "[]" } else { "]" });
        }
        Value::Object(members) => {
            for (name, member) in members {
                out.push(if out.len() == start { '{' } else { ',' });
                string(name, out);
                out.push(':');
                write(member, out);
            }
            out.push_str(if out.len() == start { "{}" } else { "}" });
        }
        value => out.push_str(scalar(value).unwrap_or("null")),
    }
}

/// Writes a string with what RFC 8259 §7 wants escaped.
fn string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        let letter = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..' ' => {
                out.push_str(if character < '\u{10}' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(character as u32 % 16, 16));
                continue;
            }
            _ => {
                out.push(character);
                continue;
            }
        };
        out.push('\\');
        out.push(letter);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn what_is_written_is_what_serde_json_writes() {
        for text in [
            "null",
            "true",
            "-0.10",
            "18446744073709551616",
            "\"\"",
            "[]",
            "{}",
            "[[],{},[{}]]",
            r#"[1,"é😀",null,false]"#,
            r#"{"a":{"b":[1,2]},"":0}"#,
            r#""\"\\/\b\f\n\r\t""#,
        ] {
            assert_eq!(encoded(&parse(text).unwrap()), text);
        }
        let all: String = ('\0'..='\u{ff}').collect();
        let all = Value::String(all);
        assert_eq!(encoded(&all), all.to_string());
        assert_eq!(parse(&encoded(&all)), Ok(all));
    }
}
