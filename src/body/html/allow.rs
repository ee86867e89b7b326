//! Which attribute an element may keep, and which values; addresses are checked by `context`.

use super::super::node::{Attribute, Tag, value};
use super::entity::{Place, decoded};
use super::token::attribute;

/// Reads the attributes of a start tag and keeps what may stay.
pub fn attributes(tag: Tag, written: &str) -> Vec<(Attribute, String)> {
    let mut kept = Vec::new();
    let mut rest = written;
    while let Some((name, raw)) = attribute(&mut rest) {
        let known = Attribute::parse(name).filter(|known| is_allowed(tag, *known));
        // The first of two counts, as in browsers.
        let Some(known) = known.filter(|known| value(&kept, *known).is_none()) else { continue };
        if let Some(value) = checked(known, tag, decoded(raw, Place::Attribute)) {
            kept.push((known, value));
        }
    }
    kept
}

fn is_allowed(tag: Tag, attribute: Attribute) -> bool {
    match attribute {
        Attribute::Lang | Attribute::Dir => true,
        Attribute::Href | Attribute::HrefLang => tag == Tag::A,
        Attribute::Title => matches!(tag, Tag::A | Tag::Img | Tag::Abbr),
        Attribute::Src | Attribute::Alt | Attribute::Width | Attribute::Height => tag == Tag::Img,
        Attribute::Start | Attribute::Reversed => tag == Tag::Ol,
        Attribute::Value => tag == Tag::Li,
        Attribute::ColSpan | Attribute::RowSpan => matches!(tag, Tag::Td | Tag::Th),
        Attribute::Scope => tag == Tag::Th,
        // The class of an image says whether it is an emoticon and is not kept.
        Attribute::Class => matches!(tag, Tag::Code | Tag::Img),
        Attribute::DateTime => tag == Tag::Time,
        Attribute::Rel => false,
    }
}

fn checked(attribute: Attribute, tag: Tag, value: String) -> Option<String> {
    let plain = |longest: usize, others: &str| {
        let fits = |char: char| char.is_ascii_alphanumeric() || others.contains(char);
        !value.is_empty() && value.len() <= longest && value.chars().all(fits)
    };
    let number =
        |longest: usize| value.len() <= longest && value.parse::<i32>().is_ok_and(|number| number >= 0);
    let is_fine = match attribute {
        Attribute::Lang | Attribute::HrefLang => plain(35, "-"),
        Attribute::Dir => matches!(value.as_str(), "ltr" | "rtl" | "auto"),
        Attribute::Width | Attribute::Height => number(4),
        Attribute::ColSpan | Attribute::RowSpan => number(2) && value != "0",
        Attribute::Start | Attribute::Value => value.len() <= 9 && value.parse::<i32>().is_ok(),
        Attribute::Scope => matches!(value.as_str(), "row" | "col" | "rowgroup" | "colgroup"),
        Attribute::Class if tag == Tag::Code => {
            return value.split(' ').find_map(|class| class.strip_prefix("language-")).and_then(language);
        }
        Attribute::DateTime => plain(40, "-:+. "),
        Attribute::Reversed => return Some(String::new()),
        Attribute::Title | Attribute::Alt => value.len() <= LONGEST_TITLE,
        Attribute::Href | Attribute::Src | Attribute::Class | Attribute::Rel => true,
    };
    is_fine.then_some(value)
}

/// Gives the class of a code in this language.
pub fn language(name: &str) -> Option<String> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"+-#_.".contains(&byte);
    let fits = !name.is_empty() && name.len() <= 30 && name.bytes().all(is_name);
    fits.then(|| ["language-", name].concat())
}

/// Longer explanations are dropped.
const LONGEST_TITLE: usize = 1000;
