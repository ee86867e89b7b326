//! Style sheets without comments and without the white space that means nothing.

/// The same style sheet, shorter; rules and values stay as they are, so that no browser sees another language.
pub fn minified(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let (mut rest, mut last, mut is_apart) = (text, '{', false);
    while let Some(first) = rest.chars().next() {
        let length = length(rest)?;
        let (token, after) = rest.split_at(length);
        rest = after;
        if first.is_ascii_whitespace() || token.starts_with("/*") {
            is_apart = true;
            continue;
        }
        if is_apart && !STANDS_ALONE_BEFORE.contains(&last) && !STANDS_ALONE_AFTER.contains(&first) {
            out.push(' ');
        }
        if first == '}' && last == ';' {
            out.pop();
        }
        out.push_str(token);
        (last, is_apart) = (first, false);
    }
    Ok(out)
}

/// The bytes of the comment, the quoted text, the escaped character or the character at the beginning.
fn length(text: &str) -> Result<usize, String> {
    let ended = |end: Option<usize>| end.ok_or_else(|| format!("{:.20} does not end", text));
    let mut characters = text.char_indices();
    match characters.next() {
        Some((_, '/')) if text.starts_with("/*") => ended(text.find("*/").map(|at| at + 2)),
        Some((_, quote @ ('"' | '\''))) => {
            let mut is_escaped = false;
            let end = characters.find(|(_, character)| {
                let is_end = *character == quote && !is_escaped;
                is_escaped = *character == '\\' && !is_escaped;
                is_end
            });
            ended(end.map(|(at, _)| at + 1))
        }
        Some((_, '\\')) => Ok(1 + characters.next().map_or(0, |(_, character)| character.len_utf8())),
        Some((_, character)) => Ok(character.len_utf8()),
        None => Ok(0),
    }
}

/// White space after these means nothing, wherever they stand.
const STANDS_ALONE_BEFORE: &[char] = &['{', '}', ';', ',', ':', '(', '<', '>', '~'];
/// White space before these means nothing. A colon is not among them: `a :focus` is not `a:focus`.
const STANDS_ALONE_AFTER: &[char] = &['{', '}', ';', ',', ')', '<', '>', '~'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_get_short() {
        let cases = [
            ("a { color : red ; }\n\nb { margin: 0 auto }\n", "a{color :red}b{margin:0 auto}"),
            ("/* Why */ a, b /* and */ > i { top: 0; }", "a,b>i{top:0}"),
            (":where(.a :focus, .b ~ .c) { top: 0 }", ":where(.a :focus,.b~.c){top:0}"),
            (".a *, .a ::before { top: 0 }", ".a *,.a ::before{top:0}"),
            ("a { top: calc( 1px + (2px - var(--x)) * 2 ) }", "a{top:calc(1px + (2px - var(--x)) * 2)}"),
            ("@media print and (width < 9rem) { a { top: 0; } }", "@media print and (width<9rem){a{top:0}}"),
            (
                "@layer a.b { :where(x, :host) { & > y { top: 0 } } }",
                "@layer a.b{:where(x,:host){&>y{top:0}}}",
            ),
            ("a { --x: light-dark(#fff, #000); }", "a{--x:light-dark(#fff,#000)}"),
            (r#"a::after { content: "; } /* \" "; }"#, r#"a::after{content:"; } /* \" "}"#),
            (r"a { content: '\\' ; top: 0 }", r"a{content:'\\';top:0}"),
            (r".a\: b { top: 0 }", r".a\: b{top:0}"),
        ];
        for (long, short) in cases {
            assert_eq!(minified(long).as_deref(), Ok(short));
        }
    }

    #[test]
    fn what_does_not_end_is_told() {
        assert!(minified("a { /* top: 0 }").is_err());
        assert!(minified("a { content: \" }").is_err());
    }
}
