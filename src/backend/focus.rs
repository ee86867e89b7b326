//! Moves the keyboard focus to what just appeared, or back to where it came from.

use crate::state::Focus;
use crate::view::Setting;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Moves the focus; nothing happens when its goal is not on the page.
pub fn move_focus(focus: &Focus, root: &Element, setting: &Setting) {
    let by_id = |id: String| root.query_selector(&["[id=\"", &id, "\"]"].concat()).ok().flatten();
    match focus {
        Focus::Field(form, name) => focus_on(by_id(setting.form_id(form.as_ref(), name.as_str()))),
        Focus::Opener(form) => {
            let opener = by_id(setting.form_id(form.as_ref(), "open"));
            focus_on(opener.or_else(|| by_id(setting.form_id(form.as_ref(), "body"))));
        }
        Focus::Comment(id) => {
            let Some(comment) = by_id(setting.comment_id(id)) else { return };
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            comment.scroll_into_view_with_scroll_into_view_options(&options);
            focus_on(Some(comment));
        }
    }
}

fn focus_on(element: Option<Element>) {
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    let options = FocusOptions::new();
    options.set_prevent_scroll(element.matches("article").unwrap_or(false));
    drop(element.focus_with_options(&options));
}
