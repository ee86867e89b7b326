//! Markdown as people type it into comment boxes.

use super::*;

#[test]
fn markdown_blocks() {
    assert_all(
        Content::Markdown,
        &[
            ("a\nb\n\n\nc", "<p>a<br>b</p><p>c</p>"),
            ("# a #\nb\n#c\n#", "<p><strong>a</strong></p><p>b<br>#c<br>#</p>"),
            ("a\n---\nb\n* * *", "<p>a</p><hr><p>b</p><hr>"),
            ("- a\n- b\n  c\n\n  d\n* e", "<ul><li>a</li><li>b<br>c<p>d</p></li></ul><ul><li>e</li></ul>"),
            (
                "- a\n  - b\n    1. c\n- d\ne",
                "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul><p>e</p>",
            ),
            ("2) a\n3) b\n\n4) c", "<ol start=2><li>a</li><li>b</li><li>c</li></ol>"),
            ("En\n2014. Une année\n-rien\n- a", "<p>En<br>2014. Une année<br>-rien</p><ul><li>a</li></ul>"),
            (
                "> a\n> b\n>\n> > c\nd",
                "<blockquote><p>a<br>b</p><blockquote><p>c</p></blockquote></blockquote><p>d</p>",
            ),
            ("> - a\n> - b\n> c", "<blockquote><ul><li>a</li><li>b</li></ul><p>c</p></blockquote>"),
            (
                "a\n```rust ignore\n<b> *x*\n\n  y\n```\nb",
                "<p>a</p><pre><code class=language-rust><b> *x*\n\n  y</code></pre><p>b</p>",
            ),
            ("- ~~~\n  a\n- b", "<ul><li><pre><code>a</code></pre></li><li>b</li></ul>"),
            ("````\n```\n````", "<pre><code>```</code></pre>"),
            ("```\nhttp://a.example", "<pre><code>http://a.example</code></pre>"),
        ],
    );
}

#[test]
fn markdown_inlines() {
    assert_all(
        Content::Markdown,
        &[
            (
                "**a** __b__ *c* _d_ ~~e~~ ***f***",
                "<p><strong>a</strong> <strong>b</strong> <em>c</em> <em>d</em> <del>e</del> <em><strong>f</strong></em></p>",
            ),
            ("a *b*c d* e", "<p>a <em>b*c d</em> e</p>"),
            ("snake_case_name 2*3*4 * a * ~b~ **c", "<p>snake_case_name 2*3*4 * a * ~b~ **c</p>"),
            (
                "**重要**です l'*été*! *a **b** c*",
                "<p><strong>重要</strong>です l'<em>été</em>! <em>a <strong>b</strong> c</em></p>",
            ),
            ("**a *b** c*", "<p><em><em>a <em>b</em></em> c</em></p>"),
            ("`*a*` `` ` `` `b", "<p><code>*a*</code> <code>`</code> `b</p>"),
            ("\\*a\\* \\\\ \\é &eacute; &lt;b&gt; <b>c</b>", "<p>*a* \\ \\é é <b> <b>c</b></p>"),
            (
                "[a *b*](https://c.example \"d\") [e](f)",
                "<p><a href=https://c.example title=d>a <em>b</em></a> <a href=https://blog.example/2014/10/post/f>e</a></p>",
            ),
            (
                "[a](<b c>) [d](e(f)g) [h]( i 'j' )",
                "<p><a href=https://blog.example/2014/10/post/b c>a</a> <a href=https://blog.example/2014/10/post/e(f)g>d</a> <a href=https://blog.example/2014/10/post/i title=j>h</a></p>",
            ),
            ("[a](javascript:b) [c](java&#10;script:d) [e]( [f] [g](", "<p>a c [e]( [f] [g](</p>"),
            ("[a [b](c) d](e)", "<p>[a <a href=https://blog.example/2014/10/post/c>b</a> d](e)</p>"),
            (
                "![a *b*](/c.png 'd') ![e](https://far.example/f)",
                "<p><img src=https://blog.example/c.png alt=a b title=d> <a href=https://far.example/f>e</a></p>",
            ),
            (
                "[![a](/b)](/c)",
                "<p><a href=https://blog.example/c><img src=https://blog.example/b alt=a></a></p>",
            ),
            (
                "<https://a.example> <b@c.example> <d:e> <f>",
                "<p><a href=https://a.example>https://a.example</a> <a href=mailto:b@c.example>b@c.example</a> <d:e> <f></p>",
            ),
            (
                "http://a.example/_b_/~~c~~ **http://d.example**",
                "<p><a href=http://a.example/_b_/~~c~~>http://a.example/_b_/~~c~~</a> <strong><a href=http://d.example>http://d.example</a></strong></p>",
            ),
            (
                "*@CM_Conseil :* a_b@c_d.example",
                "<p><em><a href=#comment-0>@CM_Conseil</a> :</em> a_b@c_d.example</p>",
            ),
        ],
    );
}
