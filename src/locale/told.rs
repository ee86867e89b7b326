//! A date as it is told in the page. It is written down for what builds the page, which asks the browser for the words: they
//! need not be there for the first painting.

use super::Unit;
use crate::digits::decimal;

/// A date and, where that says more than the date itself, how far it is from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    /// The language of the words (BCP 47).
    pub lang: &'a str,
    /// Milliseconds since the epoch.
    pub millis: i64,
    /// The distance from now.
    pub distance: Option<(i64, Unit)>,
}

impl<'a> Told<'a> {
    /// A date, or the first or last of the calendar of browsers (ECMA-262, 21.4.1.1) where it lies beyond.
    pub fn new(lang: &'a str, millis: i64, distance: Option<(i64, Unit)>) -> Self {
        Self { lang, millis: millis.clamp(-LAST, LAST), distance }
    }

    /// Language, milliseconds and, where there is a distance, its amount and unit, with spaces between.
    pub fn written(&self) -> String {
        let date = [self.lang, " ", &decimal(self.millis)].concat();
        match self.distance {
            Some((amount, unit)) => [&date, " ", &decimal(amount), " ", unit.as_str()].concat(),
            None => date,
        }
    }

    /// Reads what was [written](Self::written).
    pub fn read(words: &'a str) -> Option<Self> {
        let mut words = words.split(' ');
        let (lang, millis) = (words.next()?, words.next()?.parse().ok()?);
        let distance =
            words.next().and_then(|amount| amount.parse().ok()).zip(words.next().and_then(Unit::named));
        Some(Self { lang, millis, distance })
    }
}

/// Milliseconds.
const LAST: i64 = 8_640_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (millis, distance, written) in [
            (1_412_665_500_123, None, "fr-CA 1412665500123"),
            (-1, Some((-3, Unit::Hour)), "fr-CA -1 -3 hour"),
            (i64::MAX, Some((0, Unit::Second)), "fr-CA 8640000000000000 0 second"),
        ] {
            let told = Told::new("fr-CA", millis, distance);
            assert_eq!(told.written(), written);
            assert_eq!(Told::read(written), Some(told));
        }
    }
}
