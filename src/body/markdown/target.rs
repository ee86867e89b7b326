//! The target of a Markdown link: `(address "title")` after the brackets.

use super::super::html::{Place, decoded};
use super::super::node::Attribute;
use crate::cut::{SPACES, byte, find, part, skip};

/// Where a link leads.
pub struct Target {
    pub url: String,
    /// The title, if it has one.
    pub attributes: Vec<(Attribute, String)>,
    /// Where it ends.
    pub end: usize,
}

/// Reads the target at a place.
pub fn target(text: &str, at: usize) -> Option<Target> {
    if byte(text, at) != b'(' {
        return None;
    }
    let mut start = skip(text, at + 1, SPACES);
    let (end, mut at);
    if byte(text, start) == b'<' {
        start += 1;
        end = find(text, start, "<>\n");
        if byte(text, end) != b'>' {
            return None;
        }
        at = end + 1;
    } else {
        end = bare(text, start);
        at = end;
        if end == text.len() {
            return None;
        }
    }
    let url = plain(part(text, start, end));
    let mut attributes = Vec::new();
    let title = skip(text, at, SPACES);
    let quote = byte(text, title);
    if title > at && matches!(quote, b'"' | b'\'') {
        at = title + 1;
        while at < text.len() && byte(text, at) != quote {
            at += 1 + usize::from(byte(text, at) == b'\\');
        }
        if at >= text.len() {
            return None;
        }
        attributes.push((Attribute::Title, plain(part(text, title + 1, at))));
        at += 1;
    }
    at = skip(text, at, SPACES);
    (byte(text, at) == b')').then_some(Target { url, attributes, end: at + 1 })
}

/// Finds where an address without angle brackets ends; its own brackets must come in pairs.
fn bare(text: &str, start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    while at < text.len() {
        match byte(text, at) {
            b'\\' => at += 1,
            b'(' if depth < DEEPEST => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b'(' => break,
            b')' => return at,
            0..=b' ' | 0x7f if depth == 0 => return at,
            0..=b' ' | 0x7f => break,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// Takes away backslashes before punctuation and decodes references.
fn plain(text: &str) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while at < text.len() {
        at += usize::from(byte(text, at) == b'\\' && byte(text, at + 1).is_ascii_punctuation());
        let end = find(text, at + 1, "\\");
        out.push_str(part(text, at, end));
        at = end;
    }
    decoded(&out, Place::Attribute)
}

const DEEPEST: usize = 32;
