//! Character references: `&eacute;` and `&#233;` become `é`, exactly once.

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
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (char, length) = reference(rest, place).unwrap_or(('&', 1));
        out.push(char);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// Reads the reference a text starts with: the character and how many bytes stood for it.
pub fn reference(text: &str, place: Place) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    if let Some(number) = name.strip_prefix('#') {
        return numeric(number).map(|(char, length)| (char, length + 2));
    }
    let length = name.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    if name[length..].starts_with(';') {
        let found = named(&name[..length], LATIN).or_else(|| named(&name[..length], OTHER));
        if let Some(char) = found {
            return Some((char, length + 2));
        }
    }
    let (char, end) = (2..=length.min(6)).rev().find_map(|end| Some((named(&name[..end], LATIN)?, end)))?;
    let goes_on = name[end..].starts_with(|next: char| next == '=' || next.is_ascii_alphanumeric());
    (place == Place::Text || !goes_on).then_some((char, end + 1))
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let hex = text.strip_prefix(['x', 'X']);
    let (digits, radix) = hex.map_or((text, 10), |digits| (digits, 16));
    let length = digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = digits[..length].chars().filter_map(|digit| digit.to_digit(radix));
    let code = code.fold(0u32, |code, digit| code.saturating_mul(radix).saturating_add(digit));
    let end = text.len() - digits.len() + length;
    let end = if text[end..].starts_with(';') { end + 1 } else { end };
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

/// Finds a name in a table in which every name is followed by its character, the only one beyond ASCII.
fn named(name: &str, table: &str) -> Option<char> {
    if let Some(at) = BASIC.iter().position(|basic| *basic == name) {
        return BASIC_CHARACTERS.chars().nth(at);
    }
    let mut start = 0;
    for (at, char) in table.char_indices().filter(|(_, char)| !char.is_ascii()) {
        if &table[start..at] == name {
            return Some(char);
        }
        start = at + char.len_utf8();
    }
    None
}

const LONGEST: usize = 8;

const BASIC: [&str; 11] = ["amp", "lt", "gt", "quot", "AMP", "LT", "GT", "QUOT", "COPY", "REG", "apos"];
const BASIC_CHARACTERS: &str = "&<>\"&<>\"©®'";

const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The names of Latin-1, which also work without a semicolon.
const LATIN: &str = "nbsp\u{a0}eacuteéegraveèagraveàecircêlaquo«raquo»ccedilçugraveùocircôicircîacircâucircûeumlë\
    iumlïuumlüoumlöaumläszligßiexcl¡cent¢pound£curren¤yen¥brvbar¦sect§uml¨copy©ordfªnot¬shy\u{ad}reg®macr¯deg°\
    plusmn±sup2²sup3³acute´microµpara¶middot·cedil¸sup1¹ordmºfrac14¼frac12½frac34¾iquest¿AgraveÀAacuteÁAcircÂ\
    AtildeÃAumlÄAringÅAEligÆCcedilÇEgraveÈEacuteÉEcircÊEumlËIgraveÌIacuteÍIcircÎIumlÏETHÐNtildeÑOgraveÒOacuteÓ\
    OcircÔOtildeÕOumlÖtimes×OslashØUgraveÙUacuteÚUcircÛUumlÜYacuteÝTHORNÞaacuteáatildeãaringåaeligæigraveìiacuteí\
    ethðntildeñograveòoacuteóotildeõdivide÷oslashøuacuteúyacuteýthornþyumlÿ";

/// The other names of HTML 4.
const OTHER: &str = "rsquo’lsquo‘hellip…ldquo“rdquo”ndash–mdash—oeligœOEligŒeuro€sbquo‚bdquo„lsaquo‹rsaquo›bull•\
    trade™thinsp\u{2009}ensp\u{2002}emsp\u{2003}zwnj\u{200c}zwj\u{200d}lrm\u{200e}rlm\u{200f}ScaronŠscaronšYumlŸ\
    fnofƒcircˆtilde˜dagger†Dagger‡permil‰prime′Prime″oline‾frasl⁄larr←uarr↑rarr→darr↓harr↔crarr↵lArr⇐uArr⇑rArr⇒\
    dArr⇓hArr⇔forall∀part∂exist∃empty∅nabla∇isin∈notin∉ni∋prod∏sum∑minus−lowast∗radic√prop∝infin∞ang∠and∧or∨cap∩\
    cup∪int∫there4∴sim∼cong≅asymp≈ne≠equiv≡le≤ge≥sub⊂sup⊃nsub⊄sube⊆supe⊇oplus⊕otimes⊗perp⊥sdot⋅lceil⌈rceil⌉\
    lfloor⌊rfloor⌋lang⟨rang⟩loz◊spades♠clubs♣hearts♥diams♦image\u{2111}weierp℘real\u{211c}alefsymℵAlphaΑBetaΒ\
    GammaΓDeltaΔEpsilonΕZetaΖEtaΗThetaΘIotaΙKappaΚLambdaΛMuΜNuΝXiΞOmicronΟPiΠRhoΡSigmaΣTauΤUpsilonΥPhiΦChiΧ\
    PsiΨOmegaΩalphaαbetaβgammaγdeltaδepsilonεzetaζetaηthetaθiotaιkappaκlambdaλmuμnuνxiξomicronοpiπrhoρsigmafς\
    sigmaσtauτupsilonυphiφchiχpsiψomegaωthetasymϑupsihϒpivϖ";

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
    fn every_name_of_the_tables_is_ascii() {
        for table in [LATIN, OTHER] {
            assert!(table.chars().all(|char| !char.is_ascii() || char.is_ascii_alphanumeric()));
        }
        assert_eq!(WINDOWS_1252.chars().count(), 32);
        assert_eq!(LATIN.chars().filter(|char| !char.is_ascii()).count(), 96);
        assert_eq!(OTHER.chars().filter(|char| !char.is_ascii()).count(), 252 - 96 - 4);
    }
}
