//! The browser's knowledge of languages: plurals, numbers, dates (ECMA-402). Whatever it refuses, such as a
//! date beyond its calendar, falls back to plain rules instead of throwing.

use super::js;
use crate::locale::{Category, FixedIntl, Intl, Unit};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Anything that `Intl` makes; what does not count in units overlooks the unit.
    type Rules;
    #[wasm_bindgen(method, catch)]
    fn select(this: &Rules, count: f64) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &Rules, number: f64, unit: &str) -> Result<String, JsValue>;
}

/// The rules of one language, as the browser knows them.
pub struct BrowserIntl {
    plural: Option<Rules>,
    number: Option<Rules>,
    date: Option<Rules>,
    day: Option<Rules>,
    relative: Option<Rules>,
}

impl BrowserIntl {
    /// Takes what the loader made for a language.
    pub fn new(rules: &JsValue) -> Self {
        let rules =
            |name: &str| Some(js::member(rules, name)).filter(JsValue::is_object).map(JsCast::unchecked_into);
        Self {
            plural: rules("plural"),
            number: rules("number"),
            date: rules("date"),
            day: rules("day"),
            relative: rules("relative"),
        }
    }
}

impl Intl for BrowserIntl {
    fn plural(&self, count: u64) -> Category {
        let name = self.plural.as_ref().and_then(|rules| rules.select(count as f64).ok());
        name.and_then(|name| Category::named(&name)).unwrap_or_else(|| PLAIN.plural(count))
    }

    fn number(&self, number: u64) -> String {
        let written = self.number.as_ref().and_then(|format| format.format(number as f64, "").ok());
        written.unwrap_or_else(|| PLAIN.number(number))
    }

    fn date(&self, millis: i64) -> String {
        let written = self.date.as_ref().and_then(|format| format.format(millis as f64, "").ok());
        written.unwrap_or_else(|| PLAIN.date(millis))
    }

    fn day(&self, millis: i64) -> String {
        let written = self.day.as_ref().and_then(|format| format.format(millis as f64, "").ok());
        written.unwrap_or_else(|| PLAIN.day(millis))
    }

    fn relative(&self, amount: i64, unit: Unit) -> String {
        let written =
            self.relative.as_ref().and_then(|format| format.format(amount as f64, unit.as_str()).ok());
        written.unwrap_or_else(|| PLAIN.relative(amount, unit))
    }
}

const PLAIN: FixedIntl = FixedIntl { zero_is_one: false };
