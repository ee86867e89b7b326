//! Character references: `&eacute;` and `&#233;` become `é`, exactly once.

use super::super::cut::{find, first, head, part, tail};
use std::sync::OnceLock;

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
    let mut rest = text;
    loop {
        let at = find(rest, &|char| char == '&');
        out.push_str(head(rest, at));
        rest = tail(rest, at);
        if rest.is_empty() {
            return out;
        }
        let (char, length) = reference(rest, place).unwrap_or(('&', 1));
        out.push(char);
        rest = tail(rest, length);
    }
}

/// Reads the reference a text starts with: the character and how many bytes stood for it.
pub fn reference(text: &str, place: Place) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    if let Some(number) = name.strip_prefix('#') {
        return numeric(number).map(|(char, length)| (char, length + 2));
    }
    let length = name.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let full = named(head(name, length)).filter(|_| tail(name, length).starts_with(';'));
    if let Some(char) = full {
        return Some((char, length + 2));
    }
    // The names of Latin-1 also work without a semicolon, even before other letters.
    let latin = |name| named(name).filter(|char| *char <= 'ÿ');
    let (char, end) = (2..=length.min(6)).rev().find_map(|end| Some((latin(head(name, end))?, end)))?;
    let goes_on = first(tail(name, end)).is_some_and(|next| next == '=' || next.is_ascii_alphanumeric());
    (place == Place::Text || !goes_on).then_some((char, end + 1))
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let hex = text.strip_prefix(['x', 'X']);
    let (digits, radix) = hex.map_or((text, 10), |digits| (digits, 16));
    let length = digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = head(digits, length).chars().filter_map(|digit| digit.to_digit(radix));
    let code = code.fold(0u32, |code, digit| code.saturating_mul(radix).saturating_add(digit));
    let end = text.len() - digits.len() + length;
    let end = if tail(text, end).starts_with(';') { end + 1 } else { end };
    Some((character(code), end))
}

/// Maps a code to its character as browsers do (HTML §13.2.5.80).
fn character(code: u32) -> char {
    let remapped = match code {
        0x80..=0x9f => WINDOWS_1252.chars().nth(code as usize - 0x80),
        0 => None,
        _ => char::from_u32(code),
    };
    remapped.unwrap_or('\u{fffd}')
}

fn named(name: &str) -> Option<char> {
    static INDEX: OnceLock<Vec<(&str, char)>> = OnceLock::new();
    if let Some(at) = BASIC.iter().position(|basic| *basic == name) {
        return BASIC_CHARACTERS.chars().nth(at);
    }
    let index = INDEX.get_or_init(index);
    let at = index.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    index.get(at).map(|(_, char)| *char)
}

fn index() -> Vec<(&'static str, char)> {
    let mut start = 0;
    let characters = NAMES.char_indices().filter(|(_, char)| !char.is_ascii());
    let pair = characters.map(|(at, char)| {
        let name = part(NAMES, start, at);
        start = at + char.len_utf8();
        (name, char)
    });
    pair.collect()
}

const LONGEST: usize = 8;

const BASIC: [&str; 11] = ["amp", "lt", "gt", "quot", "AMP", "LT", "GT", "QUOT", "COPY", "REG", "apos"];
const BASIC_CHARACTERS: &str = "&<>\"&<>\"©®'";

const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The other names of HTML 4 in order, each followed by its character, which is the only one beyond ASCII.
const NAMES: &str = "AEligÆAacuteÁAcircÂAgraveÀAlphaΑAringÅAtildeÃAumlÄBetaΒCcedilÇChiΧDagger‡DeltaΔETHÐEacuteÉEcircÊ\
    EgraveÈEpsilonΕEtaΗEumlËGammaΓIacuteÍIcircÎIgraveÌIotaΙIumlÏKappaΚLambdaΛMuΜNtildeÑNuΝOEligŒOacuteÓ\
    OcircÔOgraveÒOmegaΩOmicronΟOslashØOtildeÕOumlÖPhiΦPiΠPrime″PsiΨRhoΡScaronŠSigmaΣTHORNÞTauΤThetaΘ\
    UacuteÚUcircÛUgraveÙUpsilonΥUumlÜXiΞYacuteÝYumlŸZetaΖaacuteáacircâacute´aeligæagraveàalefsym\u{2135}\
    alphaαand∧ang∠aringåasymp≈atildeãaumläbdquo„betaβbrvbar¦bull•cap∩ccedilçcedil¸cent¢chiχcircˆclubs♣\
    cong≅copy©crarr↵cup∪curren¤dArr⇓dagger†darr↓deg°deltaδdiams♦divide÷eacuteéecircêegraveèempty∅\
    emsp\u{2003}ensp\u{2002}epsilonεequiv≡etaηethðeumlëeuro€exist∃fnofƒforall∀frac12½frac14¼frac34¾\
    frasl⁄gammaγge≥hArr⇔harr↔hearts♥hellip…iacuteíicircîiexcl¡igraveìimage\u{2111}infin∞int∫iotaιiquest¿\
    isin∈iumlïkappaκlArr⇐lambdaλlang⟨laquo«larr←lceil⌈ldquo“le≤lfloor⌊lowast∗loz◊lrm\u{200e}lsaquo‹\
    lsquo‘macr¯mdash—microµmiddot·minus−muμnabla∇nbsp\u{a0}ndash–ne≠ni∋not¬notin∉nsub⊄ntildeñnuνoacuteó\
    ocircôoeligœograveòoline‾omegaωomicronοoplus⊕or∨ordfªordmºoslashøotildeõotimes⊗oumlöpara¶part∂\
    permil‰perp⊥phiφpiπpivϖplusmn±pound£prime′prod∏prop∝psiψrArr⇒radic√rang⟩raquo»rarr→rceil⌉rdquo”\
    real\u{211c}reg®rfloor⌋rhoρrlm\u{200f}rsaquo›rsquo’sbquo‚scaronšsdot⋅sect§shy\u{ad}sigmaσsigmafςsim∼\
    spades♠sub⊂sube⊆sum∑sup⊃sup1¹sup2²sup3³supe⊇szligßtauτthere4∴thetaθthetasymϑthinsp\u{2009}thornþ\
    tilde˜times×trade\u{2122}uArr⇑uacuteúuarr↑ucircûugraveùuml¨upsihϒupsilonυuumlüweierp\u{2118}xiξ\
    yacuteýyen¥yumlÿzetaζzwj\u{200d}zwnj\u{200c}";

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
    fn the_names_are_in_order_and_complete() {
        let index = index();
        assert!(index.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(index.len() + ["amp", "lt", "gt", "quot"].len(), 252);
        assert_eq!(index.iter().filter(|(_, char)| *char <= 'ÿ').count(), 96);
        assert_eq!(WINDOWS_1252.chars().count(), 32);
    }
}
