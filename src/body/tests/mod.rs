//! Tables of texts and the nodes they become, written on one line.

mod html;
mod link;
mod markdown;
mod soup;
mod text;

use super::{Context, Mention, Node, nodes};
use crate::model::Content;

const BASE: &str = "https://blog.example/2014/10/post/";
const PEOPLE: [&str; 5] = ["CM_Conseil", "Webaxis", "Élodie Lefèvre", "Élodie", "goundoulf"];

/// Writes nodes on one line; the `rel` of foreign links is left out.
fn printed(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        let element = match node {
            Node::Text(text) => {
                out.push_str(text);
                continue;
            }
            Node::Element(element) => element,
        };
        let tag = element.tag.as_str();
        out.extend(["<", tag]);
        for (attribute, value) in element.attributes.iter().filter(|(_, value)| !value.starts_with("ugc")) {
            out.push_str(&format!(" {}={value}", attribute.as_str()));
        }
        out.push('>');
        if !element.tag.is_void() {
            out.extend([&printed(&element.children), "</", tag, ">"]);
        }
    }
    out
}

fn mention(text: &str) -> Option<Mention> {
    let at = PEOPLE.iter().position(|name| text.to_lowercase().starts_with(&name.to_lowercase()))?;
    Some(Mention { target: format!("#comment-{at}"), length: PEOPLE[at].len() })
}

fn context() -> Context<'static> {
    Context { base: Some(BASE), mention: &mention, images: &|url| url.starts_with("https://blog.example/") }
}

fn assert_all(content: fn(String) -> Content, cases: &[(&str, &str)]) {
    for (input, expected) in cases {
        assert_eq!(&printed(&nodes(&content((*input).to_owned()), &context())), expected, "from {input:?}");
    }
}
