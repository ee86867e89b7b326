//! The language of the interface: texts from a catalog, plurals, numbers and dates from `Intl`.
//!
//! The language of the comments is another matter; nothing here touches what a person wrote.

mod catalog;
mod fixed;
mod late;
mod text;
mod told;

pub use catalog::{Catalog, fill};
pub use fixed::FixedIntl;
pub use late::learn;
pub use text::Text;
pub use told::Told;

use crate::digits::{decimal, padded};
use std::rc::Rc;

/// A language ready for use.
#[derive(Clone)]
pub struct Locale {
    /// Its name (BCP 47).
    pub lang: Rc<str>,
    catalog: Rc<Catalog>,
    intl: Rc<dyn Intl>,
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
            && (Rc::ptr_eq(&self.catalog, &other.catalog) || self.catalog == other.catalog)
    }
}

impl Locale {
    /// Joins a catalog and the rules of its language.
    pub fn new(lang: &str, catalog: Catalog, intl: Rc<dyn Intl>) -> Self {
        Self { lang: lang.into(), catalog: Rc::new(catalog), intl }
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        if self.catalog.right_to_left { "rtl" } else { "ltr" }
    }

    /// A text without placeholders.
    pub fn text(&self, text: Text) -> &str {
        self.words(text, Category::Other)
    }

    /// The words of a text, which may have come later; its key where there are none.
    fn words(&self, text: Text, category: Category) -> &str {
        let late = || late::of(&self.lang)?.words(text, category);
        self.catalog.words(text, category).or_else(late).unwrap_or(text.key())
    }

    /// A text with placeholders.
    pub fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        fill(self.text(text), values)
    }

    /// A text that counts: the plural form for `count`, with `{count}` written as the language does.
    pub fn count(&self, text: Text, count: u64) -> String {
        let words = self.words(text, self.intl.plural(count));
        fill(words, &[("count", &self.number(count))])
    }

    /// A whole number as the language writes it; a small one without waiting for the browser where that is the same.
    pub fn number(&self, number: u64) -> String {
        if self.catalog.has_latin_digits && number < 1000 {
            decimal(number as i64)
        } else {
            self.intl.number(number)
        }
    }

    /// A date and time in full.
    pub fn date(&self, millis: i64) -> String {
        self.intl.date(millis)
    }

    /// A date to be told in the page. Nothing was written in the future, whatever the backend's clock says.
    pub fn told(&self, millis: i64, now: i64) -> Told<'_> {
        let (amount, unit) = distance((millis - now).min(0));
        Told::new(&self.lang, millis, unit.map(|unit| (amount, unit)))
    }

    /// A date by its distance from now.
    pub fn relative(&self, millis: i64, now: i64) -> String {
        let (amount, unit) = distance(millis - now);
        match unit {
            Some(unit) => self.intl.relative(amount, unit),
            None => self.intl.day(millis),
        }
    }
}

/// What a language's rules are asked for; the browser's `Intl` in the page, [`FixedIntl`] without one.
pub trait Intl {
    /// The CLDR plural category of `count`.
    fn plural(&self, count: u64) -> Category;
    /// A whole number with the language's separators.
    fn number(&self, number: u64) -> String;
    /// Date and time in full; milliseconds since the epoch.
    fn date(&self, millis: i64) -> String;
    /// The date alone; milliseconds since the epoch.
    fn day(&self, millis: i64) -> String;
    /// “3 hours ago” for `-3` hours.
    fn relative(&self, amount: i64, unit: Unit) -> String;
}

words! {
    /// A CLDR plural category (Unicode TR 35, part 3).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    Category:
    /// Nothing, in a few languages.
    Zero = "zero",
    /// The singular.
    One = "one",
    /// The dual.
    Two = "two",
    /// A paucal.
    Few = "few",
    /// Large numbers, in some languages.
    Many = "many",
    /// Everything else.
    Other = "other",
}

words! {
    /// A unit of relative time.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    Unit:
    /// 1000 ms; only “now” is said in seconds.
    Second = "second",
    /// 60 000 ms.
    Minute = "minute",
    /// 60 minutes.
    Hour = "hour",
    /// 24 hours.
    Day = "day",
}

/// Writes a point in time for `datetime` (RFC 3339, UTC).
pub fn rfc3339(millis: i64) -> String {
    let days = millis.div_euclid(DAY);
    let seconds = millis.rem_euclid(DAY) / 1000;
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut out = String::new();
    for (number, width, after) in
        [(year, 4, '-'), (month, 2, '-'), (day, 2, 'T'), (hour, 2, ':'), (minute, 2, ':'), (second, 2, 'Z')]
    {
        padded(number, width, &mut out);
        out.push(after);
    }
    out
}

/// A moment from which [`Locale::relative`] says of a date what it says now, and which stays the same as long as it does.
/// What lies in the future counts as now.
pub fn since(millis: i64, now: i64) -> i64 {
    match distance((millis - now).min(0)) {
        (amount, Some(Unit::Minute)) => millis - amount * MINUTE,
        (amount, Some(Unit::Hour)) => millis - amount * HOUR,
        (amount, Some(Unit::Day)) => millis - amount * DAY,
        (_, Some(Unit::Second)) => millis,
        (_, None) => millis + 30 * DAY,
    }
}

/// The distance in the largest fitting unit; beyond a month the date itself says more.
fn distance(millis: i64) -> (i64, Option<Unit>) {
    match millis.abs() {
        span if span < MINUTE => (0, Some(Unit::Second)),
        span if span < HOUR => (millis / MINUTE, Some(Unit::Minute)),
        span if span < DAY => (millis / HOUR, Some(Unit::Hour)),
        span if span < 30 * DAY => (millis / DAY, Some(Unit::Day)),
        _ => (0, None),
    }
}

/// The proleptic Gregorian date of a day since 1970-01-01, counting years from 1 March so that leap days come last.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_rfc_3339() {
        for (millis, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_412_665_500_123, "2014-10-07T07:05:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(rfc3339(millis), expected);
        }
    }

    #[test]
    fn a_moment_stays_while_the_words_do() {
        let now = 1_000 * DAY;
        for (age, later) in
            [(0, MINUTE - 1), (MINUTE, 2 * MINUTE - 1), (3 * HOUR, 4 * HOUR - 1), (31 * DAY, 400 * DAY)]
        {
            let created = now - age;
            assert_eq!(since(created, now), since(created, created + later), "{age}");
            assert_eq!(distance(created - since(created, now)), distance(created - now), "{age}");
            let words = |now| distance(created - now);
            assert!(age > 30 * DAY || words(created + later) != words(created + later + 1), "{age}");
        }
        assert_eq!(since(now + HOUR, now), now + HOUR);
    }

    #[test]
    fn relative_time_takes_the_largest_unit() {
        for (millis, expected) in [
            (-30_000, (0, Some(Unit::Second))),
            (-MINUTE, (-1, Some(Unit::Minute))),
            (-5 * MINUTE, (-5, Some(Unit::Minute))),
            (-90 * MINUTE, (-1, Some(Unit::Hour))),
            (-3 * DAY, (-3, Some(Unit::Day))),
            (-40 * DAY, (0, None)),
        ] {
            assert_eq!(distance(millis), expected);
        }
    }
}
