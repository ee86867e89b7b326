//! Names of functions that stay the same from build to build.

use walrus::Function;

/// The name of a function without what changes with every build: hashes of crates and numbers of copies.
///
/// Functions that differ only there share a name.
pub fn of(function: &Function) -> String {
    stable(function.name.as_deref().unwrap_or_default())
}

/// The same for a name as it stands in a module.
pub fn stable(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((hash, behind)) if is_hash(hash) => rest = behind,
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    let kept = out.trim_end_matches(|character: char| character.is_ascii_digit());
    match kept.strip_suffix('.') {
        Some(kept) => kept.to_owned(),
        None => out,
    }
}

fn is_hash(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_with_every_build_is_left_out() {
        for (name, expected) in [
            ("<causerie[528370a1e7154076]::state::Thread>::loaded", "<causerie::state::Thread>::loaded"),
            ("<alloc[deedb320d2573c2]::string::String>::push.14", "<alloc::string::String>::push"),
            ("<[u8] as core[75d5716931084cc5]::cmp::Ord>::cmp", "<[u8] as core::cmp::Ord>::cmp"),
            ("core::ptr::drop_in_place::<T>[1]", "core::ptr::drop_in_place::<T>[1]"),
            ("mount", "mount"),
        ] {
            assert_eq!(stable(name), expected, "{name}");
        }
    }
}
