//! The browser's knowledge of languages: plurals, numbers, dates (ECMA-402). Whatever it refuses, such as a
//! date beyond its calendar, falls back to plain rules instead of throwing.

use crate::locale::{Category, FixedIntl, Intl, Unit};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(lang: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn select(this: &PluralRules, count: f64) -> Result<String, JsValue>;

    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(lang: &str) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &NumberFormat, number: f64) -> Result<String, JsValue>;

    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(lang: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, millis: f64) -> Result<String, JsValue>;

    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(lang: &str, options: &Object) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &RelativeTimeFormat, amount: f64, unit: &str) -> Result<String, JsValue>;
}

/// The rules of one language, as the browser knows them.
pub struct BrowserIntl {
    plural: Option<PluralRules>,
    number: Option<NumberFormat>,
    date: Option<DateTimeFormat>,
    day: Option<DateTimeFormat>,
    relative: Option<RelativeTimeFormat>,
}

impl BrowserIntl {
    /// Asks the browser for a language (BCP 47).
    pub fn new(lang: &str) -> Self {
        let long = [("dateStyle", "long"), ("timeStyle", "short")];
        Self {
            plural: PluralRules::new(lang).ok(),
            number: NumberFormat::new(lang).ok(),
            date: DateTimeFormat::new(lang, &options(&long)).ok(),
            day: DateTimeFormat::new(lang, &options(&long[..1])).ok(),
            relative: RelativeTimeFormat::new(lang, &options(&[("numeric", "auto")])).ok(),
        }
    }
}

impl Intl for BrowserIntl {
    fn plural(&self, count: u64) -> Category {
        let name = self.plural.as_ref().and_then(|rules| rules.select(count as f64).ok());
        name.and_then(|name| Category::parse(&name)).unwrap_or_else(|| PLAIN.plural(count))
    }

    fn number(&self, number: u64) -> String {
        let written = self.number.as_ref().and_then(|format| format.format(number as f64).ok());
        written.unwrap_or_else(|| PLAIN.number(number))
    }

    fn date(&self, millis: i64) -> String {
        let written = self.date.as_ref().and_then(|format| format.format(millis as f64).ok());
        written.unwrap_or_else(|| PLAIN.date(millis))
    }

    fn day(&self, millis: i64) -> String {
        let written = self.day.as_ref().and_then(|format| format.format(millis as f64).ok());
        written.unwrap_or_else(|| PLAIN.day(millis))
    }

    fn relative(&self, amount: i64, unit: Unit) -> String {
        let written =
            self.relative.as_ref().and_then(|format| format.format(amount as f64, unit.as_str()).ok());
        written.unwrap_or_else(|| PLAIN.relative(amount, unit))
    }
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        drop(Reflect::set(&object, &(*name).into(), &(*value).into()));
    }
    object
}

const PLAIN: FixedIntl = FixedIntl { zero_is_one: false };
