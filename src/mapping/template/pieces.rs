//! Cuts a template into its pieces, as RFC 6570 §2 has them.

use super::super::json;
use crate::cut;

/// A piece of a template.
pub enum Piece<'t> {
    /// Text that stands as it is.
    Literal(&'t str),
    /// The beginning of an expression, with its operator or 0.
    Open(u8),
    /// A variable of that expression.
    Variable {
        /// Its name.
        name: &'t str,
        /// How many characters of the value are taken.
        prefix: Option<usize>,
        /// Whether lists and objects are written member by member.
        explode: bool,
    },
}

/// Visits the pieces in their order; `None` when the template is malformed or a visit gives up.
pub fn pieces<'t>(mut text: &'t str, visit: &mut dyn FnMut(Piece<'t>) -> Option<()>) -> Option<()> {
    loop {
        let (literal, rest) = match cut::once(text, "{") {
            Some((literal, rest)) => (literal, Some(rest)),
            None => (text, None),
        };
        if cut::has(literal, b'}') {
            return None;
        }
        visit(Piece::Literal(literal))?;
        let Some(rest) = rest else { return Some(()) };
        let (inside, rest) = cut::once(rest, "}")?;
        let operator = *inside.as_bytes().first()?;
        let known = cut::has("+#./;?&", operator);
        visit(Piece::Open(if known { operator } else { 0 }))?;
        for variable in cut::pieces(cut::tail(inside, usize::from(known)), ",") {
            visit(self::variable(variable)?)?;
        }
        text = rest;
    }
}

fn variable(text: &str) -> Option<Piece<'_>> {
    let (text, explode) = match text.strip_suffix('*') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let (name, prefix) = match cut::once(text, ":") {
        Some((_, digits)) if explode || digits.len() > 4 || cut::has("0-", cut::byte(digits, 0)) => {
            return None;
        }
        Some((name, digits)) => (name, Some(json::integer(digits)? as usize)),
        None => (text, None),
    };
    is_name(name).then_some(Piece::Variable { name, prefix, explode })
}

/// Whether a text is a `varname` (RFC 6570 §2.3).
fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut dot = true;
    for (at, &byte) in bytes.iter().enumerate() {
        let fits = match byte {
            b'.' => !dot,
            b'%' => is_triplet(bytes, at),
            byte => byte.is_ascii_alphanumeric() || byte == b'_',
        };
        if !fits {
            return false;
        }
        dot = byte == b'.';
    }
    !dot
}

/// Whether a byte at a place begins a percent-encoded one.
pub fn is_triplet(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
}
