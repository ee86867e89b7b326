//! Every language of the release says everything, in its own plural forms and typography.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use causerie::locale::{Catalog, Category, FixedIntl, Intl, Locale, Text, Unit};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The plural categories of each language (Unicode CLDR, cardinal).
const CATEGORIES: [(&str, &[&str]); 3] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("en", &["one", "other"]),
    ("fr", &["one", "many", "other"]),
];

#[test]
fn every_language_of_the_release_is_in_the_table_of_plurals() {
    let files = std::fs::read_dir("www/locales").unwrap().map(|file| file.unwrap().path());
    let mut found: Vec<_> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    found.sort();
    assert_eq!(found, CATEGORIES.map(|(lang, _)| lang));
}

#[test]
fn every_catalog_has_every_text_and_no_other() {
    let known: BTreeSet<_> = Text::ALL.iter().map(|text| text.key()).collect();
    for (lang, _) in CATEGORIES {
        let json = json(lang);
        let keys: BTreeSet<_> = json.keys().map(String::as_str).filter(|key| !FACTS.contains(key)).collect();
        assert_eq!(keys, known, "{lang}");
        assert_eq!(Catalog::parse(&text(lang)).unwrap().missing(), [""; 0], "{lang}");
    }
}

#[test]
fn keys_come_in_the_order_of_the_texts() {
    for (lang, _) in CATEGORIES {
        let text = text(lang);
        let places: Vec<_> = Text::ALL.iter().map(|key| text.find(&format!("\"{}\":", key.key()))).collect();
        assert!(places.is_sorted(), "{lang}");
    }
}

/// Further texts of a cut catalog take the place of those it lacks, and never of those that a page replaced.
#[test]
fn later_texts_are_learnt() {
    let mut catalog = Catalog::parse(r#"{"cancel": "x"}"#).unwrap();
    catalog.replace("save", "Keep it".to_owned());
    let locale = Locale::new("xx", catalog, Rc::new(FixedIntl::default()));
    assert_eq!(locale.text(Text::Discard), "discard");
    causerie::locale::learn("xx", r#"{"discard": "Throw away", "save": "Save", "cancel": "y"}"#).unwrap();
    assert_eq!(
        [Text::Discard, Text::Save, Text::Cancel].map(|text| locale.text(text)),
        ["Throw away", "Keep it", "x"]
    );
    assert!(causerie::locale::learn("xx", "{").is_err());
}

#[test]
fn plurals_have_exactly_the_forms_of_their_language() {
    for (lang, categories) in CATEGORIES {
        for (key, value) in json(lang) {
            let Value::Object(forms) = value else { continue };
            let found: BTreeSet<_> = forms.keys().map(String::as_str).collect();
            assert_eq!(found, categories.iter().copied().collect(), "{lang} {key}");
            assert!(forms.keys().all(|name| Category::named(name).is_some()), "{lang} {key}");
        }
    }
}

#[test]
fn what_counts_in_english_counts_in_every_language() {
    let english = json("en");
    for (lang, _) in CATEGORIES {
        for (key, value) in json(lang).iter().filter(|(key, _)| !FACTS.contains(&key.as_str())) {
            assert_eq!(value.is_object(), english[key].is_object(), "{lang} {key}");
            assert!(value.is_object() || value.is_string(), "{lang} {key}");
        }
    }
}

#[test]
fn placeholders_are_those_of_english() {
    let english = json("en");
    for (lang, _) in CATEGORIES {
        for (key, value) in json(lang).iter().filter(|(key, _)| !FACTS.contains(&key.as_str())) {
            let Value::Object(forms) = value else {
                assert_eq!(placeholders(value), placeholders(&english[key]), "{lang} {key}");
                continue;
            };
            assert_eq!(placeholders(&forms["other"]), placeholders(&english[key]["other"]), "{lang} {key}");
            for (category, words) in forms {
                // Arabic says nothing, one and two in words.
                let may_say_it = lang == "ar" && matches!(category.as_str(), "zero" | "one" | "two");
                let found = placeholders(words);
                assert!(
                    found == placeholders(&forms["other"]) || found.is_empty() && may_say_it,
                    "{lang} {key} {category}"
                );
            }
        }
    }
}

#[test]
fn french_is_set_as_french_is_set() {
    for (key, words) in texts("fr") {
        for (wrong, why) in [
            ("'", "an apostrophe is ’"),
            ("\"", "quotation marks are « »"),
            ("...", "an ellipsis is …"),
            (" :", "a no-break space stands before a colon"),
            (" ;", "a narrow no-break space stands before a semicolon"),
            (" ?", "a narrow no-break space stands before a question mark"),
            (" !", "a narrow no-break space stands before an exclamation mark"),
            ("de {name}", "“de” would become “d’” before a vowel"),
            ("que {name}", "“que” would become “qu’” before a vowel"),
            ("le {date}", "what follows may be “hier”"),
        ] {
            assert!(!words.contains(wrong), "{key}: {words}: {why}");
        }
        for (at, c) in words.char_indices().filter(|(_, c)| matches!(c, ':' | ';' | '?' | '!')) {
            let is_in_an_address = words[at..].starts_with("://");
            let before = words[..at].chars().next_back();
            assert!(is_in_an_address || matches!(before, Some('\u{a0}' | '\u{202f}')), "{key}: {words}: {c}");
        }
    }
}

#[test]
fn no_text_is_empty_or_has_spaces_around_it() {
    for (lang, _) in CATEGORIES {
        for (key, words) in texts(lang) {
            assert!(!words.is_empty() && words.trim() == words, "{lang} {key}: {words:?}");
            assert!(!words.contains("  "), "{lang} {key}: {words:?}");
        }
    }
}

#[test]
fn only_arabic_runs_from_right_to_left() {
    for (lang, _) in CATEGORIES {
        assert_eq!(Catalog::parse(&text(lang)).unwrap().right_to_left, lang == "ar");
        assert_eq!(json(lang).get("direction").and_then(Value::as_str), (lang == "ar").then_some("rtl"));
    }
}

/// Every string of a catalog with its key.
fn texts(lang: &str) -> Vec<(String, String)> {
    let words = |value: &Value| match value {
        Value::Object(forms) => forms.values().filter_map(|form| form.as_str().map(str::to_owned)).collect(),
        value => value.as_str().map(str::to_owned).into_iter().collect::<Vec<_>>(),
    };
    let json = json(lang);
    json.iter().flat_map(|(key, value)| words(value).into_iter().map(|words| (key.clone(), words))).collect()
}

/// What the browser knows is not asked for where it is known without.
#[test]
fn small_numbers_wait_for_nobody_where_the_catalog_knows_the_digits() {
    let locale =
        |catalog| Locale::new("xx", Catalog::parse(catalog).unwrap(), Rc::new(Asked(FixedIntl::default())));
    let (latin, unknown) =
        (locale(r#"{"digits": "latn", "title": "{count}"}"#), locale(r#"{"title": "{count}"}"#));
    assert_eq!([999, 1000].map(|number| latin.number(number)), ["999", "asked"]);
    assert_eq!([999, 1000].map(|number| latin.count(Text::Title, number)), ["999", "asked"]);
    assert_eq!(unknown.number(0), "asked");
}

/// Says of a number only that it was asked for.
struct Asked(FixedIntl);

impl Intl for Asked {
    fn plural(&self, count: u64) -> Category {
        self.0.plural(count)
    }

    fn number(&self, _: u64) -> String {
        "asked".to_owned()
    }

    fn date(&self, millis: i64) -> String {
        self.0.date(millis)
    }

    fn day(&self, millis: i64) -> String {
        self.0.day(millis)
    }

    fn relative(&self, amount: i64, unit: Unit) -> String {
        self.0.relative(amount, unit)
    }
}

/// What a catalog says of its language, beside the texts.
const FACTS: [&str; 2] = ["direction", "digits"];

fn placeholders(words: &Value) -> BTreeSet<String> {
    let parts = words.as_str().unwrap().split('{').skip(1);
    parts.map(|part| part.split_once('}').expect("a placeholder ends").0.to_owned()).collect()
}

fn json(lang: &str) -> Map<String, Value> {
    let Value::Object(json) = serde_json::from_str(&text(lang)).unwrap() else {
        panic!("{lang} is an object")
    };
    json
}

fn text(lang: &str) -> String {
    std::fs::read_to_string(format!("www/locales/{lang}.json")).unwrap()
}
