//! What some backends keep beside a text instead of in it: pictures for names between colons, links for ranges.

use serde_json::Value;

use super::super::expression::Context;
use super::super::json;
use super::comment::url;
use crate::cut;
use crate::model::Content;

/// Puts pictures and links where they belong; a text that gets one becomes HTML, which is not trusted any more than
/// other HTML of the backend.
#[inline(never)]
pub fn placed(content: Content, emoji: &Value, facets: &Value, here: Context<'_>) -> Content {
    match content {
        Content::Html(html) => Content::Html(pictured(&html, &pictures(emoji, here))),
        Content::Text(text) => linked(&text, facets, here).map_or(Content::Text(text), Content::Html),
        other => other,
    }
}

/// The pictures by name.
fn pictures(entries: &Value, here: Context<'_>) -> Vec<(String, String)> {
    let mut pictures = Vec::new();
    walk(entries, here, &mut |here| {
        pictures.extend(Some((here.text(&entries["key"])?, url(&entries["value"], here)?)));
        Some(())
    });
    pictures
}

/// Visits what an `in` leads to, from the item.
///
/// Nobody needs more than a few; many of them would keep the reader waiting.
fn walk(entries: &Value, here: Context<'_>, visit: &mut dyn FnMut(Context<'_>) -> Option<()>) {
    let within = entries["in"].as_str().and_then(|within| json::at(here.item, within));
    let mut left = MOST;
    json::each(within.unwrap_or(&Value::Null), &mut |key, item| {
        if left > 0 {
            left -= 1;
            visit(here.at(item, key));
        }
    });
}

/// Replaces `:name:` in the text between tags.
fn pictured(html: &str, pictures: &[(String, String)]) -> String {
    let (mut out, mut rest) = (String::new(), html);
    loop {
        let (between, tag) = cut::once(rest, "<").unwrap_or((rest, ""));
        named(between, pictures, &mut out);
        if between.len() == rest.len() {
            return out;
        }
        let end = cut::position(tag, 0, ">");
        out.push('<');
        out.push_str(cut::part(tag, 0, end));
        rest = cut::tail(tag, end);
    }
}

fn named(between: &str, pictures: &[(String, String)], out: &mut String) {
    let mut rest = between;
    while let Some((before, after)) = cut::once(rest, ":") {
        out.push_str(before);
        let named = cut::once(after, ":").and_then(|(name, after)| {
            let picture = pictures.iter().find(|(known, _)| known == name)?;
            Some((picture, after))
        });
        rest = after;
        match named {
            None => out.push(':'),
            Some(((name, url), after)) => {
                for part in [
                    "<img width=\"20\" height=\"20\" src=\"",
                    &escaped(url),
                    "\" alt=\":",
                    &escaped(name),
                    ":\">",
                ] {
                    out.push_str(part);
                }
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

/// Makes links of ranges of bytes; `None` when there is nothing to link.
///
/// Ranges that overlap an earlier one, are empty or cut a character are left out.
fn linked(typed: &str, facets: &Value, here: Context<'_>) -> Option<String> {
    let mut links = Vec::new();
    walk(facets, here, &mut |here| {
        let place = |name: &str| usize::try_from(here.whole(&facets[name])?).ok();
        let (start, end) = (place("start")?, place("end")?);
        typed.get(start..end).filter(|shown| !shown.is_empty())?;
        links.push((start, end, url(&facets["url"], here)?));
        Some(())
    });
    let (mut out, mut at) = (String::new(), 0);
    while let Some((start, end, url)) =
        links.iter().filter(|(start, ..)| *start >= at).min_by_key(|(start, ..)| *start)
    {
        for part in [
            &escaped(cut::part(typed, at, *start)),
            "<a href=\"",
            &escaped(url),
            "\">",
            &escaped(cut::part(typed, *start, *end)),
            "</a>",
        ] {
            out.push_str(part);
        }
        at = *end;
    }
    out.push_str(&escaped(cut::tail(typed, at)));
    // Line ends are kept.
    (at > 0).then(|| cut::replaced(&out, "\n", "<br>"))
}

/// Escapes what means something in HTML, for text and for attributes in double quotes.
///
/// Not [`escape`](super::super::text): that one waits in the second half of the module.
fn escaped(text: &str) -> String {
    cut::replaced(&cut::replaced(&cut::replaced(text, "&", "&amp;"), "<", "&lt;"), "\"", "&quot;")
}

/// Most pictures or links of one text.
const MOST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_between_colons_become_pictures_but_not_in_tags() {
        let pictures = [("cat".to_owned(), "https://m.example/c.png?a&b".to_owned())];
        let cat = r#"<img width="20" height="20" src="https://m.example/c.png?a&amp;b" alt=":cat:">"#;
        for (html, expected) in [
            ("<p>:cat:</p>", "<p>_</p>"),
            (":cat::cat:", "__"),
            (":cat :cat:", ":cat _"),
            ("12:cat:30 :dog:", "12_30 :dog:"),
            ("<a title=\":cat:\" href='x'>:cat:", "<a title=\":cat:\" href='x'>_"),
            ("a < :cat:", "a < :cat:"),
            ("a <", "a <"),
            (":", ":"),
            ("", ""),
        ] {
            assert_eq!(pictured(html, &pictures), expected.replace('_', cat), "{html}");
        }
        assert_eq!(pictured("<p>:cat:</p>", &[]), "<p>:cat:</p>");
    }
}
