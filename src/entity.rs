//! Character references: `&eacute;` and `&#233;` become `é`, exactly once.

use crate::cut::{after, byte, char_at, find, part, skip_name, tail};

/// Where a text stands; names without a semicolon are read less eagerly in attributes (HTML §13.2.5.73).
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    /// Between tags.
    Text,
    /// In the value of an attribute.
    Attribute,
}

/// Decodes the character references of a text.
pub fn decoded(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    loop {
        let end = find(text, at, "&");
        out.push_str(part(text, at, end));
        if end >= text.len() {
            return out;
        }
        let (char, length) = reference(tail(text, end), place).unwrap_or(('&', 1));
        out.push(char);
        at = end + length;
    }
}

/// Reads the reference a text starts with: the character and how many bytes stood for it.
pub fn reference(text: &str, place: Place) -> Option<(char, usize)> {
    match byte(text, 1) {
        b'#' => numeric(text),
        b'A'..=b'Z' | b'a'..=b'z' => named(text, place),
        _ => None,
    }
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let (start, radix) = if matches!(byte(text, 2), b'x' | b'X') { (3, 16) } else { (2, 10) };
    let (mut at, mut code) = (start, 0u32);
    while let Some(digit) = char::from(byte(text, at)).to_digit(radix) {
        code = code.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == start {
        return None;
    }
    // What browsers make of codes (HTML §13.2.5.80).
    let char = match code {
        0x80..=0x9f => char_at(WINDOWS_1252, after(WINDOWS_1252, code as usize - 0x80)),
        0 => '\u{fffd}',
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    };
    Some((char, at + usize::from(byte(text, at) == b';')))
}

fn named(text: &str, place: Place) -> Option<(char, usize)> {
    // Nearly all names that occur, found without a walk through the table.
    for (name, char) in [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("nbsp;", '\u{a0}')] {
        if part(text, 1, 1 + name.len()) == name {
            return Some((char, 1 + name.len()));
        }
    }
    let (mut code, mut at, mut best, mut length) = (' ', 0, ' ', 1);
    while at < NAMES.len() {
        let mark = char_at(NAMES, at);
        code = if mark == ' ' { char::from_u32(u32::from(code) + 1)? } else { mark };
        let start = at + mark.len_utf8();
        at = skip_name(NAMES, start, "");
        let end = 1 + at - start;
        // The names of Latin-1 also work without a semicolon, even before other letters.
        let is_whole = byte(text, end) == b';' || code <= 'ÿ';
        if end > length && is_whole && part(text, 1, end) == part(NAMES, start, at) {
            (best, length) = (code, end);
        }
    }
    let next = byte(text, length);
    let goes_on = place == Place::Attribute && (next == b'=' || next.is_ascii_alphanumeric());
    (length > 1 && !goes_on).then_some((best, length + usize::from(next == b';')))
}

const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The names of HTML 4 and a few more, each after its character; a space stands for the character that follows
/// the one before.
const NAMES: &str = "&amp&AMP<lt<LT>gt>GT\"quot\"QUOT'apos©COPY®REG\u{a0}nbsp iexcl cent pound curren yen brvbar sect um\
    l copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raq\
    uo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Eci\
    rc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uac\
    ute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute \
    ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yumlŒOElig oeligŠScaron scaronŸYumlƒfnofˆcirc˜tildeΑAlpha Beta Gamma \
    Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi RhoΣSigma Tau Upsilon Phi Chi Ps\
    i Omegaαalpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sig\
    maf sigma tau upsilon phi chi psi omegaϑthetasym upsihϖpiv\u{2002}ensp emsp\u{2009}thinsp\u{200c}zw\
    nj zwj lrm rlm–ndash mdash‘lsquo rsquo sbquo“ldquo rdquo bdquo†dagger Dagger bull…hellip‰permil′pri\
    me Prime‹lsaquo rsaquo‾oline⁄frasl€euro\u{2111}image\u{2118}weierp\u{211c}real\u{2122}trade\u{2135}\
    alefsym←larr uarr rarr darr harr↵crarr⇐lArr uArr rArr dArr hArr∀forall∂part exist∅empty∇nabla isin \
    notin∋ni∏prod∑sum minus∗lowast√radic∝prop infin∠ang∧and or cap cup int∴there4∼sim≅cong≈asymp≠ne equ\
    iv≤le ge⊂sub sup nsub⊆sube supe⊕oplus⊗otimes⊥perp⋅sdot⌈lceil rceil lfloor rfloor〈lang rang◊loz♠spad\
    es♣clubs♥hearts diams";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_once() {
        let cases = [
            ("a &amp; b", "a & b"),
            ("&amp;eacute;", "&eacute;"),
            ("L&#39;&#xE9;t&#233;&#8230;", "L'été…"),
            ("&laquo;&nbsp;&rsquo;&hellip;&raquo;&thetasym;", "«\u{a0}’…»ϑ"),
            ("&#150;&#x80;&#0;&#xD800;&#1114112;&#99999999999999;", "–€\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("&notit; &ampx &eacut &eacute", "¬it; &x &eacut é"),
            ("& &; &# &#; &#x; &#xg; &unknown; &é", "& &; &# &#; &#x; &#xg; &unknown; &é"),
            ("&COPY &apos; &Eacute;&eacute;", "© ' Éé"),
        ];
        for (text, expected) in cases {
            assert_eq!(decoded(text, Place::Text), expected, "{text}");
        }
        assert_eq!(decoded("?a=1&copy=2&lt3&lt;&amp", Place::Attribute), "?a=1&copy=2&lt3<&");
    }

    #[test]
    fn the_names_are_complete() {
        let names = NAMES.split(|char: char| !char.is_ascii_alphanumeric()).filter(|name| !name.is_empty());
        let names: std::collections::BTreeSet<_> = names.collect();
        assert_eq!(names.len(), 252 + ["AMP", "LT", "GT", "QUOT", "COPY", "REG", "apos"].len());
        for name in names {
            assert!(reference(&["&", name, ";"].concat(), Place::Attribute).is_some(), "{name}");
        }
        let cases = [("yuml", 'ÿ'), ("OElig", 'Œ'), ("omega", 'ω'), ("zwj", '\u{200d}'), ("diams", '♦')];
        for (name, char) in cases {
            assert_eq!(reference(&["&", name, ";"].concat(), Place::Text), Some((char, name.len() + 2)));
        }
        assert_eq!(WINDOWS_1252.chars().count(), 32);
    }
}
