//! What the client must know of the page before the first request.

use super::super::address;

/// What the page tells the client.
pub struct Setup {
    /// The page's `data-…` values, by attribute or property name; those the mapping does not know are ignored.
    pub options: Vec<(String, String)>,
    /// The thread's key, where the page sets its own.
    pub thread: Option<String>,
    /// Facts about the page.
    pub page: PageFacts,
    /// Finds the value of a cookie or of a `meta` element by name.
    pub lookup: Lookup,
    /// Minutes the reader's clock is ahead of UTC.
    pub utc_offset: i32,
    /// Milliseconds since 1970.
    pub now: i64,
    /// The browser's name for itself.
    pub agent: String,
}

/// Finds a value of the page by its place and name.
pub type Lookup = Box<dyn Fn(Place, &str) -> Option<String>>;

/// A place of the page that has named values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Cookies that scripts may read.
    Cookie,
    /// The `content` of `meta` elements.
    Meta,
}

/// Facts about the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// The canonical address, or else the location, without fragment.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// The page's language.
    pub lang: String,
}

impl PageFacts {
    /// The variables `page.…`.
    pub(super) fn facts(&self) -> Vec<(&'static str, String)> {
        let url = address::before(&self.url, b"#").to_owned();
        let origin = address::origin(&url).unwrap_or_default();
        let host = origin.split_once("://").map_or("", |(_, host)| host).to_owned();
        let path = address::path(&url).to_owned();
        let slug = path.rsplit('/').find(|segment| !segment.is_empty()).unwrap_or_default();
        vec![
            ("page.slug", address::decoded(slug)),
            ("page.url", url),
            ("page.origin", origin),
            ("page.host", host),
            ("page.path", path),
            ("page.title", self.title.clone()),
            ("page.lang", self.lang.clone()),
        ]
    }
}
