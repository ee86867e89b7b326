//! Cuts the catalogs of a release in two: what a first thread says, and what only a reader who acts sees, which comes with
//! the second half of the module.

use crate::{Outcome, project};
use std::fs;
use std::path::Path;

/// Cuts every catalog of a folder: `fr.json` becomes `fr.json` and `fr.deferred.json`.
pub fn cut(folder: &Path) -> Outcome {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    for file in files {
        let text = project::read(&file)?;
        let (first, later) =
            halves(&text).ok_or_else(|| format!("{}: no line begins with {FIRST_LATER}", file.display()))?;
        for (path, half) in [(file.clone(), first), (file.with_extension("deferred.json"), later)] {
            fs::write(&path, half).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// The catalog before and after the first text of the second half. Keys come in the order of the texts: a test of the
/// catalogs sees to it.
fn halves(catalog: &str) -> Option<(String, String)> {
    let (first, later) = catalog.split_at_checked(catalog.find(FIRST_LATER)?)?;
    Some((format!("{}\n}}\n", first.trim_end().strip_suffix(',')?), format!("{{\n  {later}")))
}

/// The key of the first text that only a reader who acts sees (`Text::LATER`).
const FIRST_LATER: &str = "\"sending\":";

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_is_cut_before_the_first_later_text() {
        let catalog = "{\n  \"a\": \"x\",\n\n  \"sending\": \"y\",\n  \"b\": \"z\"\n}\n";
        let (first, later) = halves(catalog).unwrap();
        assert_eq!(first, "{\n  \"a\": \"x\"\n}\n");
        assert_eq!(later, "{\n  \"sending\": \"y\",\n  \"b\": \"z\"\n}\n");
        assert_eq!(halves("{}"), None);
    }

    #[test]
    fn the_cut_is_where_the_widget_says() {
        let texts = project::read(&project::root().join("src/locale/text.rs")).unwrap();
        assert!(
            texts.contains("pub const LATER: Self = Self::Sending;")
                && texts.contains(r#"Sending = "sending""#)
        );
    }
}
