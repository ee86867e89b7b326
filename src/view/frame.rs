//! The elements that Yew keeps: those that hold entries and other parts, which come, go and move.

use std::iter::once;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};
use yew::{AttrValue, Html};

/// Makes an element with its classes, told from its neighbours by a key.
pub fn plain(tag: &'static str, classes: &'static str, key: &str, children: Vec<Html>) -> Html {
    frame(tag, classes, key, &["class"], Vec::new(), children)
}

/// The same with more attributes: their names follow `class`; one without a value is left out.
pub fn frame(
    tag: &'static str,
    classes: &'static str,
    key: &str,
    names: &'static [&'static str],
    values: Vec<Option<AttrValue>>,
    children: Vec<Html>,
) -> Html {
    let values = once(Some(classes.into())).chain(values);
    let values = values.map(|value| value.map(AttributeOrProperty::Attribute)).collect();
    let mut frame = VTag::new(tag);
    frame.set_attributes(Attributes::Dynamic { keys: names, values });
    frame.key = Some(key.into());
    frame.add_children(children);
    frame.into()
}
