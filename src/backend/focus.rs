//! Moves the keyboard focus to what just appeared, or back to where it came from.

use super::{Backend, js};
use crate::model::CommentId;
use crate::state::Focus;
use crate::view::Setting;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

impl Backend {
    /// Moves the focus where the last action wanted it.
    pub fn move_focus(&self, setting: &Setting) {
        if let Some(goal) = self.focus.take() {
            move_focus(&goal, &self.root, setting);
        }
    }

    /// Whether the comments of a thread that broke still stand beside this one.
    #[inline(never)]
    pub fn is_beside_another(&self) -> bool {
        js::call(&js::member(&self.root, "parentNode"), "querySelector", &["article".into()])
            .is_some_and(|found| found.is_truthy())
    }

    /// Where a comment stands on the screen, in pixels from its top.
    #[inline(never)]
    pub fn top(&self, comment: &CommentId, setting: &Setting) -> Option<f64> {
        let id = ["[id=\"", &setting.comment_id(comment), "\"]"].concat();
        let comment = self.root.query_selector(&id).ok()??;
        js::member(&js::call(&comment, "getBoundingClientRect", &[])?, "top").as_f64()
    }
}

/// Moves the focus; nothing happens when its goal is not on the page.
fn move_focus(focus: &Focus, root: &Element, setting: &Setting) {
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

/// Scrolls the page by so many pixels.
#[inline(never)]
pub fn scroll_by(pixels: f64) {
    let how = js::object(&[("top", pixels.into()), ("behavior", "instant".into())]);
    js::call(&js_sys::global(), "scrollBy", &[how]);
}

fn focus_on(element: Option<Element>, is_scrolled: bool) {
    let Some(element) = element else { return };
    // What has one of our ids is an element of ours.
    let element: HtmlElement = element.unchecked_into();
    drop(element.focus_with_options(&js::object(&[("preventScroll", is_scrolled.into())])));
}
