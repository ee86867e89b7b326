//! The browser's knowledge of languages: plurals, numbers, dates (ECMA-402). Whatever it refuses, such as a
//! date beyond its calendar, the loader writes plainly.

use crate::locale::{Category, Intl, Unit};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// What the loader knows of a language; what does not count in units overlooks the unit.
    type Rules;
    #[wasm_bindgen(method)]
    fn say(this: &Rules, what: &str, number: f64, unit: &str) -> String;
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
}

impl Intl for BrowserIntl {
    fn plural(&self, count: u64) -> Category {
        Category::named(&self.0.say("plural", count as f64, "")).unwrap_or(Category::Other)
    }

    fn number(&self, number: u64) -> String {
        self.0.say("number", number as f64, "")
    }

    fn date(&self, millis: i64) -> String {
        self.0.say("date", millis as f64, "")
    }

    fn day(&self, millis: i64) -> String {
        self.0.say("day", millis as f64, "")
    }

    fn relative(&self, amount: i64, unit: Unit) -> String {
        self.0.say("relative", amount as f64, unit.as_str())
    }
}
