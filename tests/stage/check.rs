//! What holds for every page of ours: ids are unique, and what names an id finds it.

use super::dom::Element;

/// Checks all ids and references of a section.
pub fn references(section: &Element) {
    let all = section.all();
    let mut ids: Vec<_> = all.iter().filter_map(|element| element.attribute("id")).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(count, ids.len(), "ids are unique: {ids:?}");
    for element in all {
        for name in ["for", "aria-labelledby", "aria-describedby"] {
            let named = element.attribute(name).into_iter().flat_map(|value| value.split(' '));
            named.for_each(|id| assert!(ids.contains(&id), "{name}={id} of {} leads nowhere", element.tag));
        }
        let fragment = element.attribute("href").and_then(|href| href.strip_prefix('#'));
        fragment.into_iter().for_each(|id| assert!(ids.contains(&id), "the link #{id} leads nowhere"));
        match element.tag.as_str() {
            "button" => assert!(element.attribute("type").is_some(), "a button says what it is"),
            "img" => {
                assert!(element.attribute("alt").is_some(), "a picture has words or says that it needs none")
            }
            _ => {}
        }
        assert!(element.attribute("style").is_none(), "style attributes are blocked by strict policies");
        assert!(!element.attributes.iter().any(|(name, _)| name.starts_with("on")), "no handlers in HTML");
    }
}
