//! One entry of a thread and its parts.

use super::{Author, Body, CommentId, Kind, State};
use crate::cut::{find, last, once, part};

/// One entry of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its name in the thread.
    pub id: CommentId,
    /// The comment it answers, if any.
    pub parent: Option<CommentId>,
    /// The top-level comment of its branch, where the backend says so.
    pub root: Option<CommentId>,
    /// The name of the person addressed, where the backend keeps replies flat.
    pub reply_to: Option<String>,
    /// Comment, pingback, mention…
    pub kind: Kind,
    /// Where it stands in moderation.
    pub state: State,
    /// Why it waits or was refused; only moderators are told.
    pub reason: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// What was written.
    pub body: Body,
    /// Its heading, for backends that have one.
    pub title: Option<String>,
    /// Language of the text (BCP 47), for `lang` and `dir`.
    pub lang: Option<String>,
    /// When it was written.
    pub created: Option<Time>,
    /// When it was last changed, if it was.
    pub edited: Option<Time>,
    /// Its permanent address on the backend's own pages.
    pub link: Option<String>,
    /// The page a pingback, trackback or mention comes from.
    pub via: Option<Via>,
    /// Its votes, where the backend counts them.
    pub votes: Option<Votes>,
    /// How many replies there are and how to load those that did not come.
    pub replies: Replies,
    /// Whether the backend keeps it at the top.
    pub pinned: bool,
    /// Whether the backend wants it folded.
    pub collapsed: bool,
    /// Whether this reader wrote it.
    pub mine: bool,
    /// What this reader may do with it.
    pub can: CommentCan,
}

impl Comment {
    /// Makes an approved comment with nothing in it but its id.
    pub fn new(id: CommentId) -> Self {
        Self {
            id,
            parent: None,
            root: None,
            reply_to: None,
            kind: Kind::Comment,
            state: State::Approved,
            reason: None,
            author: Author::default(),
            body: Body::default(),
            title: None,
            lang: None,
            created: None,
            edited: None,
            link: None,
            via: None,
            votes: None,
            replies: Replies::default(),
            pinned: false,
            collapsed: false,
            mine: false,
            can: CommentCan::default(),
        }
    }
}

/// A point in time, or the words of a backend that gives no machine-readable one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    At(i64),
    /// A localized date to show as it is; it has no place in an order.
    Words(String),
}

impl Time {
    /// Milliseconds since the epoch, if known.
    pub fn millis(&self) -> Option<i64> {
        match self {
            Self::At(millis) => Some(*millis),
            Self::Words(_) => None,
        }
    }
}

/// The page an entry comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Via {
    /// Its address; `http` or `https` only.
    pub url: Option<String>,
    /// Its title, often “title – site”.
    pub name: Option<String>,
}

impl Via {
    /// The page's title and its site's name, split at the last ` | ` or else the last dash;
    /// without a split, the site is the host of the address.
    pub fn title_and_site(&self) -> (Option<&str>, Option<&str>) {
        let host = self.url.as_deref().and_then(host);
        let Some(name) = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
            return (host, None);
        };
        let split = [" | ", " – ", " — ", " - "].iter().find_map(|between| last(name, between));
        match split.map(|(title, site)| (title.trim(), site.trim())) {
            Some((title, site)) if !title.is_empty() && !site.is_empty() => (Some(title), Some(site)),
            _ => (Some(name), host),
        }
    }

    /// The site's name where the page's title is known: the name without it, or else the host of the address.
    pub fn site_of(&self, title: &str) -> Option<&str> {
        let name = self.name.as_deref().unwrap_or_default();
        let rest = name.trim().strip_prefix(title).unwrap_or(name);
        let site = rest.trim_matches([' ', '|', '–', '—', '-']);
        Some(site).filter(|site| !site.is_empty()).or_else(|| self.url.as_deref().and_then(host))
    }
}

fn host(url: &str) -> Option<&str> {
    let (_, rest) = once(url, "://")?;
    let host = part(rest, 0, find(rest, 0, "/?#"));
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// How an entry was voted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// Votes for.
    pub up: Option<i64>,
    /// Votes against.
    pub down: Option<i64>,
    /// The sum, where the backend gives only that.
    pub score: Option<i64>,
    /// This reader's own vote: −1, 0 or 1.
    pub mine: i8,
}

/// The replies of one comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replies {
    /// All replies, at every depth the backend counts.
    pub total: Option<u64>,
    /// Those that did not come with the page.
    pub hidden: Option<u64>,
    /// The backend's cursor to them.
    pub next: Option<String>,
}

/// What this reader may do with one comment; `None` where the backend does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommentCan {
    /// Answer it.
    pub reply: Option<bool>,
    /// Change it.
    pub edit: Option<bool>,
    /// Delete it.
    pub delete: Option<bool>,
    /// Vote on it.
    pub vote: Option<bool>,
    /// Report it.
    pub flag: Option<bool>,
    /// Decide about it.
    pub moderate: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_a_known_title_the_name_is_the_sites() {
        for (name, url, expected) in [
            ("Un blog - web, design", "https://a.example/", Some("Un blog - web, design")),
            ("Le titre – Un blog", "", Some("Un blog")),
            ("Le titre", "https://www.a.example/x", Some("a.example")),
            ("", "", None),
        ] {
            let via =
                Via { name: Some(name.to_owned()), url: Some(url.to_owned()).filter(|url| !url.is_empty()) };
            assert_eq!(via.site_of("Le titre"), expected, "{name}");
        }
    }

    #[test]
    fn a_pages_name_is_split_into_title_and_site() {
        for (name, url, expected) in [
            ("Les outils | Manager une communauté", "", (Some("Les outils"), Some("Manager une communauté"))),
            (
                "Qui est in ? | Choblab - web 2.0, design",
                "",
                (Some("Qui est in ?"), Some("Choblab - web 2.0, design")),
            ),
            ("Titre – Le Blog", "https://a.example/", (Some("Titre"), Some("Le Blog"))),
            ("I like PM", "http://www.example.org/x", (Some("I like PM"), Some("example.org"))),
            ("I like PM", "", (Some("I like PM"), None)),
            ("semi-automatique", "", (Some("semi-automatique"), None)),
            ("", "https://a.example/x?y", (Some("a.example"), None)),
            ("", "", (None, None)),
        ] {
            let via =
                Via { name: Some(name.to_owned()), url: Some(url.to_owned()).filter(|url| !url.is_empty()) };
            assert_eq!(via.title_and_site(), expected, "{name}");
        }
    }
}
