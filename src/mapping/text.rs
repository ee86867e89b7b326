//! Texts that pass between plain and HTML: entities in names, sentences in error pages, drafts as HTML.

use crate::cut;
use crate::entity::{Place, decoded};

/// Decodes HTML entities once; as in attributes, where a name before other letters is none.
pub fn entities(text: &str) -> String {
    decoded(text, Place::Attribute)
}

/// Makes plain text of HTML or text in a message: tags removed, entities decoded, white space folded.
pub fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = cut::once(rest, "<") {
        out.push_str(before);
        // A tag begins with a letter, `/` or `!`; any other `<` was meant.
        if !after.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/' || first == '!') {
            out.push('<');
            rest = after;
            continue;
        }
        out.push(' ');
        rest = cut::once(after, ">").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let mut folded = String::new();
    for word in out.split_ascii_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    entities(&folded)
}

/// The sentence of an error page: its last paragraph, or the whole text where there is no markup.
pub fn sentence(page: &str) -> Option<String> {
    let last = cut::pieces(page, "<p>").last()?;
    if last.len() == page.len() && page.trim_ascii_start().starts_with('<') {
        return None;
    }
    let mut sentence = plain(cut::pieces(last, "</p>").next()?);
    if let Some((end, _)) = sentence.char_indices().nth(LONGEST) {
        sentence.truncate(end);
    }
    (!sentence.is_empty()).then_some(sentence)
}

/// Writes a draft as HTML: paragraphs, line breaks and links; everything else is escaped.
///
/// Blank lines and line ends are kept as well, for backends that remove `p` and `br` and make their own.
pub fn to_html(typed: &str) -> String {
    let mut out = String::new();
    let mut open = false;
    for line in cut::pieces(typed, "\n").map(|line| line.strip_suffix('\r').unwrap_or(line)).chain([""]) {
        out.push_str(match (open, line.is_empty()) {
            (true, true) => "</p>",
            (true, false) => "<br>\n",
            (false, true) => "",
            (false, false) if out.is_empty() => "<p>",
            (false, false) => "\n\n<p>",
        });
        open = !line.is_empty();
        linked(line, &mut out);
    }
    out
}

/// Escapes a line and makes links of its web addresses.
fn linked(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some((before, after)) = cut::once(rest, "http") {
        escape(before, out);
        let end = match after.starts_with("://") || after.starts_with("s://") {
            true => cut::find_char(after, 0, |found| {
                found.is_ascii_whitespace() || matches!(found, '\u{a0}' | '\u{202f}')
            }),
            false => 0,
        };
        let address = cut::part(after, 0, end);
        let kept = without_marks(address);
        let link = !kept.is_empty();
        if link {
            out.push_str("<a href=\"http");
            escape(kept, out);
            out.push_str("\">");
        }
        out.push_str("http");
        escape(kept, out);
        if link {
            out.push_str("</a>");
        }
        rest = cut::tail(after, end);
        escape(cut::tail(address, kept.len()), out);
    }
    escape(rest, out);
}

/// An address without the marks after it, which belong to the sentence.
fn without_marks(address: &str) -> &str {
    let mut end = address.len();
    loop {
        let last = cut::before(address, end);
        if !".,;:!?)\"'»”’>".chars().any(|mark| mark == last) {
            return cut::part(address, 0, end);
        }
        end -= last.len_utf8();
    }
}

/// A text whose `<`, `>` and `&` are entities, for backends that make the paragraphs themselves.
#[inline(never)]
pub fn escaped(text: &str) -> String {
    let text = cut::replaced(text, "&", "&amp;");
    cut::replaced(&cut::replaced(&text, "<", "&lt;"), ">", "&gt;")
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Longest sentence taken from an error page, in characters.
const LONGEST: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_once() {
        for (text, expected) in [
            ("&lt;b&gt;Bob&lt;/b&gt; &amp; Cie", "<b>Bob</b> & Cie"),
            ("&amp;lt;", "&lt;"),
            ("A &#8211; B &#038; C &#x26;", "A – B & C &"),
            ("d&rsquo;un doublon&nbsp;!", "d’un doublon\u{a0}!"),
            ("commentaire&nbsp!", "commentaire\u{a0}!"),
            ("R&D & co &unknown; &", "R&D & co &unknown; &"),
            ("&#0;&#xD800;&#99999999;", "\u{fffd}\u{fffd}\u{fffd}"),
            ("&#;&#x;&#99999999999;", "&#;&#x;\u{fffd}"),
            ("R&copyright &eacutez", "R&copyright &eacutez"),
            ("&é;&#é", "&é;&#é"),
        ] {
            assert_eq!(entities(text), expected, "{text}");
        }
    }

    #[test]
    fn messages_become_plain_sentences() {
        for (page, expected) in [
            (
                "<!doctype html>\n<title>400</title>\n<h1>Bad</h1>\n<p>text is too short (minimum length: 3)</p>\n",
                Some("text is too short (minimum length: 3)"),
            ),
            ("<p>one</p><p><strong>Error:</strong> two &amp; three", Some("Error: two & three")),
            ("Unauthorized", Some("Unauthorized")),
            ("a < b", Some("a < b")),
            ("<html><body>no paragraph</body></html>", None),
            ("  ", None),
        ] {
            assert_eq!(sentence(page).as_deref(), expected, "{page}");
        }
        assert_eq!(sentence(&"é".repeat(1000)).map(|text| text.chars().count()), Some(LONGEST));
    }

    #[test]
    fn drafts_become_html_with_everything_escaped() {
        for (typed, expected) in [
            ("a & <b>", "<p>a &amp; &lt;b&gt;</p>"),
            ("one\ntwo\r\n\r\n\n\nthree", "<p>one<br>\ntwo</p>\n\n<p>three</p>"),
            (
                "see (https://a.example/?x=1&y=2).",
                "<p>see (<a href=\"https://a.example/?x=1&amp;y=2\">https://a.example/?x=1&amp;y=2</a>).</p>",
            ),
            (
                "http://a.example/\"><script>",
                "<p><a href=\"http://a.example/&quot;&gt;&lt;script\">http://a.example/&quot;&gt;&lt;script</a>&gt;</p>",
            ),
            ("", ""),
        ] {
            assert_eq!(to_html(typed), expected, "{typed}");
        }
    }
}
