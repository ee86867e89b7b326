//! Texts of strangers: nothing typed as text is lost, and what was built is read again as the same.

use causerie::body::{Context, Node, nodes, text};
use causerie::model::Content;
use proptest::prelude::*;

proptest! {
    #![proptest_config(crate::config(500))]

    #[test]
    fn the_text_of_an_escaped_text_is_the_text(typed in any::<String>()) {
        prop_assert_eq!(ink(&text(&Content::Html(escaped(&typed)))), ink(&typed));
        prop_assert_eq!(ink(&text(&Content::Text(typed.clone()))), ink(&typed));
    }

    #[test]
    fn what_was_built_is_read_again_as_the_same(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let once = nodes(&Content::Html(pieces.concat()), &Context::NONE);
        let mut html = String::new();
        write(&once, &mut html);
        let twice = nodes(&Content::Html(html.clone()), &Context::NONE);
        let mut again = String::new();
        write(&twice, &mut again);
        prop_assert_eq!(ink(&again), ink(&html));
    }

    #[test]
    fn plain_words_survive_every_reading(words in prop::collection::vec("[a-zé]{1,8}", 1..20)) {
        let typed = words.join(" ");
        for content in [Content::Html(typed.clone()), Content::Markdown(typed.clone()), Content::Text(typed.clone())] {
            prop_assert_eq!(text(&content), typed.as_str());
        }
    }
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(&escaped(text)),
            Node::Element(element) => {
                let tag = element.tag.as_str();
                out.push_str(&format!("<{tag}"));
                for (attribute, value) in &element.attributes {
                    let value = escaped(value).replace('"', "&quot;");
                    out.push_str(&format!(" {}=\"{value}\"", attribute.as_str()));
                }
                out.push('>');
                write(&element.children, out);
                if !element.tag.is_void() {
                    out.push_str(&format!("</{tag}>"));
                }
            }
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The characters that are not white space; zeros and returns are nowhere shown.
fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\0' | '\r')).collect()
}

/// Without what browsers carry over from one block to the next, which is written out the second time.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<ul>",
    "<ol start=3>",
    "<li>",
    "</li>",
    "</ul>",
    "</ol>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<div>",
    "</div>",
    "<br>",
    "<hr>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<script>x</script>",
    "<!-- c -->",
    "&amp;",
    "&lt;b&gt;",
    "<b>x</b>",
    "<i>y</i>",
    "<a href=https://a.example/?a&b>z</a>",
    "<code class=language-x>c</code>",
    "text",
    "é ",
    "\n",
    "1 < 2",
    "<unknown>",
    "</unknown>",
];
