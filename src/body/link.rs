//! Addresses and mentions in plain text become links; long addresses are shown shortened.

use super::context::Context;
use super::cut::{find, first, has, head, last, part, position, tail};
use super::node::{Attribute, Element, Node, Tag, value};
use super::url::{authority, is_word};

/// Shortens a long address to 45 characters: the first 30, five dots, the last 10.
///
/// ```
/// let shown = causerie::body::shorten("http://www.managerunecommunaute.com/2009/08/17/community-manager/");
/// assert_eq!(shown, "http://www.managerunecommunaut.....y-manager/");
/// ```
pub fn shorten(url: &str) -> String {
    let place = |at| url.char_indices().nth(at).map(|(at, _)| at);
    let end = url.char_indices().nth_back(9).map(|(at, _)| at);
    match (place(30), place(45), end) {
        (Some(start), Some(_), Some(end)) => [head(url, start), ".....", tail(url, end)].concat(),
        _ => url.to_owned(),
    }
}

/// Links the addresses and mentions in nodes, except in links and code.
pub(super) fn linked(nodes: Vec<Node>, context: &Context) -> Vec<Node> {
    Finder { context, left: MOST_LINKS }.walk(nodes)
}

/// What stands at a place of a text.
enum Found {
    /// A link over so many bytes.
    Link(usize, Vec<(Attribute, String)>),
    /// So many bytes in which no link may start.
    Nothing(usize),
}

struct Finder<'a> {
    context: &'a Context<'a>,
    left: usize,
}

impl Finder<'_> {
    fn walk(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            let mut element = match node {
                Node::Text(text) => {
                    self.split(text, &mut out);
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.tag {
                Tag::A => shorten_shown(&mut element),
                Tag::Code | Tag::Pre | Tag::Kbd | Tag::Samp => {}
                _ => element.children = self.walk(element.children),
            }
            out.push(Node::Element(element));
        }
        out
    }

    fn split(&mut self, text: String, out: &mut Vec<Node>) {
        let (mut start, mut at, mut before) = (0, 0, ' ');
        while let Some(char) = first(tail(&text, at)) {
            let found = self.found(char, before, tail(&text, at)).unwrap_or(Found::Nothing(char.len_utf8()));
            let (Found::Link(length, _) | Found::Nothing(length)) = found;
            before = last(part(&text, at, at + length)).unwrap_or(char);
            if let Found::Link(_, attributes) = found {
                let shown = part(&text, at, at + length);
                let shown = if char == '@' { shown.to_owned() } else { shorten(shown) };
                if start < at {
                    out.push(Node::Text(part(&text, start, at).to_owned()));
                }
                let children = vec![Node::Text(shown)];
                out.push(Node::Element(Element { tag: Tag::A, attributes, children }));
                start = at + length;
                self.left -= 1;
            }
            at += length;
        }
        match start {
            0 => out.push(Node::Text(text)),
            _ if start < text.len() => out.push(Node::Text(tail(&text, start).to_owned())),
            _ => {}
        }
    }

    fn found(&self, first: char, before: char, rest: &str) -> Option<Found> {
        if self.left == 0 || is_word(before) || matches!(before, '@' | '/' | '-') {
            return None;
        }
        match first {
            '@' => self.mention(rest),
            'h' | 'H' => self.address(rest, prefix(rest).filter(|length| *length > 4)?),
            'w' | 'W' if before != '.' => self.address(rest, prefix(rest)?),
            _ => None,
        }
    }

    fn mention(&self, rest: &str) -> Option<Found> {
        let text = tail(rest, 1);
        if text.starts_with(char::is_whitespace) {
            return None;
        }
        let mention = (self.context.mention)(text)?;
        let after = text.get(mention.length..)?.chars().next().unwrap_or(' ');
        let is_fine = mention.length > 0 && !is_word(after) && after != '@';
        is_fine.then(|| Found::Link(mention.length + 1, vec![(Attribute::Href, mention.target)]))
    }

    /// Reads an address whose first `start` bytes are `https://`, `http://` or `www.`.
    fn address(&self, rest: &str, start: usize) -> Option<Found> {
        let host =
            start + find(tail(rest, start), &|char| !(is_word(char) || matches!(char, '-' | '.' | ':')));
        let mut next = tail(rest, host).chars();
        let (run, is_cut) = match next.next() {
            Some('/' | '?' | '#') => (host + find(tail(rest, host), &ends), false),
            Some('…') => (host, next.next().is_some_and(is_word)),
            Some('@') => (host, true),
            _ => (host, false),
        };
        let url = trimmed(head(rest, run));
        let name = url.get(start..).and_then(authority).unwrap_or("");
        let is_name = name
            .split(':')
            .next()
            .is_some_and(|name| has(name.trim_matches('.'), '.') || name == "localhost" && start > 4);
        if is_cut || !is_name || position(url, ".....").is_some() || has(url, '…') {
            return Some(Found::Nothing(run));
        }
        let full = if start == 4 { ["http://", url].concat() } else { url.to_owned() };
        let Some(mut attributes) = self.context.link(&full) else { return Some(Found::Nothing(run)) };
        if is_long(url) {
            attributes.push((Attribute::Title, full));
        }
        Some(Found::Link(url.len(), attributes))
    }
}

/// Says how an address starts: the length of `https://`, `http://` or `www.`.
pub(super) fn prefix(text: &str) -> Option<usize> {
    let starts =
        |prefix: &&str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    ["http://", "https://", "www."].iter().find(|prefix| starts(prefix)).map(|prefix| prefix.len())
}

/// Shortens a link that shows its own address, as those WordPress makes do.
fn shorten_shown(link: &mut Element) {
    let [Node::Text(shown)] = link.children.as_mut_slice() else { return };
    let Some(url) = value(&link.attributes, Attribute::Href) else { return };
    let typed = shown.trim();
    let is_same =
        typed == url || typed.starts_with("www.") && [7, 8].iter().any(|at| tail(url, *at) == typed);
    if !is_same || !is_long(typed) {
        return;
    }
    let title = url.to_owned();
    *shown = shorten(typed);
    link.attributes.retain(|(attribute, _)| *attribute != Attribute::Title);
    link.attributes.push((Attribute::Title, title));
}

fn is_long(url: &str) -> bool {
    url.chars().nth(45).is_some()
}

/// Says whether a character ends every address: white space, quotes, brackets of markup, invisible marks.
fn ends(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`')
        || matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// Takes off the punctuation of the sentence and the brackets that were opened before the address.
fn trimmed(url: &str) -> &str {
    let count = |wanted| url.bytes().filter(|byte| *byte == wanted).count();
    let excess = |open, close| count(close).saturating_sub(count(open));
    let mut left = [(')', excess(b'(', b')')), (']', excess(b'[', b']')), ('}', excess(b'{', b'}'))];
    let mut url = url;
    while let Some(end) = last(url) {
        let bracket = left.iter_mut().find(|(close, count)| *close == end && *count > 0);
        if bracket.is_none() && !has(TRAILING, end) {
            break;
        }
        if let Some((_, count)) = bracket {
            *count -= 1;
        }
        url = head(url, url.len() - end.len_utf8());
    }
    url
}

const TRAILING: &str = ".,;:!?'\"»”’…";
const MOST_LINKS: usize = 1000;
