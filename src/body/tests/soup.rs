//! Whatever comes in, what goes out is bounded, on the allow-list and quick.

use super::super::{Attribute, Element, Tag, excerpt, text};
use super::*;
use std::time::{Duration, Instant};

const PIECES: &str = "<b>|</b>|<p>|</p>|<ul>|<li>|</ul>|<table>|<tr>|<td>|</table>|<a href=http://a.example/>|\
    <a href=javascript:x>|</a>|<img src=/x alt='|<svg>|</svg>|<script>|</script>|<pre>|</pre>|<blockquote>|<div>|</div>|\
    <h1>|</h1>|<br>|<!--|-->|<dl>|<dt>|<figure>|<code class=language-x id=y>|</code>|<i onclick=z>|&|&#|&#x80;|&eacute;|;|<|>|\
    \"|'|=|/|a|é|😀|\u{0}|\u{301}| |\n|\r\n|\t|\u{a0}|\u{202e}|@Webaxis|@|http://|www.a.fr|https://b.example/(|)|…|.....|*|\
    **|_|~~|`|```|[|](|]|!|\\|#|1. |- |    |[...]|mailto:a@b.c|<!|</|<?|]]>|javascript:";

/// A small generator (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn contents(text: &str) -> [Content; 3] {
    [Content::Html(text.to_owned()), Content::Markdown(text.to_owned()), Content::Text(text.to_owned())]
}

fn check(nodes: &[Node], parents: &mut Vec<Tag>, count: &mut usize) {
    assert!(parents.len() <= 64, "too deep");
    for node in nodes {
        *count += 1;
        let Node::Element(element) = node else { continue };
        check_element(element, parents);
        parents.push(element.tag);
        check(&element.children, parents, count);
        parents.pop();
    }
}

fn check_element(element: &Element, parents: &[Tag]) {
    let (tag, parent) = (element.tag, parents.last().copied());
    assert!(!tag.is_void() || element.children.is_empty());
    assert!(tag != Tag::A || !parents.contains(&Tag::A), "a link in a link");
    let is_fine = match tag {
        Tag::Td | Tag::Th => parent == Some(Tag::Tr),
        Tag::Tr => matches!(parent, Some(Tag::Table | Tag::Thead | Tag::Tbody)),
        Tag::Li => matches!(parent, Some(Tag::Ul | Tag::Ol)),
        Tag::Dt | Tag::Dd => parent == Some(Tag::Dl),
        _ => tag.is_inline() || !parent.is_some_and(|parent| parent.is_inline() || parent == Tag::P),
    };
    assert!(is_fine, "{tag:?} in {parent:?}");
    for (attribute, value) in &element.attributes {
        let schemes = ["http://", "https://", "mailto:", "#comment-"];
        let is_address = matches!(attribute, Attribute::Href | Attribute::Src);
        assert!(!is_address || schemes.iter().any(|scheme| value.starts_with(scheme)), "{value}");
        assert!(*attribute != Attribute::Class || value.starts_with("language-"));
    }
}

#[test]
fn tag_soup_comes_out_clean() {
    let pieces: Vec<&str> = PIECES.split('|').collect();
    let mut dice = Dice(20_091_117);
    for _ in 0..1500 {
        let length = 1 + dice.roll(60);
        let soup: String = (0..length).map(|_| pieces[dice.roll(pieces.len())]).collect();
        for content in contents(&soup) {
            let found = nodes(&content, &context());
            let blocks =
                found.iter().all(|node| matches!(node, Node::Element(element) if !element.tag.is_inline()));
            assert!(blocks, "text outside of blocks from {soup:?}");
            check(&found, &mut Vec::new(), &mut 0);
            text(&content);
            excerpt(&content);
        }
    }
}

#[test]
fn hostile_patterns_take_time_in_proportion_and_do_not_grow_large() {
    let patterns = "[ ( < > * _ ** ` ~~ & &# &amp ![ [a](b [a](<b <a> <b> <div> <ul><li> <table> <!-- </ <p> <br> <b><p> \
        </p> - >>- *a **a_ a* a_ `a``b @ @Webaxis http:// http://( www.( www.a.fr. http://a.b/( http://a.b/) http://a.b… \
        <svg> <script> <a/href='/x'>y<p> \\ [a](b)[ ![a](b) <h1> *_ ~~a ]( \"> '= <td> \u{301} 😀 1.\t -\t |- &eacute; &thetasym; \
        http://a.b/….x [](( <i><u> </b></i>x <b/><i/>x</b>";
    for pattern in patterns.split_whitespace() {
        let (few, many) = (pattern.repeat(8_000 / pattern.len()), pattern.repeat(32_000 / pattern.len()));
        for (kind, (few, many)) in contents(&few).iter().zip(&contents(&many)).enumerate() {
            let mut count = 0;
            check(&nodes(many, &context()), &mut Vec::new(), &mut count);
            assert!(count <= 15_000, "{count} nodes from {pattern} as {kind}");
            // Four times the text: in proportion that is 4, for a square 16. A busy machine may slow one try.
            let in_proportion = |_| fastest(many) < fastest(few) * 10 + Duration::from_millis(5);
            assert!((0..10).any(in_proportion), "{pattern} as {kind} takes more than in proportion");
        }
    }
}

/// The fastest of a few runs: what others do on the machine meanwhile only slows some of them.
fn fastest(content: &Content) -> Duration {
    let run = |_| {
        let start = Instant::now();
        nodes(content, &context());
        start.elapsed()
    };
    (0..3).map(run).min().unwrap()
}

#[test]
fn a_long_address_is_not_multiplied() {
    let html = format!("<a href='/{}'>{}", "x".repeat(8000), "<p>y".repeat(20_000));
    let size = format!("{:?}", nodes(&Content::Html(html), &context())).len();
    assert!(size < 10_000_000, "{size}");
}
