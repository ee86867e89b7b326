//! Visible text and the excerpts of pingbacks.

use super::super::{excerpt, text};
use super::*;

#[test]
fn text_is_one_line_per_block() {
    let html = "<p>a<br>b</p><ul><li>c <b>d</b></li><li>e</li></ul><table><tr><td>f<td>g<tr><td>h</table><img alt=i src=x><img src=http://a.example/b>";
    assert_eq!(text(&Content::Html(html.to_owned())), "a\nb\nc d\ne\nf g\nh\ni");
    assert_eq!(text(&Content::Markdown("# a\n\n> *b*\n\n- c".to_owned())), "a\nb\nc");
    assert_eq!(text(&Content::Text("  a\nb\n\nc ".to_owned())), "  a\nb\nc");
    assert_eq!(text(&Content::Empty), "");
    assert_eq!(text(&Content::Html("<p>a <a href=/b>c</a></p>".to_owned())), "a c");
}

#[test]
fn excerpts_lose_their_marks() {
    let seed =
        "[...] Que ferait le Community manager ? | Manager une communauté (tags: Community manager) [...]";
    let cases = [
        (
            seed,
            None,
            "Que ferait le Community manager ? | Manager une communauté (tags: Community manager)",
            true,
            true,
        ),
        ("<p>[&#8230;] a [b] c [&#8230;]</p>", None, "a [b] c", true, true),
        ("[&amp;#8230;] a", None, "a", true, false),
        ("a [...]\n", None, "a", false, true),
        ("<strong>T &amp; t</strong>\n\n[&#8230;] a [&#8230;]", Some("T & t"), "a", true, true),
        ("<strong>T</strong> [...] a", Some("T"), "a", true, false),
        ("<strong>T</strong><br />a…", Some("T"), "a…", false, false),
        ("<strong>a</strong> b", None, "a b", false, false),
        ("<strong>a</strong>", None, "a", false, false),
        ("[...]", None, "", true, false),
        ("", None, "", false, false),
    ];
    for (html, title, text, cut_before, cut_after) in cases {
        let found = excerpt(&Content::Html(html.to_owned()));
        assert_eq!((found.title.as_deref(), found.text.as_str()), (title, text), "{html}");
        assert_eq!((found.cut_before, found.cut_after), (cut_before, cut_after), "{html}");
    }
}
