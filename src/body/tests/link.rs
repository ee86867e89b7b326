//! Addresses and mentions in plain text, and plain text itself.

use super::*;

#[test]
fn text_keeps_its_lines_and_nothing_is_retypeset() {
    assert_all(
        Content::Text,
        &[
            ("", ""),
            ("\n\n \n", ""),
            ("a\nb", "<p>a<br>b</p>"),
            ("a\r\n\r\nb\n \n\t\nc\n", "<p>a</p><p>b</p><p>c</p>"),
            ("a\n    b  c", "<p>a<br>    b  c</p>"),
            (
                "<b>a</b> &amp; *b* “2.0″ n''\u{a0}: ouhlaaa..bon :) ;-),",
                "<p><b>a</b> &amp; *b* “2.0″ n''\u{a0}: ouhlaaa..bon :) ;-),</p>",
            ),
            ("deux :\n\n* un,\n\n* deux.", "<p>deux :</p><p>* un,</p><p>* deux.</p>"),
            ("blog eclectihk…\nHenri", "<p>blog eclectihk…<br>Henri</p>"),
        ],
    );
}

#[test]
fn addresses_become_links() {
    let link = |url: &str| format!("<a href={url}>{url}</a>");
    let cases = [
        ("(voir http://minu.me/23dp) :)", format!("<p>(voir {}) :)</p>", link("http://minu.me/23dp"))),
        ("http://a.example, http://b.example/?c.", format!("<p>{}, {}.</p>", link("http://a.example"), link("http://b.example/?c"))),
        ("«\u{a0}http://a.example/é\u{a0}» “http://b.example”…", format!("<p>«\u{a0}{}\u{a0}» “{}”…</p>", link("http://a.example/é"), link("http://b.example"))),
        ("http://fr.wikipedia.org/wiki/A_(b)! [http://a.example]", format!("<p>{}! [{}]</p>", link("http://fr.wikipedia.org/wiki/A_(b)"), link("http://a.example"))),
        ("HTTPS://a.example:80/b'», x", "<p><a href=https://a.example:80/b>HTTPS://a.example:80/b</a>'», x</p>".to_owned()),
        ("www.a.fr). www.a www.", "<p><a href=http://www.a.fr>www.a.fr</a>). www.a www.</p>".to_owned()),
        ("http://localhost/a http:// http://a http://.b http://a@b.example/", format!("<p>{} http:// http://a http://.b http://a@b.example/</p>", link("http://localhost/a"))),
        ("xhttp://a.example a@www.b.example éwww.c.example /www.d.example", "<p>xhttp://a.example a@www.b.example éwww.c.example /www.d.example</p>".to_owned()),
        ("http://www.managerunecommunaut.....y-manager/ et http://www.managerunecommunaut…y-manager/ ou http://a.example/b…c", "<p>http://www.managerunecommunaut.....y-manager/ et http://www.managerunecommunaut…y-manager/ ou http://a.example/b…c</p>".to_owned()),
        ("a (http://a.example/b)c)))", "<p>a (<a href=http://a.example/b)c>http://a.example/b)c</a>)))</p>".to_owned()),
        ("http://é.example/%20?q=à", format!("<p>{}</p>", link("http://é.example/%20?q=à"))),
    ];
    for (input, expected) in cases {
        assert_all(Content::Text, &[(input, &expected)]);
    }
}

#[test]
fn long_addresses_are_shortened() {
    let url = "http://www.managerunecommunaute.com/2009/08/17/community-manager/";
    let link = format!("<p><a href={url} title={url}>http://www.managerunecommunaut.....y-manager/</a></p>");
    assert_all(Content::Text, &[(url, &link)]);
    assert_all(Content::Html, &[(&format!("<p><a href='{url}' rel='nofollow'>{url}</a></p>"), &link)]);
    assert_all(Content::Html, &[(&format!("<p>{url}</p>"), &link)]);
    let exact = format!("http://a.example/{}", "é".repeat(28));
    assert_eq!(super::super::shorten(&exact), exact);
    assert_eq!(super::super::shorten(&format!("{exact}é")).chars().count(), 45);
}

#[test]
fn mentions_link_to_the_comments_of_people() {
    assert_all(
        Content::Text,
        &[
            ("@Webaxis: oui", "<p><a href=#comment-1>@Webaxis</a>: oui</p>"),
            (
                "@CM_Conseil: @webaxis",
                "<p><a href=#comment-0>@CM_Conseil</a>: <a href=#comment-1>@webaxis</a></p>",
            ),
            ("@goundoulf : Oui,", "<p><a href=#comment-4>@goundoulf</a> : Oui,</p>"),
            (
                "(@Élodie Lefèvre\u{a0}: @Élodie)",
                "<p>(<a href=#comment-2>@Élodie Lefèvre</a>\u{a0}: <a href=#comment-3>@Élodie</a>)</p>",
            ),
            ("@Élodie_x @Webaxiste @inconnu @ @", "<p>@Élodie_x @Webaxiste @inconnu @ @</p>"),
            (
                "a@Webaxis @@Webaxis @Webaxis@b.example /@Webaxis",
                "<p>a@Webaxis @@Webaxis @Webaxis@b.example /@Webaxis</p>",
            ),
        ],
    );
    assert_all(
        Content::Html,
        &[(
            "<p>@Webaxis <code>@Webaxis http://a.example</code> <a href=/a>@Webaxis</a>",
            "<p><a href=#comment-1>@Webaxis</a> <code>@Webaxis http://a.example</code> <a href=https://blog.example/a>@Webaxis</a></p>",
        )],
    );
}

#[test]
fn every_link_of_a_stranger_is_marked() {
    let rel = |html: &str| {
        format!("{:?}", nodes(&Content::Html(html.to_owned()), &context())).contains("ugc nofollow noopener")
    };
    assert!(rel("<a href=https://far.example>a</a>"));
    assert!(rel("http://blog.example/"));
    for html in [
        "<a href=/b>a</a>",
        "<a href=HTTPS://BLOG.example/x rel=me>a</a>",
        "<a href=mailto:a@b.example>c</a>",
    ] {
        assert!(rel(html), "{html}");
    }
    assert!(!rel("@Webaxis"));
}
