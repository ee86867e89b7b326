//! What stands in place of entries and below them: waiting, trouble, the next page, the form or why there is none.

use super::element::{Element, Markup, button, element, heading};
use super::form::FormView;
use super::problem::reading;
use super::thread::View;
use crate::config::Composer;
use crate::cut;
use crate::locale::Text;
use crate::model::{Create, Session};
use crate::state::{Fetching, Phase};

impl View<'_> {
    /// Said in place of entries.
    pub(super) fn standing(&self) -> Option<Markup> {
        let can_write = matches!(self.thread.create(), Create::Form | Create::Open(_));
        match &self.thread.phase {
            _ if !self.thread.tree.is_empty() => None,
            Phase::Trouble(_) => None,
            Phase::Loading if self.thread.is_slow => None,
            Phase::Loading => self.line("causerie-state causerie-loading", Text::Loading),
            Phase::Ready if can_write => self.line("causerie-state causerie-empty", Text::Empty),
            Phase::Ready if *self.thread.create() == Create::Unavailable => {
                self.line("causerie-state causerie-nothing", Text::Nothing)
            }
            Phase::Ready => None,
        }
    }

    pub(super) fn more(&self) -> Option<Markup> {
        let busy = self.thread.fetching.contains(&Fetching::More);
        let words = self.words(if busy { Text::Loading } else { Text::More });
        (self.is_partial || self.thread.is_cut() || self.thread.has_more())
            .then(|| asking("causerie-more", words, busy).into())
    }

    pub(super) fn footer(&self) -> Option<Markup> {
        Some(match self.thread.create() {
            Create::Closed => return self.line("causerie-state causerie-closed", Text::Closed),
            Create::LoginRequired(url) => self.login(url.as_deref()),
            Create::Open(url) => {
                let link =
                    element("a", "causerie-open").attribute("href", url.clone()).attribute("rel", "noopener");
                element("p", "causerie-state").child(link.text(self.words(Text::OpenElsewhere))).into()
            }
            Create::Form => return self.composer(),
            Create::Unavailable => return None,
        })
    }

    /// Who is signed in, or where to sign in; above the form.
    pub(super) fn session(&self) -> Option<Markup> {
        let can_write =
            *self.thread.create() == Create::Form && self.setting.config.composer != Composer::None;
        match &self.thread.capabilities.as_ref().filter(|_| can_write)?.session {
            Session::None => None,
            Session::Window(url) => Some(self.sign_in(url)),
            Session::Open(name) => Some(self.signed_in(name, true)),
            Session::Page(name) => Some(self.signed_in(name, false)),
        }
    }

    fn sign_in(&self, url: &str) -> Markup {
        let link = login_link(url, self.words(Text::LogIn)).flag("data-popup", true);
        element("p", "causerie-session").child(link).into()
    }

    #[inline(never)]
    fn signed_in(&self, name: &str, can_leave: bool) -> Markup {
        let words = self.setting.locale.fill(Text::SignedIn, &[("name", name)]);
        let leave = can_leave.then(|| button("causerie-log-out").text(self.words(Text::LogOut)).into());
        element("p", "causerie-session").text([&*words, " "].concat()).maybe(leave).into()
    }

    fn composer(&self) -> Option<Markup> {
        if self.setting.config.composer == Composer::None || self.thread.form(&None).is_some() {
            return FormView::of(self.thread, None, &self.setting).map(|form| form.markup());
        }
        let compose = asking("causerie-compose", self.words(Text::Compose), false);
        Some(
            compose
                .attribute("id", self.setting.form_id(None, "open"))
                .attribute("aria-expanded", "false")
                .into(),
        )
    }

    fn login(&self, url: Option<&str>) -> Markup {
        let words = self.words(Text::LoginRequired);
        let (before, after) = cut::once(words, "{link}").unwrap_or((words, ""));
        let link = self.words(Text::LoginLink);
        let session = self.thread.capabilities.as_ref().map(|can| &can.session);
        let is_popup = matches!(session, Some(Session::Window(_)));
        let link: Markup = match url {
            Some(url) => login_link(url, link).flag("data-popup", is_popup).into(),
            None => link.into(),
        };
        let title = self.words(Text::FormTitle);
        let title = (!title.is_empty())
            .then(|| heading(self.setting.level(1), "causerie-form-title").text(title).into());
        let line = element("p", "").text(before).child(link).text(after);
        element("div", "causerie-state causerie-login-required").maybe(title).child(line).into()
    }

    /// Why a list did not come. Asking again asks for that list; it is asked for by itself if the backend wants it later.
    pub(super) fn trouble(&self) -> Option<Markup> {
        let reason = reading(self.thread.trouble.as_ref()?, &self.setting);
        let words = element("p", "").text([self.words(Text::CannotLoad), " ", &reason].concat());
        let retry = if self.thread.is_patient {
            element("p", "causerie-patience").text(self.words(Text::Patience))
        } else {
            asking("causerie-retry", self.words(Text::Retry), false)
        };
        Some(
            element("div", "causerie-state causerie-error")
                .attribute("role", "alert")
                .child(words)
                .child(retry)
                .into(),
        )
    }

    /// Said while an answer lets the reader wait.
    pub(super) fn slow(&self) -> Option<Markup> {
        let line = || {
            element("p", "causerie-state causerie-slow")
                .attribute("role", "status")
                .text(self.words(Text::Slow))
        };
        self.thread.is_slow.then(|| line().into())
    }

    /// A line of its own, unless the page's author emptied its text.
    fn line(&self, classes: &'static str, text: Text) -> Option<Markup> {
        let words = self.words(text);
        (!words.is_empty()).then(|| element("p", classes).text(words).into())
    }
}

fn login_link(url: &str, words: &str) -> Element {
    element("a", "causerie-login").attribute("href", url.to_owned()).text(words)
}

/// A button that asks the backend for something.
pub fn asking(name: &'static str, words: &str, busy: bool) -> Element {
    button(name).text(words).optional("aria-disabled", busy.then_some("true"))
}
