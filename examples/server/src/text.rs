//! A comment's source → HTML: Markdown without raw HTML, without pictures, and with links to the web only.

use pulldown_cmark::{Alignment, CodeBlockKind};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::model::draft::{Body, Format};
use crate::model::url;

/// The HTML of a body.
pub fn html(body: &Body) -> String {
    match body.format {
        Format::Text => paragraphs(&body.source),
        Format::Markdown => markdown(&body.source),
    }
}

fn paragraphs(source: &str) -> String {
    let source = source.replace("\r\n", "\n");
    let paragraphs = source.split("\n\n").map(|text| text.trim_matches('\n')).filter(|text| !text.is_empty());
    paragraphs.map(|text| format!("<p>{}</p>\n", escape(text).replace('\n', "<br>\n"))).collect()
}

fn markdown(source: &str) -> String {
    let mut links = Vec::new();
    let events =
        Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH).map(|event| harmless(event, &mut links));
    let mut out = String::with_capacity(source.len() * 2);
    html::push_html(&mut out, events);
    out
}

/// Raw HTML becomes text, a picture becomes a link, a link to anything but the web becomes its text.
fn harmless<'a>(event: Event<'a>, links: &mut Vec<bool>) -> Event<'a> {
    match event {
        Event::Html(raw) | Event::InlineHtml(raw) => {
            Event::InlineHtml(escape(&raw).replace('\n', "<br />\n").into())
        }
        Event::SoftBreak => Event::HardBreak,
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            let address =
                if link_type == LinkType::Email { format!("mailto:{dest_url}").into() } else { dest_url };
            open_link(&address, links)
        }
        Event::Start(Tag::Image { dest_url, .. }) => open_link(&dest_url, links),
        Event::End(TagEnd::Link | TagEnd::Image) => {
            let closing = if links.pop() == Some(true) { "</a>" } else { "" };
            Event::InlineHtml(CowStr::Borrowed(closing))
        }
        Event::Start(Tag::CodeBlock(_)) => Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
        Event::Start(Tag::Table(_)) => Event::Start(Tag::Table(Vec::<Alignment>::new())),
        other => other,
    }
}

fn open_link<'a>(address: &str, links: &mut Vec<bool>) -> Event<'a> {
    let allowed = url::is_web(address) || address.starts_with("mailto:");
    // A link within a link would end the outer one too early.
    let opens = allowed && !links.contains(&true);
    links.push(opens);
    Event::InlineHtml(if opens {
        format!("<a href=\"{}\" rel=\"nofollow ugc noopener\">", escape(address)).into()
    } else {
        CowStr::Borrowed("")
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(source: &str, format: Format) -> String {
        html(&Body { source: source.to_owned(), format })
    }

    #[test]
    fn markdown_becomes_harmless_html() {
        let rel = "rel=\"nofollow ugc noopener\"";
        let cases = [
            ("un\ndeux", "<p>un<br />\ndeux</p>\n".to_owned()),
            ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>\n".to_owned()),
            ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n".to_owned()),
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n".to_owned()),
            ("[x](javascript:alert(1))", "<p>x</p>\n".to_owned()),
            (
                "[x](https://a.example/?b&c)",
                format!("<p><a href=\"https://a.example/?b&amp;c\" {rel}>x</a></p>\n"),
            ),
            (
                "![x](https://a.example/p.png)",
                format!("<p><a href=\"https://a.example/p.png\" {rel}>x</a></p>\n"),
            ),
            ("```x\" onload=\"y\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n".to_owned()),
        ];
        for (source, expected) in cases {
            assert_eq!(written(source, Format::Markdown), expected, "{source}");
        }
    }

    #[test]
    fn a_picture_within_a_link_does_not_end_it() {
        let html = written("[![x](https://a.example/p)](https://b.example/)", Format::Markdown);
        assert_eq!(html.matches("<a ").count(), 1);
        assert_eq!(html.matches("</a>").count(), 1);
    }

    #[test]
    fn plain_text_keeps_paragraphs_and_breaks() {
        let html = written("a <b>\r\nc\n\n\n\nd", Format::Text);
        assert_eq!(html, "<p>a &lt;b&gt;<br>\nc</p>\n<p>d</p>\n");
    }
}
