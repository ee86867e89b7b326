//! Gives the functions that the module imports from its glue short names: with their hashes they weigh 4 KB compressed.

use crate::Outcome;
use std::fs;
use std::path::Path;

/// Renames the imports in `causerie_bg.wasm` and `causerie.js` alike.
pub fn imports(folder: &Path) -> Outcome {
    let (module, glue) = (folder.join("causerie_bg.wasm"), folder.join("causerie.js"));
    let wasm = fs::read(&module).map_err(|error| format!("cannot read {}: {error}", module.display()))?;
    let mut text =
        fs::read_to_string(&glue).map_err(|error| format!("cannot read {}: {error}", glue.display()))?;
    let mut count = 0;
    let short = |name: &str| {
        let long = format!(" {name}: ");
        // What stands in the glue more than once is left alone.
        if text.matches(&long).count() != 1 || text.matches(name).count() != 1 {
            return None;
        }
        count += 1;
        let short = digits(count);
        text = text.replace(&long, &format!(" {short}: "));
        Some(short)
    };
    let renamed = renamed(&wasm, short).ok_or("the module's imports cannot be read")?;
    fs::write(&module, renamed).map_err(|error| format!("cannot write {}: {error}", module.display()))?;
    fs::write(&glue, text).map_err(|error| format!("cannot write {}: {error}", glue.display()))
}

/// The module with other names for its imports (WebAssembly core specification §5.5.5).
fn renamed(module: &[u8], mut short: impl FnMut(&str) -> Option<String>) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let Some((id, after)) = rest.split_first() {
        let (length, body) = number(after)?;
        let (section, next) = body.split_at_checked(length)?;
        let section = if *id == IMPORTS { imported(section, &mut short)? } else { section.to_vec() };
        out.push(*id);
        write_number(section.len(), &mut out);
        out.extend(section);
        rest = next;
    }
    Some(out)
}

fn imported(section: &[u8], short: &mut impl FnMut(&str) -> Option<String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::new();
    write_number(count, &mut out);
    for _ in 0..count {
        let (from, after) = name(rest)?;
        let (long, after) = name(after)?;
        let (kind, after) = after.split_first()?;
        if *kind != FUNCTION {
            return None;
        }
        let (shape, after) = number(after)?;
        let renamed = short(long);
        for text in [from, renamed.as_deref().unwrap_or(long)] {
            write_number(text.len(), &mut out);
            out.extend(text.as_bytes());
        }
        out.push(FUNCTION);
        write_number(shape, &mut out);
        rest = after;
    }
    rest.is_empty().then_some(out)
}

fn name(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = number(bytes)?;
    let (name, rest) = rest.split_at_checked(length)?;
    Some((str::from_utf8(name).ok()?, rest))
}

/// An unsigned number in LEB128, and what follows.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at(end + 1);
    Some((digits.iter().rev().fold(0, |number, byte| number << 7 | usize::from(byte & 0x7f)), rest))
}

fn write_number(mut number: usize, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A name from a count: `a`, `b` … `z`, `aa` …
fn digits(mut count: usize) -> String {
    let mut name = Vec::new();
    while count > 0 {
        count -= 1;
        name.insert(0, b'a' + (count % 26) as u8);
        count /= 26;
    }
    name.into_iter().map(char::from).collect()
}

const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_get_the_names_they_are_given_and_the_rest_stays() {
        let module = b"\0asm\x01\0\0\0\x02\x11\x02\x01m\x03one\0\x05\x01m\x03two\0\x01\x0a\x01\x00";
        let short = |name: &str| (name == "one").then(|| "a".to_owned());
        let expected = b"\0asm\x01\0\0\0\x02\x0f\x02\x01m\x01a\0\x05\x01m\x03two\0\x01\x0a\x01\x00";
        assert_eq!(renamed(module, short).as_deref(), Some(&expected[..]));
        assert_eq!(renamed(&module[..20], |_| None), None);
    }

    #[test]
    fn names_count_up() {
        assert_eq!([1, 26, 27, 52, 53, 702, 703].map(digits), ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
