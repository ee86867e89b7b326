//! The browser's knowledge of languages: plurals, numbers, dates (ECMA-402). Whatever it refuses, such as a
//! date beyond its calendar, falls back to plain rules instead of throwing.

use super::js;
use crate::locale::{Category, FixedIntl, Intl, Unit};
use js_sys::{Array, Function, Reflect};
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
    /// Asks the browser for a language (BCP 47).
    pub fn new(lang: &str) -> Self {
        let long = || ("dateStyle", "long".into());
        Self {
            plural: rules("PluralRules", lang, &[]),
            number: rules("NumberFormat", lang, &[]),
            date: rules("DateTimeFormat", lang, &[long(), ("timeStyle", "short".into())]),
            day: rules("DateTimeFormat", lang, &[long()]),
            relative: rules("RelativeTimeFormat", lang, &[("numeric", "auto".into())]),
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

fn rules(kind: &str, lang: &str, options: &[(&str, JsValue)]) -> Option<Rules> {
    let kind: Function = js::of_page("Intl", kind).dyn_into().ok()?;
    let given = Array::of2(&lang.into(), &js::object(options));
    Reflect::construct(&kind, &given).ok().map(JsCast::unchecked_into)
}

const PLAIN: FixedIntl = FixedIntl { zero_is_one: false };
