//! Which attribute an element may keep, and which values; addresses are checked by `context`.

use super::super::node::{Attribute, Tag, value};
use super::token::attribute;
use crate::cut::{find, is_number, joined, part, skip, skip_name, starts, tail, word};
use crate::entity::{Place, decoded};

/// Reads the attributes of a start tag and keeps what may stay.
#[inline(never)]
pub fn attributes(tag: Tag, written: &str) -> Vec<(Attribute, String)> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some((name, raw)) = attribute(written, &mut at) {
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
        Attribute::Href => tag == Tag::A,
        Attribute::Title => matches!(tag, Tag::A | Tag::Img | Tag::Abbr),
        Attribute::Src | Attribute::Alt | Attribute::Width | Attribute::Height => tag == Tag::Img,
        Attribute::Start => tag == Tag::Ol,
        Attribute::Value => tag == Tag::Li,
        Attribute::ColSpan | Attribute::RowSpan => matches!(tag, Tag::Td | Tag::Th),
        // The class of an image says whether it is an emoticon and is not kept.
        Attribute::Class => matches!(tag, Tag::Code | Tag::Img),
        Attribute::DateTime => tag == Tag::Time,
        Attribute::Rel => false,
    }
}

fn checked(attribute: Attribute, tag: Tag, value: String) -> Option<String> {
    let is_fine = match attribute {
        Attribute::Lang => is_plain(&value, 35, "-"),
        Attribute::Dir => word("ltr rtl auto", &value) < 3,
        Attribute::Width | Attribute::Height => is_number(&value, "9999"),
        Attribute::ColSpan | Attribute::RowSpan => is_number(&value, "99") && value != "0",
        Attribute::Start | Attribute::Value => {
            is_number(tail(&value, skip(&value, 0, "-").min(1)), "99999999")
        }
        Attribute::Class if tag == Tag::Code => {
            let mut at = 0;
            while at < value.len() && !starts(&value, at, LANGUAGE) {
                at = find(&value, at, " ") + 1;
            }
            let start = at + LANGUAGE.len();
            return language(part(&value, start, find(&value, start, " ")));
        }
        Attribute::DateTime => is_plain(&value, 40, "-:+. "),
        Attribute::Title | Attribute::Alt => value.len() <= LONGEST_TITLE,
        Attribute::Href | Attribute::Src | Attribute::Class | Attribute::Rel => true,
    };
    is_fine.then_some(value)
}

/// Gives the class of a code in this language.
pub fn language(name: &str) -> Option<String> {
    is_plain(name, 30, "+-#_.").then(|| joined(LANGUAGE, name, ""))
}

/// Says whether a value has only ASCII letters, digits and others from a set.
fn is_plain(value: &str, longest: usize, others: &str) -> bool {
    !value.is_empty() && value.len() <= longest && skip_name(value, 0, others) == value.len()
}

const LANGUAGE: &str = "language-";
/// Longer explanations are dropped.
const LONGEST_TITLE: usize = 1000;
