//! Rules that need no browser: for tests and for rendering on a server. UTC, French and English.

use super::{Category, Intl, Unit, rfc3339};
use crate::cut;
use crate::digits::decimal;

/// Plain rules: French or English plurals, ISO dates, thin relative times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FixedIntl {
    /// Whether 0 is singular, as in French.
    pub zero_is_one: bool,
}

impl Intl for FixedIntl {
    fn plural(&self, count: u64) -> Category {
        match count {
            0 if self.zero_is_one => Category::One,
            1 => Category::One,
            _ => Category::Other,
        }
    }

    fn number(&self, number: u64) -> String {
        decimal(number as i64)
    }

    fn date(&self, millis: i64) -> String {
        cut::replaced(&rfc3339(millis), "T", " ")
    }

    fn day(&self, millis: i64) -> String {
        let date = rfc3339(millis);
        cut::part(&date, 0, cut::find(&date, 0, "T")).to_owned()
    }

    fn relative(&self, amount: i64, unit: Unit) -> String {
        [&decimal(amount), " ", unit.as_str()].concat()
    }
}
