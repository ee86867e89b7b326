//! JSON pointers (RFC 6901).

use serde_json::Value;

/// A parsed JSON pointer (RFC 6901).
#[derive(Clone, Debug, PartialEq)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// Parses a pointer; `None` when it does not begin with `/` or has a bad `~` (RFC 6901 §3).
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self(Vec::new()));
        }
        text.strip_prefix('/')?.split('/').map(unescape).collect::<Option<_>>().map(Self)
    }

    /// Finds the value the pointer names (RFC 6901 §4).
    pub fn find<'a>(&self, mut value: &'a Value) -> Option<&'a Value> {
        for token in &self.0 {
            value = match value {
                Value::Object(members) => members.get(token.as_str())?,
                Value::Array(items) if token == "0" || !token.starts_with(['0', '+']) => {
                    items.get(token.parse::<usize>().ok()?)?
                }
                _ => return None,
            };
        }
        Some(value)
    }
}

/// Turns `~1` into `/` and `~0` into `~`.
fn unescape(token: &str) -> Option<String> {
    let mut out = String::new();
    let mut characters = token.chars();
    while let Some(character) = characters.next() {
        out.push(match character {
            '~' => match characters.next()? {
                '0' => '~',
                '1' => '/',
                _ => return None,
            },
            other => other,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_examples_of_rfc_6901_section_5() {
        let document = json!({
            "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8
        });
        for (pointer, expected) in [
            ("", Some(document.clone())),
            ("/foo", Some(json!(["bar", "baz"]))),
            ("/foo/0", Some(json!("bar"))),
            ("/", Some(json!(0))),
            ("/a~1b", Some(json!(1))),
            ("/c%d", Some(json!(2))),
            ("/e^f", Some(json!(3))),
            ("/g|h", Some(json!(4))),
            ("/i\\j", Some(json!(5))),
            ("/k\"l", Some(json!(6))),
            ("/ ", Some(json!(7))),
            ("/m~0n", Some(json!(8))),
            ("/foo/2", None),
            ("/foo/01", None),
            ("/foo/-", None),
            ("/foo/+1", None),
            ("/foo/0/x", None),
            ("/foo/99999999999999999999", None),
        ] {
            assert_eq!(Pointer::parse(pointer).unwrap().find(&document), expected.as_ref(), "{pointer}");
        }
        for pointer in ["foo", "/~", "/~2", "#/foo"] {
            assert_eq!(Pointer::parse(pointer), None, "{pointer}");
        }
    }
}
