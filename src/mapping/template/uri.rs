//! URI templates (RFC 6570), all four levels.

use serde_json::Value;

use super::super::json::scalar;
use super::pieces::is_triplet;
use super::{Lookup, Piece, pieces};
use crate::cut::{find, has, part};

/// Expands a URI template (RFC 6570 §3).
///
/// `None` when it breaks the grammar (§2), or a prefix meets a list or an object (§2.4.1).
///
/// ```
/// # use serde_json::json;
/// let values = json!({"base": "https://a.example", "page": "/é/"});
/// let expanded = causerie::mapping::expand("{+base}/c{?page}", &|name| values.get(name));
/// assert_eq!(expanded.as_deref(), Some("https://a.example/c?page=%2F%C3%A9%2F"));
/// ```
pub fn expand(template: &str, lookup: Lookup<'_, '_>) -> Option<String> {
    let mut out = String::new();
    let mut rules = rules(0);
    let mut lead = "";
    pieces(template, &mut |piece| {
        match piece {
            Piece::Literal(text) => encode(text, true, &mut out),
            Piece::Open(operator) => {
                rules = self::rules(operator);
                lead = rules.first;
            }
            Piece::Variable { name, prefix, explode } => {
                let Some(value) = lookup(name) else { return Some(()) };
                let mut writer = Writer { name, explode, rules: &rules, lead, out: &mut out };
                writer.value(value, prefix)?;
                lead = writer.lead;
            }
        }
        Some(())
    })?;
    Some(out)
}

/// Whether a text is a URI template (RFC 6570 §2).
pub fn is_uri(template: &str) -> bool {
    pieces(template, &mut |_| Some(())).is_some()
}

/// The variable an address starts with, as in `{+base}/comments`.
pub fn root(template: &str) -> Option<&str> {
    let name = template.strip_prefix("{+")?;
    let end = find(name, 0, "}:,*");
    (end < name.len()).then(|| part(name, 0, end))
}

/// How an operator joins and encodes (RFC 6570, appendix A).
struct Rules {
    first: &'static str,
    separator: &'static str,
    named: bool,
    empty: &'static str,
    reserved: bool,
}

/// Writes one variable (RFC 6570 §3.2.1).
struct Writer<'w> {
    name: &'w str,
    explode: bool,
    rules: &'w Rules,
    /// What stands before the next value of the expression.
    lead: &'static str,
    out: &'w mut String,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value, prefix: Option<usize>) -> Option<()> {
        let mut first = true;
        match value {
            Value::Array(_) | Value::Object(_) if prefix.is_some() => return None,
            Value::Array(items) => items.iter().for_each(|item| self.member(None, item, &mut first)),
            Value::Object(members) => {
                members.iter().for_each(|(key, item)| self.member(Some(key), item, &mut first));
            }
            value => {
                let Some(text) = scalar(value) else { return Some(()) };
                let end = prefix.and_then(|length| text.char_indices().nth(length));
                let text = end.map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
                self.out.push_str(self.lead);
                match self.rules.named {
                    true => self.pair(self.name, text),
                    false => encode(text, self.rules.reserved, self.out),
                }
                first = false;
            }
        }
        if !first {
            self.lead = self.rules.separator;
        }
        Some(())
    }

    /// Writes one member of a list or an object.
    fn member(&mut self, key: Option<&str>, item: &Value, first: &mut bool) {
        let Some(text) = scalar(item) else { return };
        let named = self.rules.named;
        let new = std::mem::take(first);
        self.out.push_str(match (new, self.explode) {
            (true, _) => self.lead,
            (_, true) => self.rules.separator,
            _ => ",",
        });
        if new && named && !self.explode {
            self.out.push_str(self.name);
            self.out.push('=');
        }
        let mut encoded = String::new();
        if let Some(key) = key {
            encode(key, self.rules.reserved, &mut encoded);
        }
        if named && self.explode {
            return self.pair(if key.is_some() { &encoded } else { self.name }, text);
        }
        if key.is_some() {
            self.out.push_str(&encoded);
            self.out.push(if self.explode { '=' } else { ',' });
        }
        encode(text, self.rules.reserved, self.out);
    }

    /// Writes `name=value`, or the operator's form for an empty value.
    fn pair(&mut self, name: &str, text: &str) {
        self.out.push_str(name);
        self.out.push_str(if text.is_empty() { self.rules.empty } else { "=" });
        encode(text, self.rules.reserved, self.out);
    }
}

/// Percent-encodes all but unreserved characters, and with `reserved` all but those and triplets (§3.2.1).
pub fn encode(text: &str, reserved: bool, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let kept = byte.is_ascii_alphanumeric()
            || has("-._~", byte)
            || reserved && (has(":/?#[]@!$&'()*+,;=", byte) || byte == b'%' && is_triplet(bytes, at));
        if kept {
            out.push(char::from(byte));
            continue;
        }
        out.push('%');
        for half in [byte >> 4, byte & 15] {
            out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
        }
    }
}

/// The table of RFC 6570, appendix A.
fn rules(operator: u8) -> Rules {
    let (first, separator, named, empty, reserved) = match operator {
        b'+' => ("", ",", false, "", true),
        b'#' => ("#", ",", false, "", true),
        b'.' => (".", ".", false, "", false),
        b'/' => ("/", "/", false, "", false),
        b';' => (";", ";", true, "", false),
        b'?' => ("?", "&", true, "=", false),
        b'&' => ("&", "&", true, "=", false),
        _ => ("", ",", false, "", false),
    };
    Rules { first, separator, named, empty, reserved }
}
