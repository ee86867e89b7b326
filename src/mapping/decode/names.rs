//! Names of people and pages as they may stand beside the words of others.

/// Gives a name without marks that turn the direction of its neighbours or are not seen at all, with few marks on each
/// letter, and not too long; nothing where nobody would see anything.
pub fn cleaned(name: &str) -> Option<String> {
    let mut cleaned = String::new();
    // How many marks in a row, and how many characters there are so far; whether one of them is seen.
    let (mut marks, mut length, mut is_seen) = (0, 0, false);
    for char in name.trim().chars() {
        if is_plain(char) && length < LONGEST {
            (marks, is_seen, length) = (0, is_seen || char != ' ', length + 1);
            cleaned.push(char);
            continue;
        }
        // The scripts of India have theirs at the same places of a hundred and twenty-eight each.
        let place = u32::from(char) & 0x7f;
        let is_indic = matches!(char, '\u{900}'..='\u{dff}') && (place < 4 || matches!(place, 0x3a..=0x63));
        let is_mark = is_indic || is_in(MARKS, char);
        marks = if is_mark { marks + 1 } else { 0 };
        if marks > MOST_MARKS || length == LONGEST || is_in(TURNING, char) {
            continue;
        }
        is_seen |= !(is_mark || char.is_whitespace() || is_in(BLANK, char));
        cleaned.push(char);
        length += 1;
    }
    is_seen.then_some(cleaned)
}

/// Says whether a character is one that most names are made of: no mark, none that turns or joins others.
fn is_plain(char: char) -> bool {
    matches!(char, ' '..='~' | '\u{c0}'..='\u{24f}')
}

#[inline(never)]
/// Says whether a character is in one of the ranges, of which the first and the last character are told.
fn is_in(ranges: &str, wanted: char) -> bool {
    let mut ends = ranges.chars();
    while let (Some(first), Some(last)) = (ends.next(), ends.next()) {
        if first <= wanted && wanted <= last {
            return true;
        }
    }
    false
}

/// Marks of direction, and others that are never seen and join nothing.
const TURNING: &str = "\0\u{1f}\u{7f}\u{9f}\u{ad}\u{ad}\u{61c}\u{61c}\u{180e}\u{180e}\u{200b}\u{200b}\u{200e}\u{200f}\u{2028}\u{202e}\
    \u{2060}\u{206f}\u{feff}\u{feff}\u{fff9}\u{fffb}";
/// What takes up room, or joins others, but shows nothing.
const BLANK: &str = "\u{115f}\u{1160}\u{200c}\u{200d}\u{2800}\u{2800}\u{3164}\u{3164}\u{ffa0}\u{ffa0}";
/// Marks that stand on the letter before them, in the scripts in which they are piled up for fun. Letters among them
/// do no harm: nobody writes nine of them in a row.
const MARKS: &str = "\u{300}\u{36f}\u{483}\u{489}\u{591}\u{5c7}\u{610}\u{61a}\u{64b}\u{670}\u{6d6}\u{6ed}\u{e31}\u{e4e}\u{eb1}\u{ecd}\u{f71}\u{f84}\
    \u{1ab0}\u{1aff}\u{1dc0}\u{1dff}\u{20d0}\u{20ff}\u{fe00}\u{fe2f}";
/// More marks on one letter are left out.
const MOST_MARKS: usize = 8;
/// Longer names are cut.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_reach_beyond_themselves() {
        for (name, expected) in [
            (" Élodie Lefèvre\n", Some("Élodie Lefèvre")),
            ("a\u{202e}b\u{2066}c\u{200f}d\u{61c}e\u{200b}f\u{feff}", Some("abcdef")),
            ("a\0b", Some("ab")),
            (
                "\u{1f468}\u{200d}\u{1f469} می\u{200c}خواهم",
                Some("\u{1f468}\u{200d}\u{1f469} می\u{200c}خواهم"),
            ),
            ("ネ\u{3099} ก็", Some("ネ\u{3099} ก็")),
            ("", None),
            (" \u{a0}\u{3000}\t", None),
            ("\u{200b}\u{200e}\u{2060}", None),
            ("\u{3164}\u{2800}\u{115f}\u{ffa0}\u{200d}", None),
            ("\u{301}\u{fe0f}", None),
            ("\0\u{1}\u{85}", None),
        ] {
            assert_eq!(cleaned(name).as_deref(), expected, "{name:?}");
        }
    }

    #[test]
    fn marks_are_not_piled_up_and_names_end() {
        for mark in ["\u{301}", "\u{20dd}", "\u{e49}", "\u{64b}", "\u{fe0f}", "\u{bcc}", "\u{94d}"] {
            let piled = ["Z", &mark.repeat(60), "a", mark].concat();
            assert_eq!(cleaned(&piled), Some(["Z", &mark.repeat(8), "a", mark].concat()));
        }
        assert_eq!(cleaned(&"é".repeat(100_000)).map(|name| name.chars().count()), Some(LONGEST));
    }
}
