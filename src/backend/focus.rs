//! Moves the keyboard focus to what just appeared, or back to where it came from.

use super::js;
use crate::state::Focus;
use crate::view::Setting;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the focus; nothing happens when its goal is not on the page.
pub fn move_focus(focus: &Focus, root: &Element, setting: &Setting) {
    let by_id = |id: String| root.query_selector(&["[id=\"", &id, "\"]"].concat()).ok().flatten();
    match focus {
        Focus::Field(form, name) => focus_on(by_id(setting.form_id(form.as_ref(), name.as_str())), false),
        Focus::Opener(form) => {
            let opener = by_id(setting.form_id(form.as_ref(), "open"));
            focus_on(opener.or_else(|| by_id(setting.form_id(form.as_ref(), "body"))), false);
        }
        Focus::Part(id, part) => focus_on(by_id(setting.form_id(Some(id), part)), false),
        Focus::Comment(id) => {
            let Some(comment) = by_id(setting.comment_id(id)) else { return };
            comment
                .scroll_into_view_with_scroll_into_view_options(&js::object(&[("block", "center".into())]));
            focus_on(Some(comment), true);
        }
    }
}

fn focus_on(element: Option<Element>, is_scrolled: bool) {
    let Some(element) = element else { return };
    // What has one of our ids is an element of ours.
    let element: HtmlElement = element.unchecked_into();
    drop(element.focus_with_options(&js::object(&[("preventScroll", is_scrolled.into())])));
}
