//! What an expression found, and its readings as text, number, time.

use std::borrow::Cow;

use serde_json::Value;

use super::super::time;
use crate::model::Time;

/// A value found by an expression.
pub struct Found<'a> {
    /// The value.
    pub value: Cow<'a, Value>,
    /// How the mapping wants it read.
    pub cast: Option<Cast>,
}

/// How a value is to be read (`as`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// A time in RFC 3339, or without offset at this many minutes east of UTC.
    Local(i32),
    /// A time in the reader's own zone.
    Here,
    /// A time in the zone the expression's `zone` gives.
    Zone,
    /// Seconds since 1970.
    Unix,
    /// Milliseconds since 1970.
    UnixMillis,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A text with HTML entities to be decoded once.
    Entities,
}

impl Cast {
    /// Reads the name used in mappings.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "iso" | "utc" => Self::Local(0),
            "local" => Self::Here,
            "zone" => Self::Zone,
            "unix" => Self::Unix,
            "unixms" => Self::UnixMillis,
            "number" => Self::Number,
            "text" => Self::Text,
            "entities" => Self::Entities,
            _ => return None,
        })
    }
}

impl Found<'_> {
    /// The value as text, if it is a text or a number.
    pub fn text(&self) -> Option<String> {
        let text = match &*self.value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.as_str().to_owned(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The value as a whole number; a fraction is cut off.
    pub fn integer(&self) -> Option<i64> {
        let text = scalar(&self.value)?;
        let whole = text.split('.').next().unwrap_or_default();
        whole.parse().ok()
    }

    /// The value as a flag: true, or a number or text that is not 0 or "false".
    pub fn flag(&self) -> Option<bool> {
        match &*self.value {
            Value::Bool(flag) => Some(*flag),
            Value::Number(_) | Value::String(_) => Some(!matches!(&*scalar(&self.value)?, "0" | "false")),
            _ => None,
        }
    }

    /// The value as a point in time.
    pub fn time(&self) -> Option<Time> {
        let text = self.text()?;
        let millis = match self.cast {
            Some(Cast::Unix) => time::unix(&text, 3),
            Some(Cast::UnixMillis) => time::unix(&text, 0),
            Some(Cast::Local(minutes)) => time::iso(&text, minutes),
            _ => time::iso(&text, 0).or_else(|| time::guess(&text)),
        };
        Some(millis.map_or(Time::Words(text), Time::At))
    }
}

/// The text of a string, number or boolean.
pub fn scalar(value: &Value) -> Option<Cow<'_, str>> {
    Some(match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Borrowed(number.as_str()),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        _ => return None,
    })
}

/// Whether two scalars are equal as text; null equals only null.
pub fn same(one: &Value, other: &Value) -> bool {
    match (scalar(one), scalar(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.is_null() && other.is_null(),
    }
}
