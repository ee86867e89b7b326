//! Where a page ends: the sort key and the id of its last comment, so that new comments shift nothing.

use super::problem::{Kind, Problem};

/// The place after which a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key: the age, or for `best` the number of replies.
    pub key: i64,
    /// The id, which breaks ties.
    pub id: i64,
}

impl Cursor {
    /// Before everything, in ascending order.
    pub const FIRST: Self = Self { key: i64::MIN, id: i64::MIN };
    /// Before everything, in descending order.
    pub const LAST: Self = Self { key: i64::MAX, id: i64::MAX };

    /// Writes the cursor as clients carry it: 32 hexadecimal digits.
    pub fn write(self) -> String {
        format!("{:016x}{:016x}", self.key, self.id)
    }

    /// Reads a cursor this server wrote.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let wrong = || Problem::new(Kind::Malformed, "cursor: expected the `next` of an earlier page");
        if text.len() != 32 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(wrong());
        }
        let half = |range: std::ops::Range<usize>| {
            let digits = text.get(range).unwrap_or_default();
            u64::from_str_radix(digits, 16).map(u64::cast_signed).map_err(|_| wrong())
        };
        Ok(Self { key: half(0..16)?, id: half(16..32)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_wrote() {
        for cursor in [Cursor { key: 1_304_413_920_000, id: 7 }, Cursor::FIRST, Cursor::LAST] {
            assert_eq!(Cursor::parse(&cursor.write()), Ok(cursor));
        }
    }

    #[test]
    fn a_foreign_cursor_is_refused() {
        let long = "0".repeat(33);
        for text in ["", "7", "eyJhIjoxfQ", "É000000000000000000000000000000", &long] {
            assert!(Cursor::parse(text).is_err(), "{text}");
        }
    }
}
