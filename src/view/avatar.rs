//! A face: the backend's picture where it may be loaded, otherwise a letter drawn by the style sheet.

use super::Setting;
use crate::model::Author;
use yew::{Html, html};

/// Shows who somebody is at a glance; silent for screen readers, since the name follows.
pub fn avatar(author: &Author, setting: &Setting) -> Html {
    if let Some(src) = author.avatar.as_ref().filter(|url| setting.may_load(url)) {
        return html! {
            <img class="causerie-avatar" part="avatar" src={src.clone()} alt="" width="40" height="40"
                loading="lazy" decoding="async" referrerpolicy="no-referrer" />
        };
    }
    let name = author.name.as_deref().unwrap_or_default();
    let letter: String =
        name.chars().find(|c| c.is_alphanumeric()).into_iter().flat_map(char::to_uppercase).collect();
    html! {
        <span class="causerie-avatar" part="avatar" data-hue={hue(author).to_string()} aria-hidden="true">{ letter }</span>
    }
}

/// One of twelve colours, the same for the same person on every page.
fn hue(author: &Author) -> u32 {
    let parts = [author.id.as_deref(), author.name.as_deref(), author.url.as_deref()];
    let bytes = parts.into_iter().flatten().flat_map(str::bytes);
    bytes.fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 12
}
