//! Cutting texts by places in bytes: one small copy of each cut for the whole crate, none that could panic.
//!
//! A place past the end is the end; sets of wanted bytes are ASCII, so every place found is between characters.

/// Gives the text between two places.
pub fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or("")
}

/// Gives the text from a place on.
pub fn tail(text: &str, at: usize) -> &str {
    part(text, at, text.len())
}

/// Gives the byte at a place; at the end, zero.
pub fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(0)
}

/// Gives the character at a place; at the end, a space.
pub fn char_at(text: &str, at: usize) -> char {
    tail(text, at).chars().next().unwrap_or(' ')
}

/// Gives the character before a place; at the start, a space.
pub fn before(text: &str, at: usize) -> char {
    part(text, 0, at).chars().next_back().unwrap_or(' ')
}

/// Finds the next byte of a set.
pub fn find(text: &str, at: usize, set: &str) -> usize {
    scan(text, at, set, true)
}

/// Passes over the bytes of a set.
pub fn skip(text: &str, at: usize, set: &str) -> usize {
    scan(text, at, set, false)
}

/// The set becomes one bit for each ASCII character: long texts are looked through byte by byte.
#[inline(never)]
fn scan(text: &str, start: usize, set: &str, is_wanted: bool) -> usize {
    let mut bits = [0_u64; 2];
    for byte in set.bytes() {
        bits[usize::from(byte >> 6 & 1)] |= 1 << (byte & 63);
    }
    let is_in = |byte: u8| byte < 128 && bits[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1;
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().position(|byte| is_in(*byte) == is_wanted).unwrap_or(rest.len())
}

/// Passes over ASCII letters, digits and the bytes of a set.
pub fn skip_name(text: &str, start: usize, others: &str) -> usize {
    let mut at = start;
    while byte(text, at).is_ascii_alphanumeric() || at < text.len() && has(others, byte(text, at)) {
        at += 1;
    }
    at
}

/// Finds the next character of a kind.
pub fn find_char(text: &str, start: usize, is_wanted: fn(char) -> bool) -> usize {
    let mut at = start;
    while at < text.len() && !is_wanted(char_at(text, at)) {
        at += char_at(text, at).len_utf8();
    }
    at
}

/// Finds where a text has had so many characters.
pub fn after(text: &str, count: usize) -> usize {
    let mut at = 0;
    for _ in 0..count {
        at += char_at(text, at).len_utf8();
    }
    at.min(text.len())
}

/// Finds the next place another text starts at.
pub fn position(text: &str, start: usize, wanted: &str) -> usize {
    let mut at = start;
    while at < text.len() && !starts(text, at, wanted) {
        at += 1;
    }
    at
}

/// Cuts a text in two where another stands first; not `split_once`, which brings a searcher for each kind of pattern.
pub fn once<'t>(text: &'t str, between: &str) -> Option<(&'t str, &'t str)> {
    let first = between.bytes().next()?;
    let at = text.bytes().enumerate().position(|(at, byte)| byte == first && stands(text, at, between))?;
    Some((part(text, 0, at), tail(text, at + between.len())))
}

/// Cuts a text in two where another stands last.
pub fn last<'t>(text: &'t str, between: &str) -> Option<(&'t str, &'t str)> {
    let at = (0..text.len()).rfind(|at| stands(text, *at, between))?;
    Some((part(text, 0, at), tail(text, at + between.len())))
}

/// Cuts a text wherever another stands.
pub fn pieces<'t>(text: &'t str, between: &'t str) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, after) = once(text, between).unzip();
        rest = after;
        Some(piece.unwrap_or(text))
    })
}

/// Puts one text wherever another stands.
pub fn replaced(text: &str, old: &str, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = once(rest, old) {
        out.push_str(before);
        out.push_str(new);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Says whether another text stands at a place; an empty one stands nowhere.
#[inline(never)]
fn stands(text: &str, at: usize, wanted: &str) -> bool {
    !wanted.is_empty() && text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(wanted.as_bytes()))
}

/// Takes the bytes of a set off the end.
pub fn trim_end<'t>(text: &'t str, set: &str) -> &'t str {
    let mut end = text.len();
    while end > 0 && has(set, byte(text, end - 1)) {
        end -= 1;
    }
    part(text, 0, end)
}

/// Says whether a text goes on with another; ASCII letters may be of either case.
pub fn starts(text: &str, at: usize, with: &str) -> bool {
    (0..with.len()).all(|step| byte(text, at + step).eq_ignore_ascii_case(&byte(with, step)))
}

/// Says whether a text is another but for the case of ASCII letters.
pub fn is(text: &str, other: &str) -> bool {
    text.len() == other.len() && starts(text, 0, other)
}

/// Says whether a set has a byte.
pub fn has(set: &str, wanted: u8) -> bool {
    set.bytes().any(|byte| byte == wanted)
}

/// Joins three texts.
pub fn joined(first: &str, second: &str, third: &str) -> String {
    let mut out = String::with_capacity(first.len() + second.len() + third.len());
    out.push_str(first);
    out.push_str(second);
    out.push_str(third);
    out
}

/// Counts the words of a list before one; where it is missing, all of them.
pub fn word(list: &str, wanted: &str) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < list.len() {
        let end = space(list, at);
        if end - at == wanted.len() && starts(list, at, wanted) {
            break;
        }
        at = end + 1;
        count += 1;
    }
    count
}

/// Gives a word of a list by its place.
pub fn nth(list: &'static str, place: usize) -> &'static str {
    let mut at = 0;
    for _ in 0..place {
        at = space(list, at) + 1;
    }
    part(list, at, space(list, at))
}

/// Finds the next space. Lists are looked through for every element that is drawn.
#[inline(never)]
fn space(list: &str, start: usize) -> usize {
    let rest = list.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().position(|byte| *byte == b' ').unwrap_or(rest.len())
}

/// Says whether a text is a number of ASCII digits up to a limit.
pub fn is_number(text: &str, limit: &str) -> bool {
    let fits = text.len() < limit.len() || text.len() == limit.len() && text <= limit;
    fits && !text.is_empty() && skip(text, 0, DIGITS) == text.len()
}

/// The digits.
pub const DIGITS: &str = "0123456789";
/// White space as HTML means it; a no-break space is none.
pub const SPACES: &str = " \t\n\r\x0c";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_as_the_standard_library_does() {
        for (text, between) in [
            ("a-b-c", "-"),
            ("", "-"),
            ("-", "-"),
            ("--a--", "--"),
            ("---", "--"),
            ("é–é", "–"),
            ("abc", "abcd"),
        ] {
            assert_eq!(once(text, between), text.split_once(between), "{text}");
            assert_eq!(last(text, between).is_some(), text.rsplit_once(between).is_some(), "{text}");
            assert!(pieces(text, between).eq(text.split(between)), "{text}");
            assert_eq!(replaced(text, between, "é"), text.replace(between, "é"), "{text}");
        }
        assert_eq!(last("a - b - c", " - "), Some(("a - b", "c")));
        assert_eq!(pieces("abc", "").collect::<Vec<_>>(), ["abc"]);
        assert_eq!(trim_end("a/b//", "/"), "a/b");
        assert_eq!(trim_end("  ", " "), "");
    }

    #[test]
    fn sets_have_the_ascii_bytes_that_are_in_them() {
        for set in ["@&", "\0\u{7f}", "?_", "", " !\"#$%09AZaz~"] {
            let all: Vec<u8> =
                (0..=127).filter(|byte| find(&char::from(*byte).to_string(), 0, set) == 0).collect();
            let mut expected = set.as_bytes().to_vec();
            expected.sort_unstable();
            assert_eq!(all, expected, "{set:?}");
        }
        // Bytes of other characters are in none.
        assert_eq!([find("é€😀@", 0, "@i,"), skip("@@é", 0, "@i)"), find("ab", 5, "b")], [9, 2, 5]);
    }
}
