//! A face: the backend's picture where it may be loaded, otherwise a letter drawn by the style sheet.

use super::super::Setting;
use super::super::element::{Markup, element};
use crate::digits::decimal;
use crate::model::Author;

/// Shows who somebody is at a glance; silent for screen readers, since the name follows.
pub fn avatar(author: &Author, setting: &Setting) -> Markup {
    if let Some(url) = author.avatar.as_ref().filter(|url| setting.may_load(url)) {
        let picture = element("img", "causerie-avatar").attribute("alt", "").attribute("width", "40");
        let picture = picture.attribute("height", "40").attribute("loading", "lazy");
        return picture.attribute("referrerpolicy", "no-referrer").attribute("src", url.clone()).into();
    }
    let name = author.name.as_deref().unwrap_or_default();
    let letter: String = name.chars().find(|c| !c.is_ascii_punctuation()).into_iter().collect();
    let face = element("span", "causerie-avatar").attribute("aria-hidden", "true");
    face.attribute("data-hue", decimal(hue(author))).text(letter).into()
}

/// One of twelve colours, the same for the same person on every page.
fn hue(author: &Author) -> i64 {
    let parts = [author.id.as_deref(), author.name.as_deref(), author.url.as_deref()];
    let bytes = parts.into_iter().flatten().flat_map(str::bytes);
    (bytes.fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 12).into()
}
