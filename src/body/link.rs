//! Addresses and mentions in plain text become links; long addresses are shown shortened.

use super::context::Context;
use super::node::{Attribute, Element, Node, Tag, take, value};
use crate::cut::{after, before, byte, char_at, find, find_char, joined, part, position, skip, starts, tail};
use crate::url::{authority, is_word, web_prefix};

/// Shortens a long address to 45 characters: the first 30, five dots, the last 10.
///
/// ```
/// let shown = causerie::body::shorten("http://www.managerunecommunaute.com/2009/08/17/community-manager/");
/// assert_eq!(shown, "http://www.managerunecommunaut.....y-manager/");
/// ```
pub fn shorten(url: &str) -> String {
    if !is_long(url) {
        return url.to_owned();
    }
    let mut end = url.len();
    for _ in 0..10 {
        end -= before(url, end).len_utf8();
    }
    joined(part(url, 0, after(url, 30)), ".....", tail(url, end))
}

/// Links the addresses and mentions in nodes, except in links and code.
pub(super) fn linked(nodes: Vec<Node>, context: &Context) -> Vec<Node> {
    Finder { context, left: MOST_LINKS, link: Vec::new() }.walk(nodes)
}

struct Finder<'a> {
    context: &'a Context<'a>,
    left: usize,
    /// The attributes of the link that was just read.
    link: Vec<(Attribute, String)>,
}

impl Finder<'_> {
    fn walk(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Text(text) => self.split(text, &mut out),
                Node::Element(mut element) => {
                    match element.tag {
                        Tag::A => shorten_shown(&mut element),
                        Tag::Code | Tag::Pre | Tag::Kbd | Tag::Samp => {}
                        _ => element.children = self.walk(element.children),
                    }
                    out.push(Node::Element(element));
                }
            }
        }
        out
    }

    fn split(&mut self, text: String, out: &mut Vec<Node>) {
        let (mut start, mut at) = (0, 0);
        while at < text.len() {
            at = find(&text, at, "@hHwW");
            let end = self.read(&text, at);
            if !self.link.is_empty() {
                let shown = part(&text, at, end);
                let shown = if byte(shown, 0) == b'@' { shown.to_owned() } else { shorten(shown) };
                push_text(part(&text, start, at), out);
                out.push(Node::Element(Element {
                    tag: Tag::A,
                    attributes: std::mem::take(&mut self.link),
                    children: vec![Node::Text(shown)],
                }));
                self.left -= 1;
                start = end;
            }
            at = end;
        }
        push_text(tail(&text, start), out);
    }

    /// Reads what starts at a place, a link or not, and gives its end.
    fn read(&mut self, text: &str, at: usize) -> usize {
        let before = before(text, at);
        if self.left == 0 || is_word(before) || matches!(before, '@' | '/' | '-') {
            return at + 1;
        }
        let start = at + prefix(text, at);
        if byte(text, at) == b'@' {
            return self.mention(text, at + 1);
        }
        if start == at || start == at + 4 && before == '.' {
            return at + 1;
        }
        self.address(text, at, start)
    }

    fn mention(&mut self, text: &str, at: usize) -> usize {
        let rest = tail(text, at);
        if char_at(rest, 0).is_whitespace() {
            return at;
        }
        let Some(mention) = (self.context.mention)(rest) else { return at };
        let next = char_at(rest, mention.length);
        if mention.length == 0 || is_word(next) || next == '@' {
            return at;
        }
        self.link.push((Attribute::Href, mention.target));
        at + mention.length
    }

    /// Reads an address of which `https://`, `http://` or `www.` was read.
    fn address(&mut self, text: &str, at: usize, start: usize) -> usize {
        let host = find_char(text, start, |char| !(is_word(char) || matches!(char, '-' | '.' | ':')));
        let (run, is_cut) = match char_at(text, host) {
            '/' | '?' | '#' => (find_char(text, host, ends), false),
            '…' => (host, is_word(char_at(text, host + 3))),
            char => (host, char == '@'),
        };
        let url = trimmed(part(text, at, run));
        let start = start - at;
        let name = part(url, start, find(url, start, ":").min(authority(url, start)));
        // A dot inside the name.
        let dot = find(name, skip(name, 0, "."), ".");
        let is_name = skip(name, dot, ".") < name.len() || name == "localhost" && start > 4;
        if is_cut || !is_name || position(url, 0, "...").min(position(url, 0, "…")) < url.len() {
            return run;
        }
        let full = joined(if start == 4 { "http://" } else { "" }, url, "");
        self.link = self.context.link(&full);
        if self.link.is_empty() {
            return run;
        }
        if is_long(url) {
            self.link.push((Attribute::Title, full));
        }
        at + url.len()
    }
}

fn push_text(text: &str, out: &mut Vec<Node>) {
    if !text.is_empty() {
        out.push(Node::Text(text.to_owned()));
    }
}

/// Says how an address starts: the length of `https://`, `http://` or `www.`, or zero.
pub(super) fn prefix(text: &str, at: usize) -> usize {
    if starts(text, at, "www.") { 4 } else { web_prefix(text, at) }
}

/// Shortens a link that shows its own address, as those that blog software makes do.
fn shorten_shown(link: &mut Element) {
    let [Node::Text(shown)] = link.children.as_mut_slice() else { return };
    let Some(url) = value(&link.attributes, Attribute::Href) else { return };
    let typed = shown.trim();
    let is_same = typed == url || starts(typed, 0, "www.") && typed == tail(url, web_prefix(url, 0));
    if !is_same || !is_long(typed) {
        return;
    }
    let title = url.to_owned();
    *shown = shorten(typed);
    take(&mut link.attributes, Attribute::Title);
    link.attributes.push((Attribute::Title, title));
}

fn is_long(url: &str) -> bool {
    after(url, 45) < url.len()
}

/// Says whether a character ends every address: white space, quotes, brackets of markup, invisible marks.
pub(super) fn ends(char: char) -> bool {
    matches!(char, '\0'..=' ' | '<' | '>' | '"' | '`' | '“' | '”' | '«' | '»')
        || matches!(char, '\x7f'..='\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}')
        || matches!(char, '\u{205f}'..='\u{206f}' | '\u{3000}')
}

/// Takes off the punctuation of the sentence and the brackets that were opened before the address.
fn trimmed(url: &str) -> &str {
    // How many more were closed than opened so far, for each kind.
    let (mut excess, mut at, mut end) = ([0i32; 3], 0, 0);
    while at < url.len() {
        let char = char_at(url, at);
        at += char.len_utf8();
        let (kind, step) = match char {
            '(' => (0, -1),
            ')' => (0, 1),
            '[' => (1, -1),
            ']' => (1, 1),
            '{' => (2, -1),
            '}' => (2, 1),
            _ => (3, 0),
        };
        let mut is_trailing = is_trailing(char);
        if let Some(excess) = excess.get_mut(kind) {
            *excess += step;
            is_trailing = step > 0 && *excess > 0;
        }
        if !is_trailing {
            end = at;
        }
    }
    part(url, 0, end)
}

fn is_trailing(char: char) -> bool {
    matches!(char, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '»' | '”' | '’' | '…')
}

const MOST_LINKS: usize = 1000;
