//! Texts that only a reader who acts sees. A release has them in a file of their own, which comes with the second half of
//! the module (docs/decisions/0006-two-modules.md); before, the catalog has them.

use super::Catalog;
use std::cell::RefCell;

thread_local! {
    /// One catalog for each language of the page; they stay as long as the page does.
    static LATE: RefCell<Vec<(String, &'static Catalog)>> = const { RefCell::new(Vec::new()) };
}

/// Takes the further texts of a language.
///
/// # Errors
/// Says where the text stops being JSON.
pub fn learn(lang: &str, text: &str) -> Result<(), String> {
    let catalog = Box::leak(Box::new(Catalog::parse(text)?));
    LATE.with_borrow_mut(|late| late.push((lang.to_owned(), catalog)));
    Ok(())
}

/// The further texts of a language, once they are there.
pub fn of(lang: &str) -> Option<&'static Catalog> {
    LATE.with_borrow(|late| late.iter().find(|(found, _)| found == lang).map(|(_, catalog)| *catalog))
}
