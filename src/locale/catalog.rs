//! One language: its texts from a JSON file and the rules to fill them in.

use super::{Category, Text};
use crate::cut;
use crate::json;
use serde_json::Value;

/// The texts of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    messages: Vec<Message>,
    /// Whether the language is written from right to left.
    pub right_to_left: bool,
    /// Whether numbers are written with the digits 0 to 9.
    pub has_latin_digits: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Message {
    /// It comes later, or never.
    Missing,
    Plain(String),
    Plural(Vec<(Category, String)>),
}

impl Catalog {
    /// Reads a catalog; `missing` lists texts it lacks.
    ///
    /// # Errors
    /// Says where the text stops being JSON.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value: Value = json::parse(text)?;
        let messages = Text::keys().map(|key| message(&value, key)).collect();
        let (right_to_left, has_latin_digits) = (value["direction"] == "rtl", value["digits"] == "latn");
        Ok(Self { messages, right_to_left, has_latin_digits })
    }

    /// Replaces one text, or with a key such as `title-one` one plural form of it; an empty text hides what it names.
    pub fn replace(&mut self, key: &str, words: String) {
        if let Some(message) = Text::named(key).and_then(|text| self.messages.get_mut(text as usize)) {
            *message = Message::Plain(words);
            return;
        }
        let Some((key, category)) = cut::last(key, "-") else { return };
        let message = Text::named(key).and_then(|text| self.messages.get_mut(text as usize));
        match (message, Category::named(category)) {
            (Some(Message::Plural(forms)), Some(category)) => {
                forms.retain(|(found, _)| *found != category);
                forms.push((category, words));
            }
            (Some(message @ Message::Missing), Some(category)) => {
                *message = Message::Plural(vec![(category, words)]);
            }
            _ => {}
        }
    }

    /// The keys that have no words.
    pub fn missing(&self) -> Vec<&'static str> {
        let lacks = |text: &&Text| matches!(self.message(**text), Some(Message::Missing));
        Text::ALL.iter().filter(lacks).map(|text| text.key()).collect()
    }

    /// The words of `text`, in the form for `category`; `None` where the catalog lacks them.
    pub fn words(&self, text: Text, category: Category) -> Option<&str> {
        let of = |forms: &'_ [(Category, String)], category| {
            forms.iter().position(|(found, _)| *found == category)
        };
        match self.message(text)? {
            Message::Missing => None,
            Message::Plain(words) => Some(words),
            Message::Plural(forms) => {
                let place = of(forms, category).or_else(|| of(forms, Category::Other))?;
                forms.get(place).map(|(_, words)| words.as_str())
            }
        }
    }

    fn message(&self, text: Text) -> Option<&Message> {
        self.messages.get(text as usize)
    }
}

/// Puts values into `{name}` placeholders; one that is not given stays as it is.
pub fn fill(words: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(words.len() + 16);
    let mut start = 0;
    for (at, byte) in words.bytes().enumerate() {
        let passed = words.get(start..at).unwrap_or("");
        if byte == b'{' {
            filled.push_str(passed);
            start = at;
        }
        let name = passed.strip_prefix('{').filter(|_| byte == b'}');
        let found = name.and_then(|name| values.iter().find(|(key, _)| *key == name));
        if let Some((_, value)) = found {
            filled.push_str(value);
            start = at + 1;
        }
    }
    filled.push_str(words.get(start..).unwrap_or(""));
    filled
}

fn message(catalog: &Value, key: &str) -> Message {
    match &catalog[key] {
        Value::String(words) => Message::Plain(words.clone()),
        Value::Object(forms) => Message::Plural(
            forms
                .iter()
                .filter_map(|(name, words)| Some((Category::named(name)?, words.as_str()?.to_owned())))
                .collect(),
        ),
        _ => Message::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay() {
        for (words, expected) in [
            ("{count} comments", "3 comments"),
            ("by {name}", "by {name}"),
            ("{count}", "3"),
            ("a { b", "a { b"),
            ("", ""),
        ] {
            assert_eq!(fill(words, &[("count", "3")]), expected);
        }
    }

    #[test]
    fn texts_can_be_replaced_before_and_after_they_come() {
        let mut catalog = Catalog::parse(r#"{"reply": "Reply"}"#).unwrap();
        assert!(catalog.missing().contains(&"title"));
        assert_eq!(catalog.words(Text::Title, Category::Other), None);
        catalog.replace("reply", "Answer".to_owned());
        catalog.replace("say-more-one", "One more".to_owned());
        assert_eq!(catalog.words(Text::Reply, Category::Other), Some("Answer"));
        assert_eq!(catalog.words(Text::SayMore, Category::One), Some("One more"));
        assert_eq!(catalog.words(Text::SayMore, Category::Few), None);
    }

    #[test]
    fn one_plural_form_can_be_replaced() {
        let mut catalog =
            Catalog::parse(r#"{"title": {"one": "{count} comment", "other": "{count} comments"}}"#).unwrap();
        catalog.replace("title-one", "One comment".to_owned());
        catalog.replace("title-few", "{count} some".to_owned());
        catalog.replace("no-such-one", "x".to_owned());
        let words = [Category::One, Category::Few, Category::Other]
            .map(|category| catalog.words(Text::Title, category).unwrap());
        assert_eq!(words, ["One comment", "{count} some", "{count} comments"]);
    }

    #[test]
    fn something_that_is_not_json_says_where() {
        assert!(Catalog::parse("{").unwrap_err().contains("line 1"));
    }
}
