//! Lets the glue keep the texts of the module that never change, such as names of elements, attributes and classes:
//! making a JavaScript string of bytes is a seventh of the time that drawing takes.

use crate::Outcome;
use crate::dist::PRIMARY;
use crate::shorten::number;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Changes `causerie.js` so that it makes each text of the module's constants once.
pub fn keep(folder: &Path) -> Outcome {
    let glue = folder.join("causerie.js");
    let refused = |error| format!("cannot read {}: {error}", folder.display());
    let module = fs::read(folder.join(PRIMARY)).map_err(refused)?;
    let text = fs::read_to_string(&glue).map_err(refused)?;
    let constants = constants(&module).ok_or("the module's constants cannot be found")?;
    let kept = kept(&text, &constants).ok_or("the glue makes texts in another way than it did")?;
    fs::write(&glue, kept).map_err(|error| format!("cannot write {}: {error}", glue.display()))
}

/// Where the constants are: the first data segment (WebAssembly core specification §5.5.14); the linker puts what may
/// be written to behind it.
fn constants(module: &[u8]) -> Option<Range<usize>> {
    let mut rest = module.get(8..)?;
    loop {
        let (id, after) = rest.split_first()?;
        let (length, body) = number(after)?;
        let (section, next) = body.split_at_checked(length)?;
        if *id != DATA {
            rest = next;
            continue;
        }
        let (_, segments) = number(section)?;
        let (from, after) = number(segments.strip_prefix(&[ACTIVE, I32_CONST])?)?;
        let (length, _) = number(after.strip_prefix(&[END])?)?;
        return Some(from..from + length);
    }
}

/// The glue with a table of texts by their place. Where two begin at one place, the last one is kept.
fn kept(glue: &str, constants: &Range<usize>) -> Option<String> {
    let Range { start, end } = constants;
    let (before, after) = glue.split_once(MAKES)?;
    let keeps = format!(
        "const constants = new Map();
function getStringFromWasm0(ptr, len) {{
    ptr = ptr >>> 0;
    const isConstant = ptr >= {start} && ptr < {end};
    const known = isConstant && constants.get(ptr);
    if (known && known.len === len) return known.text;
    const text = decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
    if (isConstant) constants.set(ptr, {{ len, text }});
    return text;
}}"
    );
    Some([before, &keeps, after].concat())
}

/// How `wasm-bindgen` makes a text.
const MAKES: &str = "function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}";

const DATA: u8 = 11;
const ACTIVE: u8 = 0;
const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_segment_of_data_holds_the_constants() {
        let module =
            b"\0asm\x01\0\0\0\x05\x03\x01\0\x01\x0b\x10\x02\0\x41\x80\x08\x0b\x03abc\0\x41\x83\x08\x0b\x01d";
        assert_eq!(constants(module), Some(1024..1027));
        assert_eq!(constants(&module[..13]), None);
    }

    #[test]
    fn the_glue_asks_its_table_for_constants_only() {
        let glue = kept(&format!("let a;\n{MAKES}\nlet b;"), &(1024..1027)).unwrap_or_default();
        assert!(glue.starts_with("let a;\nconst constants") && glue.ends_with("}\nlet b;"), "{glue}");
        assert!(glue.contains("ptr >= 1024 && ptr < 1027;"), "{glue}");
        assert_eq!(kept("let a;", &(0..1)), None);
    }
}
