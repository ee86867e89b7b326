//! A date: relative in the text, in full in the title, for machines in `datetime`.

use super::Setting;
use crate::locale::rfc3339;
use crate::model::Time;
use yew::{Html, html};

/// Shows when something was written.
pub fn time(time: &Time, now: i64, setting: &Setting) -> Html {
    match time {
        Time::At(millis) => html! {
            <time class="causerie-time" part="time" datetime={rfc3339(*millis)} title={setting.locale.date(*millis)}>
                { setting.locale.relative(*millis, now) }
            </time>
        },
        Time::Words(words) => html! { <span class="causerie-time" part="time">{ words }</span> },
    }
}
