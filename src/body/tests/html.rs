//! HTML of the kinds blogs keep, and of the kinds attackers send.

use super::*;

#[test]
fn html_of_blogs_is_shown_as_written() {
    assert_all(
        Content::Html,
        &[
            ("", ""),
            ("<p>a<br />\nb</p>\n<p>c</p>\n", "<p>a<br>b</p><p>c</p>"),
            ("<a title=x>a\nb</a><unknown lang=fr>\nc", "<p>a<br>b<br>c</p>"),
            ("a <b>b</b> <i>c</i>  d<br>", "<p>a <b>b</b> <i>c</i> d<br></p>"),
            (
                "<p>Bonjour&nbsp;! L&rsquo;&eacute;t&#233;&#8230; &amp;amp;</p>",
                "<p>Bonjour\u{a0}! L’été… &amp;</p>",
            ),
            (
                "<p>‘autres “webmaster 2.0″ n''apporte ouhlaaa..bon :) ;-), (!)</p>",
                "<p>‘autres “webmaster 2.0″ n''apporte ouhlaaa..bon :) ;-), (!)</p>",
            ),
            ("<ul>\n<li>a</li>\n<li>b <em>c</em></li>\n</ul>", "<ul><li>a</li><li>b <em>c</em></li></ul>"),
            ("<ol start=3 reversed type=a><li value=5>a</ol>", "<ol start=3><li value=5>a</li></ol>"),
            (
                "<blockquote cite='http://x.example'>a<p>b</blockquote>",
                "<blockquote><p>a</p><p>b</p></blockquote>",
            ),
            ("<pre>\n a\r\n  b</pre>", "<pre> a\n  b</pre>"),
            (
                "<pre><code class='hljs language-rust x'>a  b</code></pre>",
                "<pre><code class=language-rust>a  b</code></pre>",
            ),
            ("<pre><div>a</div><div>b</div></pre>", "<pre>a\nb\n</pre>"),
            ("<h2>a</h2>b<h3>c<p>d", "<p><strong>a</strong></p><p>b</p><p><strong>c</strong></p><p>d</p>"),
            ("<div><div>a</div>b</div>c", "<p>a</p><p>b</p><p>c</p>"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
            (
                "<table><tr><th scope=col>a<td colspan=2>b<tr><td>c</table>d",
                "<table><tr><th>a</th><td colspan=2>b</td></tr><tr><td>c</td></tr></table><p>d</p>",
            ),
            (
                "<figure><img src=/a.png alt=x><figcaption>y</figcaption></figure>",
                "<figure><img src=https://blog.example/a.png alt=x><figcaption>y</figcaption></figure>",
            ),
            ("<p>a<hr>b", "<p>a</p><hr><p>b</p>"),
            ("<p lang=en dir=rtl>a <span lang=fr>b</span></p>", "<p lang=en dir=rtl>a b</p>"),
            (
                "<abbr title='a b'>c</abbr> <time datetime='2014-10-07'>d</time>",
                "<p><abbr title=a b>c</abbr> <time datetime=2014-10-07>d</time></p>",
            ),
            ("<tt>a</tt><strike>b</strike><blink>c</blink>", "<p><code>a</code><s>b</s>c</p>"),
            ("a<img src='https://s.w.org/x.gif' alt=':)' class='wp-smiley'>", "<p>a:)</p>"),
            (
                "<img src=https://far.example/a.png alt=chat>",
                "<p><a href=https://far.example/a.png>chat</a></p>",
            ),
            (
                "<a href=/b><img src=https://far.example/a.png></a>",
                "<p><a href=https://blog.example/b>https://far.example/a.png</a></p>",
            ),
        ],
    );
}

#[test]
fn wrongly_nested_html_comes_out_right() {
    assert_all(
        Content::Html,
        &[
            ("<b>a<i>b</b>c</i>d<br>", "<p><b>a<i>b</i></b><i>c</i>d<br></p>"),
            ("<p><b>a<p>b</b>c", "<p><b>a</b></p><p><b>b</b>c</p>"),
            ("<p><del>a<p>b", "<p><del>a</del></p><p>b</p>"),
            ("<del>a<p>b</p></del>c", "<p><del>a</del></p><p><del>b</del></p><p>c</p>"),
            (
                "<a href=/a>b<p>c</p></a>d",
                "<p><a href=https://blog.example/a>b</a></p><p><a href=https://blog.example/a>c</a></p><p>d</p>",
            ),
            (
                "<a href=/a>b<a href=/c>d<p>",
                "<p><a href=https://blog.example/a>b</a><a href=https://blog.example/c>d</a></p>",
            ),
            ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
            ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
            ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
            ("<li>a<li>b", "<p>a</p><p>b</p>"),
            ("<td>a</td><tr>b", "<p>a</p><p>b</p>"),
            ("<table>a<td>b</table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
            (
                "<table><tr><td><p>a</div></p></ul>b<td><b>c</table>d",
                "<table><tr><td><p>a</p>b</td><td><b>c</b></td></tr></table><p>d</p>",
            ),
            (
                "<table><tr><td><table><tr><td>a</table>b</table>c",
                "<table><tr><td><table><tr><td>a</td></tr></table>b</td></tr></table><p>c</p>",
            ),
            ("<div><ul><li>a</div>b", "<ul><li>a</li></ul><p>b</p>"),
            ("</p></b></ul>a</br>b", "<p>a<br>b</p>"),
        ],
    );
}

#[test]
fn html_without_layout_keeps_its_newlines() {
    assert_all(
        Content::Html,
        &[
            ("a\nb\r\n\r\nc &amp; <b>d\ne</b> <i>f</i>", "<p>a<br>b</p><p>c & <b>d<br>e</b> <i>f</i></p>"),
            ("a\n <br>b", "<p>a<br>b</p>"),
            (
                "Les voici :\nhttp://www.a.example",
                "<p>Les voici :<br><a href=http://www.a.example>http://www.a.example</a></p>",
            ),
            ("* un\n\n* deux", "<p>* un</p><p>* deux</p>"),
        ],
    );
}

#[test]
fn hostile_html_loses_what_is_dangerous() {
    assert_all(
        Content::Html,
        &[
            ("a<script>alert(1)</script>b<style>c</style>d", "<p>abd</p>"),
            (
                "a<svg><p>b</p><svg/></svg>c<math><mi>d</math>e<template><b>f</template>g<svg/>h",
                "<p>acegh</p>",
            ),
            ("<object><object></object>a</object>b<iframe><p></iframe>c", "<p>bc</p>"),
            (
                "a<textarea></textarea b><img src=x onerror=alert(1)>",
                "<p>a<img src=https://blog.example/2014/10/post/x alt=></p>",
            ),
            ("<p id=a name=b class=c style=d onclick=e target=f>g", "<p>g</p>"),
            (
                "<a href=javascript:alert(1)>a</a> <a href='java&#10;script:b'>b</a> <a href='&#1;javascript:c'>c</a><br>",
                "<p>a b c<br></p>",
            ),
            ("<a href=/a onclick=b HREF=c id=d>e</a>", "<p><a href=https://blog.example/a>e</a></p>"),
            (
                "<img src=data:text/html,x alt=a><img src=//blog.example/b width=1e9 height=20>",
                "<p>a<img src=https://blog.example/b alt= height=20></p>",
            ),
            ("<form action=x><input name=y><button>a</button></form>", "<p>a</p>"),
            ("a<b>b</b> <i>c</i>\n<br>", "<p>a<b>b</b> <i>c</i><br></p>"),
            ("a<!-- b --><![CDATA[c]]>d<?e?>f", "<p>adf</p>"),
            ("a<b c=\"", "<p>a</p>"),
            ("<code class='language-a\"b language-c'>x</code>", "<p><code>x</code></p>"),
            (
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
                "<p><img src=https://blog.example/2014/10/post/x alt=>'></p>",
            ),
        ],
    );
}
