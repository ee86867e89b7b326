//! Rules of languages without a browser: plain ones, and for Arabic its six plural categories and digits.

use std::rc::Rc;

use causerie::locale::{Category, FixedIntl, Intl, Unit};

/// The rules of a language of the release.
pub fn of(lang: &str) -> Rc<dyn Intl> {
    match lang {
        "ar" => Rc::new(Arabic),
        _ => Rc::new(FixedIntl { zero_is_one: lang == "fr" }),
    }
}

struct Arabic;

impl Intl for Arabic {
    fn plural(&self, count: u64) -> Category {
        match (count, count % 100) {
            (0, _) => Category::Zero,
            (1, _) => Category::One,
            (2, _) => Category::Two,
            (_, 3..=10) => Category::Few,
            (_, 11..=99) => Category::Many,
            _ => Category::Other,
        }
    }

    fn number(&self, number: u64) -> String {
        let digit = |c: char| char::from_u32(u32::from(c) - u32::from('0') + 0x660).unwrap_or(c);
        number.to_string().chars().map(digit).collect()
    }

    fn date(&self, millis: i64) -> String {
        FixedIntl::default().date(millis)
    }

    fn day(&self, millis: i64) -> String {
        FixedIntl::default().day(millis)
    }

    fn relative(&self, amount: i64, unit: Unit) -> String {
        FixedIntl::default().relative(amount, unit)
    }
}
