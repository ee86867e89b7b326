//! A date: relative in the text, for machines in `datetime`. `draw.js` tells it in full once somebody is near.

use super::super::Setting;
use super::super::element::{Markup, element};
use crate::model::Time;

/// Shows when something was written.
pub fn time(time: &Time, now: i64, setting: &Setting) -> Markup {
    match time {
        Time::At(millis) => element("time", "causerie-time").date(&setting.locale.told(*millis, now)).into(),
        Time::Words(words) => element("span", "causerie-time").text(words.clone()).into(),
    }
}
