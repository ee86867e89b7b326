//! What the browser knows of languages.

use causerie::backend::BrowserIntl;
use causerie::locale::{Catalog, Category, Intl, Locale, Text, Unit};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn plurals_of_french_english_and_arabic() {
    for (lang, expected) in [
        ("fr", [(0, Category::One), (1, Category::One), (2, Category::Other), (1_000_000, Category::Many)]),
        (
            "en",
            [(0, Category::Other), (1, Category::One), (2, Category::Other), (1_000_000, Category::Other)],
        ),
        ("ar", [(0, Category::Zero), (2, Category::Two), (3, Category::Few), (11, Category::Many)]),
    ] {
        for (count, category) in expected {
            assert_eq!(intl(lang).plural(count), category, "{lang} {count}");
        }
    }
}

#[wasm_bindgen_test]
fn french_counts() {
    let catalog = Catalog::parse(super::place::FRENCH).unwrap();
    let french = Locale::new("fr", catalog, Rc::new(intl("fr")));
    for (count, expected) in [
        (0, "0 commentaire"),
        (1, "1 commentaire"),
        (2, "2 commentaires"),
        (1000, "1\u{202f}000 commentaires"),
        (1_000_000, "1\u{202f}000\u{202f}000 de commentaires"),
    ] {
        assert_eq!(french.count(Text::Title, count), expected);
    }
}

#[wasm_bindgen_test]
fn dates_are_written_as_the_language_does() {
    let french = intl("fr");
    let noon = 1_412_683_200_000;
    assert_eq!(french.day(noon), "7 octobre 2014");
    assert!(french.date(noon).starts_with("7 octobre 2014"), "{}", french.date(noon));
    assert_eq!(french.relative(-3, Unit::Hour).replace('\u{a0}', " "), "il y a 3 heures");
    assert_eq!(french.relative(-1, Unit::Day), "hier");
    assert_eq!(intl("en").relative(-1, Unit::Day), "yesterday");
}

#[wasm_bindgen_test]
fn dates_beyond_the_calendar_do_not_throw() {
    let intl = intl("fr");
    for millis in [i64::MAX, i64::MIN, 8_640_000_000_000_001, -8_640_000_000_000_001] {
        assert!(!intl.date(millis).is_empty() && !intl.day(millis).is_empty());
    }
    for amount in [i64::MAX, i64::MIN] {
        assert!(!intl.relative(amount, Unit::Day).is_empty());
    }
    assert!(!intl.number(u64::MAX).is_empty());
}

#[wasm_bindgen_test]
fn a_language_the_browser_does_not_know_or_cannot_read_is_written_plainly() {
    for lang in ["", "not a language", "x-private", "qaa"] {
        let intl = intl(lang);
        assert!(!intl.day(0).is_empty());
        assert_eq!(intl.number(1), "1", "{lang}");
        assert_eq!(intl.plural(7), Category::Other, "{lang}");
    }
}

/// What the browser knows of a language.
fn intl(lang: &str) -> BrowserIntl {
    BrowserIntl::new(lang, super::place::rules(lang))
}
