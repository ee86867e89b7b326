//! What the page's author wrote on the element, made typed; `state` and `view` read the result.

use crate::digits::decimal;
use crate::json;
use crate::model::Sort;

/// Attributes as written: the element's own, and `data-…` variables without their prefix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// Takes pairs of name and value; `data-post` is written `data-post`.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The value of one attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The variables for the mapping: every `data-…` attribute, without the prefix.
    ///
    /// Attribute names are lower case and have no dots, so `data-auth-token` also sets `auth.token`.
    pub fn variables(&self) -> Vec<(String, String)> {
        let own = ["data-phase"];
        let named = self.0.iter().filter(|(name, _)| !own.contains(&name.as_str()));
        named
            .filter_map(|(name, value)| Some((name.strip_prefix("data-")?.to_owned(), value.clone())))
            .collect()
    }

    /// Replacements for texts: every `text-…` attribute, without the prefix.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("text-")?, value.as_str())))
    }
}

/// The options of one thread, each with a default.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `order`: the order to ask for; the backend's own when absent.
    pub order: Option<Sort>,
    /// `depth`: how deep replies are indented; 0 is a flat list. Default 5.
    pub depth: u32,
    /// `pings`: where pingbacks and mentions stand. Default inline.
    pub pings: Pings,
    /// `numbered`: whether comments carry their number by age.
    pub numbering: Numbering,
    /// `page-size`: entries shown before the reader asks for more; the mapping's own number when absent. What the backend
    /// does not give at once is asked for page by page.
    pub page_size: Option<u64>,
    /// `composer`: whether the form stands open. Default open.
    pub composer: Composer,
    /// `heading-level`: level of the thread's heading, 2 to 6; comments stand one below. Default 2.
    pub heading_level: u8,
    /// `images`: which pictures may be loaded. Default own.
    pub images: Images,
    /// `also`: whether entries of further backends are merged into the thread.
    pub is_joined: bool,
}

words! {
    /// Where pingbacks and mentions stand.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    Pings:
    /// Among the comments, by time.
    #[default]
    Inline = "inline",
    /// In a list of their own below the comments.
    Grouped = "grouped",
    /// Nowhere; they are not counted either.
    Hidden = "hidden",
}

/// Whether comments carry a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// They do not.
    #[default]
    None,
    /// 1, 2, 3… by age.
    ByAge,
}

words! {
    /// Whether the form stands open.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    Composer:
    /// It does.
    #[default]
    Open = "open",
    /// A button opens it.
    Collapsed = "collapsed",
    /// There is none; replies neither.
    None = "none",
}

words! {
    /// Which pictures in comments and of commenters may be loaded.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    Images:
    /// Those of the page's and the backend's origin; no third party learns of the visit.
    #[default]
    Own = "own",
    /// All.
    Any = "any",
    /// None.
    None = "none",
}

impl Default for Config {
    fn default() -> Self {
        Self {
            order: None,
            depth: 5,
            pings: Pings::default(),
            numbering: Numbering::default(),
            page_size: None,
            composer: Composer::default(),
            heading_level: 2,
            images: Images::default(),
            is_joined: false,
        }
    }
}

impl Config {
    /// Reads the attributes; what cannot be read keeps its default and is named in the list of complaints.
    pub fn resolve(attributes: &Attributes) -> (Self, Vec<String>) {
        let mut reader = Reader { attributes, complaints: Vec::new() };
        let config = Self {
            order: reader.word("order", "oldest, newest, best, active or controversial", Sort::named),
            depth: reader.number("depth", 0, 20).unwrap_or(5),
            pings: reader.word("pings", "inline, grouped or hidden", Pings::named).unwrap_or_default(),
            numbering: match attributes.value("numbered") {
                Some(_) => Numbering::ByAge,
                None => Numbering::None,
            },
            page_size: reader.number("page-size", 1, 100_000).map(u64::from),
            composer: reader.word("composer", "open, collapsed or none", Composer::named).unwrap_or_default(),
            heading_level: reader.number("heading-level", 2, 6).map_or(2, |level| level as u8),
            images: reader.word("images", "own, any or none", Images::named).unwrap_or_default(),
            is_joined: attributes.value("also").is_some_and(|also| !also.trim_ascii().is_empty()),
        };
        (config, reader.complaints)
    }
}

struct Reader<'a> {
    attributes: &'a Attributes,
    complaints: Vec<String>,
}

impl Reader<'_> {
    fn word<T>(&mut self, name: &str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.attributes.value(name)?.trim();
        let parsed = parse(value);
        if parsed.is_none() {
            let words = ["attribute ", name, ": expected ", expected, ", found \"", value, "\""];
            self.complaints.push(words.concat());
        }
        parsed
    }

    fn number(&mut self, name: &str, least: u32, greatest: u32) -> Option<u32> {
        let expected = ["a number from ", &decimal(least.into()), " to ", &decimal(greatest.into())].concat();
        self.word(name, &expected, |value| {
            let number = json::integer(value.strip_prefix('+').unwrap_or(value))?;
            number.try_into().ok().filter(|number| (least..=greatest).contains(number))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(pairs: &[(&str, &str)]) -> (Config, Vec<String>) {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Config::resolve(&Attributes::new(pairs))
    }

    #[test]
    fn attributes_become_options() {
        let (config, complaints) =
            resolve(&[("depth", "0"), ("numbered", ""), ("pings", "grouped"), ("order", "newest")]);
        assert!(complaints.is_empty());
        assert_eq!(config.depth, 0);
        assert_eq!(config.numbering, Numbering::ByAge);
        assert_eq!(config.pings, Pings::Grouped);
        assert_eq!(config.order, Some(Sort::Newest));
    }

    #[test]
    fn a_wrong_attribute_keeps_its_default_and_is_named() {
        for (name, value, expected) in [
            ("depth", "deep", "attribute depth: expected a number from 0 to 20, found \"deep\""),
            ("pings", "yes", "attribute pings: expected inline, grouped or hidden, found \"yes\""),
            ("heading-level", "1", "attribute heading-level: expected a number from 2 to 6, found \"1\""),
        ] {
            let (config, complaints) = resolve(&[(name, value)]);
            assert_eq!(config, Config::default());
            assert_eq!(complaints, [expected]);
        }
    }

    #[test]
    fn variables_are_the_data_attributes_of_the_owner() {
        let attributes = Attributes::new(
            [("data-base", "/api"), ("data-phase", "ready"), ("depth", "2")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        );
        assert_eq!(attributes.variables(), [("base".to_owned(), "/api".to_owned())]);
    }
}
