//! Cutting texts: one small copy of each cut for the whole folder, and no cut that could panic.

/// Gives the text from a place on.
pub fn tail(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// Gives the text before a place.
pub fn head(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or(text)
}

/// Gives the text between two places.
pub fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or("")
}

/// Gives the first character.
pub fn first(text: &str) -> Option<char> {
    text.chars().next()
}

/// Gives the last character.
pub fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Finds the first character of a kind; without one, the end.
pub fn find(text: &str, is_wanted: &dyn Fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, char)| is_wanted(*char)).map_or(text.len(), |(at, _)| at)
}

/// Gives the text after all first characters of a kind.
pub fn skip<'a>(text: &'a str, is_skipped: &dyn Fn(char) -> bool) -> &'a str {
    tail(text, find(text, &|char| !is_skipped(char)))
}

/// Says whether a text has a character.
pub fn has(text: &str, wanted: char) -> bool {
    find(text, &|char| char == wanted) < text.len()
}

/// Finds a run of ASCII characters without the machinery of the standard library for long ones.
pub fn position(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window == wanted.as_bytes())
}

/// Says whether a text is a number of ASCII digits up to a limit.
pub fn is_number(text: &str, limit: &str) -> bool {
    let fits = text.len() < limit.len() || text.len() == limit.len() && text <= limit;
    fits && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Finds the last of an ASCII character.
pub fn rfind(text: &str, wanted: u8) -> Option<usize> {
    text.bytes().rposition(|byte| byte == wanted)
}

/// Splits a text at the first of some characters; without one, at the end.
pub fn until<'a>(text: &'a str, ends: &str) -> &'a str {
    head(text, find(text, &|char| ends.chars().any(|end| end == char)))
}
