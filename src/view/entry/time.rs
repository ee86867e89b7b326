//! A date: relative in the text, in full in the title, for machines in `datetime`.

use super::super::Setting;
use super::super::element::{Markup, element};
use crate::locale::rfc3339;
use crate::model::Time;

/// Shows when something was written.
pub fn time(time: &Time, now: i64, setting: &Setting) -> Markup {
    let millis = match time {
        Time::At(millis) => *millis,
        Time::Words(words) => return element("span", "causerie-time").text(words.clone()).into(),
    };
    let dated = element("time", "causerie-time").attribute("datetime", rfc3339(millis));
    // Nothing was written in the future, whatever the backend's clock says.
    let relative = setting.locale.relative(millis.min(now), now);
    dated.attribute("title", setting.locale.date(millis)).text(relative).into()
}
