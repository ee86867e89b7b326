//! What an expression found, and its readings as text, number, time.

use crate::cut;
use std::borrow::Cow;

use serde_json::Value;

use super::super::{json, time};
use crate::model::Time;

/// A value found by an expression.
pub struct Found<'a> {
    /// The value.
    pub value: Cow<'a, Value>,
    /// How a time is to be read.
    pub clock: Clock,
}

/// How a time is written.
#[derive(Clone, Copy)]
pub enum Clock {
    /// In RFC 3339, or as a bare number.
    Guess,
    /// In RFC 3339, or without offset at this many minutes east of UTC.
    Local(i32),
    /// In seconds (3 digits short of milliseconds) or milliseconds since 1970.
    Unix(u32),
}

/// What sort of value is wanted; alternatives that are none are passed over.
#[derive(Clone, Copy)]
pub enum Want {
    /// Any.
    Value,
    /// A text or a number.
    Text,
    /// A number.
    Whole,
    /// True or false.
    Flag,
    /// A point in time.
    Date,
}

impl<'a> Found<'a> {
    /// A value of the answer or of the mapping.
    pub fn seen(value: &'a Value) -> Self {
        Self { value: Cow::Borrowed(value), clock: Clock::Guess }
    }

    /// A value of its own.
    pub fn made(value: Value) -> Self {
        Self { value: Cow::Owned(value), clock: Clock::Guess }
    }

    /// Whether there is a value at all: false and 0 are values, null and the empty text are not.
    pub fn is_value(&self) -> bool {
        !self.value.is_null() && self.value.as_str() != Some("")
    }

    /// Whether the value is of the wanted sort.
    pub fn fits(&self, want: Want) -> bool {
        self.is_value()
            && match want {
                Want::Value => true,
                Want::Text => self.text().is_some(),
                Want::Whole => self.whole().is_some(),
                Want::Flag => self.flag().is_some(),
                Want::Date => matches!(self.time(), Some(Time::At(_))),
            }
    }

    /// The value as text, if it is a text or a number.
    pub fn text(&self) -> Option<&str> {
        json::scalar(&self.value).filter(|text| !text.is_empty() && !self.value.is_boolean())
    }

    /// The value as a whole number; a fraction is cut off.
    pub fn whole(&self) -> Option<i64> {
        json::integer(cut::pieces(json::scalar(&self.value)?, ".").next()?)
    }

    /// The value as a flag: true, or a number or text that is not 0 or "false".
    pub fn flag(&self) -> Option<bool> {
        json::scalar(&self.value).map(|text| !matches!(text, "0" | "false"))
    }

    /// The value as a point in time.
    pub fn time(&self) -> Option<Time> {
        let text = self.text()?;
        let millis = match self.clock {
            Clock::Unix(shift) => time::unix(text, shift),
            Clock::Local(minutes) => time::iso(text, minutes),
            Clock::Guess => time::iso(text, 0).or_else(|| time::guess(text)),
        };
        Some(millis.map_or_else(|| Time::Words(text.to_owned()), Time::At))
    }
}
