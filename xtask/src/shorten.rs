//! Gives what the module and its glue take from each other short names: with their hashes they weigh 5 KB compressed.
//! The parts of the module themselves get a name, by which the loader knows them in a stack.

use crate::Outcome;
use crate::dist::{BEHIND, DEFERRED, PRIMARY};
use std::fs;
use std::path::Path;

/// Renames imports and exports in `causerie_bg.wasm` and `causerie.js` alike.
pub fn names(folder: &Path) -> Outcome {
    let (module, glue) = (folder.join(PRIMARY), folder.join("causerie.js"));
    let wasm = read(&module)?;
    let mut text =
        fs::read_to_string(&glue).map_err(|error| format!("cannot read {}: {error}", glue.display()))?;
    let mut counts = [0, 0];
    let short = |section: Section, long: &str| {
        let count = &mut counts[section as usize];
        let short = digits(*count + 1);
        text = match section {
            Section::Imports => given(&text, long, &short)?,
            Section::Exports => taken(&text, long, &short)?,
        };
        *count += 1;
        Some(short)
    };
    let renamed = renamed(&wasm, short).ok_or("the module's imports and exports cannot be read")?;
    write(&module, &named(renamed))?;
    write(&glue, text.as_bytes())?;
    for part in BEHIND.iter().chain(&[DEFERRED]) {
        let part = folder.join(part);
        write(&part, &named(read(&part)?))?;
    }
    Ok(())
}

/// A module that has no section of names with one that names only itself (WebAssembly core specification §7.4.1).
fn named(mut module: Vec<u8>) -> Vec<u8> {
    const NAME: &str = "causerie";
    let mut itself = Vec::new();
    write_name(NAME, &mut itself);
    let mut section = Vec::new();
    write_name("name", &mut section);
    section.push(MODULE_NAME);
    write_number(itself.len(), &mut section);
    section.extend(itself);
    add_section(&section, &mut module);
    module
}

/// Ends a module with a custom section, given with its name (WebAssembly core specification §5.5.3).
pub fn add_section(section: &[u8], module: &mut Vec<u8>) {
    module.push(CUSTOM);
    write_number(section.len(), module);
    module.extend(section);
}

pub fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

pub fn write(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// The glue with another name for a function it gives to the module; one that stands there more than once is left alone.
fn given(glue: &str, long: &str, short: &str) -> Option<String> {
    let member = format!(" {long}: ");
    let is_alone = glue.matches(&member).count() == 1 && glue.matches(long).count() == 1;
    is_alone.then(|| glue.replace(&member, &format!(" {short}: ")))
}

/// The glue with another name for what it takes from the module, wherever it does.
fn taken(glue: &str, long: &str, short: &str) -> Option<String> {
    let member = format!("wasm.{long}");
    let mut pieces = glue.split(&member);
    let mut renamed = pieces.next()?.to_owned();
    let mut is_found = false;
    for piece in pieces {
        let is_whole = !piece.starts_with(|next: char| next.is_ascii_alphanumeric() || "_$".contains(next));
        is_found |= is_whole;
        renamed.push_str(if is_whole { "wasm." } else { &member });
        renamed.push_str(if is_whole { short } else { "" });
        renamed.push_str(piece);
    }
    is_found.then_some(renamed)
}

/// The module with other names for its imports and exports (WebAssembly core specification §5.5.5, §5.5.10).
fn renamed(module: &[u8], mut short: impl FnMut(Section, &str) -> Option<String>) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let Some((id, after)) = rest.split_first() {
        let (length, body) = number(after)?;
        let (section, next) = body.split_at_checked(length)?;
        let section = match *id {
            IMPORTS => imported(section, |long| short(Section::Imports, long))?,
            EXPORTS => exported(section, |long| short(Section::Exports, long))?,
            _ => section.to_vec(),
        };
        out.push(*id);
        write_number(section.len(), &mut out);
        out.extend(section);
        rest = next;
    }
    Some(out)
}

fn imported(section: &[u8], mut short: impl FnMut(&str) -> Option<String>) -> Option<Vec<u8>> {
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
        write_name(from, &mut out);
        write_name(short(long).as_deref().unwrap_or(long), &mut out);
        out.push(FUNCTION);
        write_number(shape, &mut out);
        rest = after;
    }
    rest.is_empty().then_some(out)
}

fn exported(section: &[u8], mut short: impl FnMut(&str) -> Option<String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::new();
    write_number(count, &mut out);
    for _ in 0..count {
        let (long, after) = name(rest)?;
        let (kind, after) = after.split_first()?;
        let (index, after) = number(after)?;
        write_name(short(long).as_deref().unwrap_or(long), &mut out);
        out.push(*kind);
        write_number(index, &mut out);
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
pub fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at(end + 1);
    Some((digits.iter().rev().fold(0, |number, byte| number << 7 | usize::from(byte & 0x7f)), rest))
}

pub fn write_name(name: &str, out: &mut Vec<u8>) {
    write_number(name.len(), out);
    out.extend(name.as_bytes());
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

/// The sections that hold names.
#[derive(Clone, Copy)]
enum Section {
    Imports,
    Exports,
}

const CUSTOM: u8 = 0;
const MODULE_NAME: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const FUNCTION: u8 = 0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_by_those_they_are_given_and_the_rest_stays() {
        let module = b"\0asm\x01\0\0\0\x02\x11\x02\x01m\x03one\0\x05\x01m\x03two\0\x01\
            \x07\x0d\x02\x03one\0\x05\x03two\x02\x01\x0a\x01\x00";
        let short = |section, name: &str| match section {
            Section::Imports => (name == "one").then(|| "a".to_owned()),
            Section::Exports => (name == "two").then(|| "b".to_owned()),
        };
        let expected = b"\0asm\x01\0\0\0\x02\x0f\x02\x01m\x01a\0\x05\x01m\x03two\0\x01\
            \x07\x0b\x02\x03one\0\x05\x01b\x02\x01\x0a\x01\x00";
        assert_eq!(renamed(module, short).as_deref(), Some(&expected[..]));
        assert_eq!(renamed(&module[..20], |_, _| None), None);
    }

    #[test]
    fn a_module_gets_a_name() {
        assert_eq!(named(b"\0asm".to_vec()), b"\0asm\0\x10\x04name\0\x09\x08causerie");
    }

    #[test]
    fn the_glue_follows() {
        let cases = [
            (given as fn(&str, &str, &str) -> _, "{ one: f, two: g }", Some("{ a: f, two: g }")),
            (given, "{ one: f, three: one }", None),
            (given, "{ two: f }", None),
            (taken, "wasm.one(wasm.one, wasm.one_more);", Some("wasm.a(wasm.a, wasm.one_more);")),
            (taken, "wasm.one_more(one);", None),
        ];
        for (rename, glue, expected) in cases {
            assert_eq!(rename(glue, "one", "a").as_deref(), expected, "{glue}");
        }
    }

    #[test]
    fn names_count_up() {
        assert_eq!([1, 26, 27, 52, 53, 702, 703].map(digits), ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
