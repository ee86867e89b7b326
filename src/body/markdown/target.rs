//! The target of a Markdown link: `(address "title")` after the brackets.

use super::super::html::{Place, decoded};

/// Where a link leads.
pub struct Target {
    pub url: String,
    pub title: Option<String>,
    /// How many bytes it took, brackets included.
    pub length: usize,
}

/// Reads the target a text starts with.
pub fn target(text: &str) -> Option<Target> {
    let rest = text.strip_prefix('(')?.trim_start();
    let (url, rest) = match rest.strip_prefix('<') {
        Some(inner) => {
            let end = inner.find(['<', '>', '\n']).filter(|end| inner[*end..].starts_with('>'))?;
            (&inner[..end], &inner[end + 1..])
        }
        None => rest.split_at(bare(rest)?),
    };
    let mut tail = rest.trim_start();
    let mut title = None;
    if let Some(quote) =
        tail.chars().next().filter(|quote| matches!(quote, '"' | '\'') && tail.len() < rest.len())
    {
        let end = quoted(&tail[1..], quote)?;
        title = Some(plain(&tail[1..=end]));
        tail = tail[end + 2..].trim_start();
    }
    let after = tail.strip_prefix(')')?;
    Some(Target { url: plain(url), title, length: text.len() - after.len() })
}

/// Finds where an address without angle brackets ends; its own brackets must come in pairs.
fn bare(text: &str) -> Option<usize> {
    let (mut depth, mut escaped) = (0, false);
    for (at, char) in text.char_indices() {
        match char {
            _ if escaped => {}
            '(' if depth == DEEPEST => return None,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ if char.is_ascii_whitespace() || char.is_ascii_control() => return (depth == 0).then_some(at),
            _ => {}
        }
        escaped = char == '\\' && !escaped;
    }
    None
}

fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        if char == quote && !escaped {
            return Some(at);
        }
        escaped = char == '\\' && !escaped;
    }
    None
}

/// Takes away backslashes before punctuation and decodes references.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(char);
        } else if let Some(next) = chars.next() {
            out.push(next);
        }
    }
    decoded(&out, Place::Attribute)
}

const DEEPEST: u32 = 32;
