//! Checks of nodes, written apart from the allow-list they obey.

use causerie::body::{Attribute, Context, Element, Node, Tag};

/// The page of the tests.
pub const PAGE: &str = "https://blog.example/2009/08/post/?p=1";

/// Knows the page, nobody, and images of one host.
pub const CONTEXT: Context<'static> =
    Context { base: Some(PAGE), mention: &|_| None, images: &|url| url.starts_with("https://blog.example/") };

/// Checks everything that is shown of a comment.
pub fn check(nodes: &[Node]) {
    for node in nodes {
        let Node::Element(element) = node else { panic!("text outside of blocks: {node:?}") };
        assert!(!element.tag.is_inline(), "{:?} outside of blocks", element.tag);
    }
    let mut count = 0;
    walk(nodes, &mut Vec::new(), &mut count);
    assert!(count <= 15_000, "{count} nodes");
}

fn walk(nodes: &[Node], parents: &mut Vec<Tag>, count: &mut usize) {
    assert!(parents.len() <= 64, "too deep");
    for node in nodes {
        *count += 1;
        match node {
            Node::Text(_) => {}
            Node::Element(element) => {
                self::element(element, parents);
                parents.push(element.tag);
                walk(&element.children, parents, count);
                parents.pop();
            }
        }
    }
}

fn element(element: &Element, parents: &[Tag]) {
    use Tag::*;
    let (tag, parent) = (element.tag, parents.last().copied());
    assert!(!tag.is_void() || element.children.is_empty(), "{tag:?} contains something");
    assert!(tag != A || !parents.contains(&A), "a link in a link");
    let fits = match tag {
        Td | Th => parent == Some(Tr),
        Tr => matches!(parent, Some(Table | Thead | Tbody)),
        Thead | Tbody | Caption => parent == Some(Table),
        Li => matches!(parent, Some(Ul | Ol)),
        Dt | Dd => parent == Some(Dl),
        Figcaption => parent == Some(Figure),
        _ => tag.is_inline() || !parent.is_some_and(|parent| parent.is_inline() || parent == P),
    };
    assert!(fits, "{tag:?} in {parent:?}");
    let holds_only = |fit: fn(Tag) -> bool| {
        element.children.iter().all(|child| matches!(child, Node::Element(child) if fit(child.tag)))
    };
    assert!(!matches!(tag, Ul | Ol) || holds_only(|tag| tag == Li), "something between items");
    assert!(tag != Tr || holds_only(|tag| matches!(tag, Td | Th)), "something between cells");
    for (at, (attribute, value)) in element.attributes.iter().enumerate() {
        let is_twice = element.attributes[..at].iter().any(|(other, _)| other == attribute);
        assert!(!is_twice, "{attribute:?} twice");
        self::attribute(tag, *attribute, value);
    }
    let is_foreign = element.attribute(Attribute::Href).is_some_and(|url| {
        url.starts_with("http") && !url.to_ascii_lowercase().starts_with("https://blog.example")
    });
    assert!(!is_foreign || element.attribute(Attribute::Rel) == Some("ugc nofollow noopener"));
}

fn attribute(tag: Tag, attribute: Attribute, value: &str) {
    let fits = match attribute {
        Attribute::Href => {
            tag == Tag::A && (is_web(value) || value.starts_with("mailto:") || value.starts_with("#comment-"))
        }
        Attribute::Src => tag == Tag::Img && value.starts_with("https://blog.example/"),
        Attribute::Rel => tag == Tag::A && value == "ugc nofollow noopener",
        Attribute::Class => tag == Tag::Code && value.starts_with("language-") && is_plain(value),
        Attribute::Width | Attribute::Height => tag == Tag::Img && is_natural(value),
        Attribute::ColSpan | Attribute::RowSpan => matches!(tag, Tag::Td | Tag::Th) && is_natural(value),
        Attribute::Start => tag == Tag::Ol && is_natural(value.trim_start_matches('-')),
        Attribute::Value => tag == Tag::Li && is_natural(value.trim_start_matches('-')),
        Attribute::Alt => tag == Tag::Img,
        Attribute::Title => matches!(tag, Tag::A | Tag::Img | Tag::Abbr),
        Attribute::DateTime => tag == Tag::Time && is_plain(value),
        Attribute::Lang | Attribute::Dir => is_plain(value),
    };
    assert!(fits, "{attribute:?}={value:?} on {tag:?}");
}

fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let clean = |host: &str| !host.is_empty() && !host.contains(['@', '\\', '<', '>', '"', ' ', '%']);
    host.is_some_and(clean) && !url.contains(|c: char| c.is_control())
}

fn is_natural(value: &str) -> bool {
    !value.is_empty() && value.len() <= 9 && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#_.: ".contains(&byte))
}

/// The characters of a text that are not white space.
pub fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\0' | '\r')).collect()
}

/// The texts of nodes; where a link shows its address shortened, the whole address.
pub fn told(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => out.push_str(&link(element).unwrap_or_else(|| told(&element.children))),
        }
    }
    out
}

fn link(element: &Element) -> Option<String> {
    let title = element.attribute(Attribute::Title)?;
    let [Node::Text(shown)] = element.children.as_slice() else { return None };
    let bare = title
        .strip_prefix("http://")
        .filter(|_| shown.get(..3).is_some_and(|www| www.eq_ignore_ascii_case("www")));
    shown.contains(".....").then(|| bare.unwrap_or(title).to_owned())
}
