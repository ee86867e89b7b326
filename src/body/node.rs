//! The safe nodes a comment's text becomes; `view` turns them into elements one by one.

use crate::cut::{nth, word};

/// A piece of a comment that is safe to show.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Characters, shown as they are.
    Text(String),
    /// An element of the allow-list.
    Element(Element),
}

/// An element that may be shown, with the attributes it may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Which element it is.
    pub tag: Tag,
    /// Checked attributes, each at most once.
    pub attributes: Vec<(Attribute, String)>,
    /// What it contains.
    pub children: Vec<Node>,
}

impl Element {
    /// Finds the value of an attribute.
    pub fn attribute(&self, wanted: Attribute) -> Option<&str> {
        value(&self.attributes, wanted)
    }
}

/// Finds the value of an attribute in a list.
pub(super) fn value(attributes: &[(Attribute, String)], wanted: Attribute) -> Option<&str> {
    attributes.iter().find(|(attribute, _)| *attribute == wanted).map(|(_, value)| value.as_str())
}

/// Takes the value of an attribute out of a list; without one it is empty.
pub(super) fn take(attributes: &mut Vec<(Attribute, String)>, wanted: Attribute) -> String {
    let at = attributes.iter().position(|(attribute, _)| *attribute == wanted);
    at.map(|at| attributes.swap_remove(at).1).unwrap_or_default()
}

macro_rules! names {
    ($(#[$about:meta])* $name:ident: $($variant:ident $text:literal)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`.")] $variant,)*
        }

        impl $name {
            const ALL: &[Self] = &[$(Self::$variant,)*];
            const NAMES: &str = concat!($($text, " ",)*);

            /// Names it as HTML does.
            pub fn as_str(self) -> &'static str {
                nth(Self::NAMES, self as usize)
            }

            /// Finds it by its name in HTML, in upper or lower case.
            pub(super) fn parse(name: &str) -> Option<Self> {
                Self::ALL.get(word(Self::NAMES, name)).copied()
            }
        }
    };
}

names! {
    /// The elements a comment may contain; no other can be expressed.
    Tag:
    A "a" Abbr "abbr" B "b" Blockquote "blockquote" Br "br" Caption "caption" Cite "cite" Code "code"
    Dd "dd" Del "del" Dl "dl" Dt "dt" Em "em" Figcaption "figcaption" Figure "figure" Hr "hr" I "i"
    Img "img" Ins "ins" Kbd "kbd" Li "li" Mark "mark" Ol "ol" P "p" Pre "pre" Q "q" S "s" Samp "samp"
    Small "small" Strong "strong" Sub "sub" Sup "sup" Table "table" Tbody "tbody" Td "td" Th "th"
    Thead "thead" Time "time" Tr "tr" U "u" Ul "ul"
}

names! {
    /// The attributes those elements may have; `id`, `name`, `style` and `on…` cannot be expressed.
    Attribute:
    Alt "alt" Class "class" ColSpan "colspan" DateTime "datetime" Dir "dir" Height "height" Href "href"
    Lang "lang" Rel "rel" RowSpan "rowspan"
    Src "src" Start "start" Title "title" Value "value" Width "width"
}

impl Tag {
    /// Says whether it runs along with the text instead of standing on lines of its own.
    pub fn is_inline(self) -> bool {
        use Tag::*;
        matches!(self, A | Abbr | B | Br | Cite | Code | Del | Em | I | Img | Ins | Kbd)
            || matches!(self, Mark | Q | S | Samp | Small | Strong | Sub | Sup | Time | U)
    }

    /// Says whether it never contains anything.
    pub fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Hr | Self::Img)
    }
}
