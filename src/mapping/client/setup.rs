//! What the client must know of the page before the first request.

use super::super::address;
use crate::cut;

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
    /// Keeps a value of the mapping over a reload.
    pub keep: Keep,
    /// Minutes the reader's clock is ahead of UTC.
    pub utc_offset: i32,
    /// The time: milliseconds since 1970.
    pub now: fn() -> i64,
    /// The browser's name for itself.
    pub agent: String,
}

/// Finds a value of the page by its place and name.
pub type Lookup = Box<dyn Fn(Place, &str) -> Option<String>>;

/// Keeps a value under a name over a reload (`true`: only while the tab is open), or forgets it.
pub type Keep = Box<dyn Fn(&str, bool, Option<&str>)>;

/// A place of the page that has named values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Cookies that scripts may read.
    Cookie,
    /// The `content` of `meta` elements.
    Meta,
    /// What was kept before.
    Kept,
}

/// Facts about the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// The canonical address, or else the location, without fragment.
    pub url: String,
    /// The address that relative addresses of the owner are resolved against. A copy of a page for trying things out
    /// talks to its own origin, whatever its canonical address says.
    pub base: String,
    /// The page's title.
    pub title: String,
    /// The page's language.
    pub lang: String,
}

impl PageFacts {
    /// Visits the variables `page.…`.
    pub(super) fn visit(&self, visit: &mut dyn FnMut(&str, &str)) {
        let url = address::before(&self.url, "#");
        let origin = address::origin(&self.base).unwrap_or_default();
        let path = address::path(url);
        let slug =
            cut::pieces(path, "/").fold("", |last, segment| if segment.is_empty() { last } else { segment });
        visit("page.slug", &address::decoded(slug));
        visit("page.url", url);
        visit("page.origin", &origin);
        visit("page.host", cut::once(&origin, "://").map_or("", |(_, host)| host));
        visit("page.path", path);
        visit("page.title", &self.title);
        visit("page.lang", &self.lang);
    }
}
