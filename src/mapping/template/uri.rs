//! URI templates (RFC 6570), all four levels.

use serde_json::Value;

/// A parsed URI template (RFC 6570).
#[derive(Clone, Debug, PartialEq)]
pub struct UriTemplate {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Literal(String),
    Expression { operator: u8, variables: Vec<Variable> },
}

#[derive(Clone, Debug, PartialEq)]
struct Variable {
    name: String,
    prefix: Option<usize>,
    explode: bool,
}

/// How an operator joins and encodes (RFC 6570, appendix A).
struct Rules {
    first: &'static str,
    separator: &'static str,
    named: bool,
    empty: &'static str,
    reserved: bool,
}

impl UriTemplate {
    /// Parses a template; `None` when it breaks the grammar (RFC 6570 §2).
    pub fn parse(mut text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        loop {
            let (literal, rest) = match text.split_once('{') {
                Some((literal, rest)) => (literal, Some(rest)),
                None => (text, None),
            };
            if literal.contains('}') {
                return None;
            }
            if !literal.is_empty() {
                let mut encoded = String::new();
                encode(literal, true, &mut encoded);
                pieces.push(Piece::Literal(encoded));
            }
            let Some(rest) = rest else { return Some(Self { pieces }) };
            let (inside, rest) = rest.split_once('}')?;
            pieces.push(expression(inside)?);
            text = rest;
        }
    }

    /// Expands the template (RFC 6570 §3); `None` when a prefix meets a list or an object (§2.4.1).
    pub fn expand<'a>(&self, lookup: &dyn Fn(&str) -> Option<&'a Value>) -> Option<String> {
        let mut out = String::new();
        for piece in &self.pieces {
            let (operator, variables) = match piece {
                Piece::Literal(text) => {
                    out.push_str(text);
                    continue;
                }
                Piece::Expression { operator, variables } => (*operator, variables),
            };
            let rules = rules(operator);
            let mut lead = rules.first;
            for variable in variables {
                let Some(value) = lookup(&variable.name) else { continue };
                if variable.expand(value, &rules, lead, &mut out)? {
                    lead = rules.separator;
                }
            }
        }
        Some(out)
    }

    /// The names of all variables, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pieces
            .iter()
            .flat_map(|piece| match piece {
                Piece::Literal(_) => &[][..],
                Piece::Expression { variables, .. } => variables,
            })
            .map(|variable| variable.name.as_str())
    }

    /// The variable the address starts with, as in `{+base}/comments`.
    pub fn root(&self) -> Option<&str> {
        match self.pieces.first()? {
            Piece::Expression { operator: b'+', variables } => {
                variables.first().map(|first| first.name.as_str())
            }
            _ => None,
        }
    }

    /// The fixed text the address starts with, as in `https://api.example/{id}`.
    pub fn head(&self) -> Option<&str> {
        match self.pieces.first()? {
            Piece::Literal(text) => Some(text),
            Piece::Expression { .. } => None,
        }
    }
}

impl Variable {
    /// Writes one variable; false when it is undefined (RFC 6570 §3.2.1).
    fn expand(&self, value: &Value, rules: &Rules, lead: &str, out: &mut String) -> Option<bool> {
        let mut parts: Vec<(Option<&str>, String)> = Vec::new();
        match value {
            Value::Null => return Some(false),
            Value::Array(items) => {
                parts.extend(items.iter().filter_map(|item| Some((None, scalar(item)?))));
            }
            Value::Object(members) => {
                parts.extend(
                    members.iter().filter_map(|(key, item)| Some((Some(key.as_str()), scalar(item)?))),
                );
            }
            _ => {
                out.push_str(lead);
                let text = scalar(value).unwrap_or_default();
                let text: String = match self.prefix {
                    Some(length) => text.chars().take(length).collect(),
                    None => text,
                };
                if rules.named {
                    self.pair(&self.name, &text, rules, out);
                } else {
                    encode(&text, rules.reserved, out);
                }
                return Some(true);
            }
        }
        if self.prefix.is_some() {
            return None;
        }
        for (index, (key, text)) in parts.iter().enumerate() {
            if index == 0 || self.explode {
                out.push_str(if index == 0 { lead } else { rules.separator });
                if rules.named && !self.explode {
                    out.push_str(&self.name);
                    out.push('=');
                }
            } else {
                out.push(',');
            }
            match key {
                Some(key) if self.explode && rules.named => {
                    let mut name = String::new();
                    encode(key, rules.reserved, &mut name);
                    self.pair(&name, text, rules, out);
                }
                Some(key) => {
                    encode(key, rules.reserved, out);
                    out.push(if self.explode { '=' } else { ',' });
                    encode(text, rules.reserved, out);
                }
                None if self.explode && rules.named => self.pair(&self.name, text, rules, out),
                None => encode(text, rules.reserved, out),
            }
        }
        Some(!parts.is_empty())
    }

    /// Writes `name=value`, or the operator's form for an empty value.
    fn pair(&self, name: &str, text: &str, rules: &Rules, out: &mut String) {
        out.push_str(name);
        if text.is_empty() {
            out.push_str(rules.empty);
            return;
        }
        out.push('=');
        encode(text, rules.reserved, out);
    }
}

/// Parses what stands between braces.
fn expression(inside: &str) -> Option<Piece> {
    let operator = *inside.as_bytes().first()?;
    let operator = if b"+#./;?&".contains(&operator) { operator } else { 0 };
    let list = if operator == 0 { inside } else { inside.get(1..)? };
    let mut variables = Vec::new();
    for spec in list.split(',') {
        let (spec, explode) = match spec.strip_suffix('*') {
            Some(spec) => (spec, true),
            None => (spec, false),
        };
        let (name, prefix) = match spec.split_once(':') {
            Some((_, digits)) if digits.starts_with(['0', '+']) || digits.len() > 4 || explode => {
                return None;
            }
            Some((name, digits)) => (name, Some(digits.parse().ok()?)),
            None => (spec, None),
        };
        if !is_name(name) {
            return None;
        }
        variables.push(Variable { name: name.to_owned(), prefix, explode });
    }
    Some(Piece::Expression { operator, variables })
}

/// Whether a text is a `varname` (RFC 6570 §2.3).
fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let dots = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    dots && !name.is_empty()
        && (0..bytes.len()).all(|at| match bytes[at] {
            b'%' => bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            byte => byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.',
        })
}

/// The text of a string, number or boolean.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::Bool(flag) => Some((if *flag { "true" } else { "false" }).to_owned()),
        _ => None,
    }
}

/// Percent-encodes all but unreserved characters, and with `reserved` all but those and triplets (§3.2.1).
pub fn encode(text: &str, reserved: bool, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let triplet = || bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let kept = byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || reserved && (b":/?#[]@!$&'()*+,;=".contains(&byte) || byte == b'%' && triplet());
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
