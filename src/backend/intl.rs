//! The browser's knowledge of languages: plurals, numbers, dates (ECMA-402). Whatever it refuses, such as a
//! date beyond its calendar, falls back to plain rules instead of throwing.

use crate::locale::{Category, FixedIntl, Intl, Unit};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// What the loader knows of a language; what does not count in units overlooks the unit.
    type Rules;
    #[wasm_bindgen(method, catch)]
    fn say(this: &Rules, what: &str, number: f64, unit: &str) -> Result<String, JsValue>;
}

#[wasm_bindgen(module = "/src/view/draw.js")]
extern "C" {
    /// Lets it tell dates in a language.
    fn speak(lang: &str, rules: &Rules);
}

/// The rules of one language, as the browser knows them.
pub struct BrowserIntl(Rules);

impl BrowserIntl {
    /// Takes what the loader made for a language.
    pub fn new(lang: &str, rules: JsValue) -> Self {
        let rules = rules.unchecked_into();
        speak(lang, &rules);
        Self(rules)
    }

    fn say(&self, what: &str, number: f64, unit: &str) -> Option<String> {
        self.0.say(what, number, unit).ok()
    }
}

impl Intl for BrowserIntl {
    fn plural(&self, count: u64) -> Category {
        let name = self.say("plural", count as f64, "");
        name.and_then(|name| Category::named(&name)).unwrap_or_else(|| PLAIN.plural(count))
    }

    fn number(&self, number: u64) -> String {
        self.say("number", number as f64, "").unwrap_or_else(|| PLAIN.number(number))
    }

    fn date(&self, millis: i64) -> String {
        self.say("date", millis as f64, "").unwrap_or_else(|| PLAIN.date(millis))
    }

    fn day(&self, millis: i64) -> String {
        self.say("day", millis as f64, "").unwrap_or_else(|| PLAIN.day(millis))
    }

    fn relative(&self, amount: i64, unit: Unit) -> String {
        self.say("relative", amount as f64, unit.as_str()).unwrap_or_else(|| PLAIN.relative(amount, unit))
    }
}

const PLAIN: FixedIntl = FixedIntl { zero_is_one: false };
