//! The line about the page itself: how often its announcement elsewhere was liked and shared.

use super::element::{Markup, element};
use super::thread::View;
use crate::locale::Text;
use crate::model::Summary;

impl View<'_> {
    /// Shows the numbers that are known.
    #[inline(never)]
    pub(super) fn summary(&self, summary: &Summary) -> Markup {
        let count = |text: Text, count: Option<u64>| {
            let count = count.filter(|count| *count > 0)?;
            Some(
                element("span", "causerie-summary-count").text(self.setting.locale.count(text, count)).into(),
            )
        };
        let link = summary.link.as_ref().map(|url| {
            let link = element("a", "causerie-summary-link")
                .attribute("href", url.clone())
                .attribute("rel", "noopener");
            link.text(self.words(Text::SeeOriginal)).into()
        });
        let line = element("p", "causerie-summary").maybe(count(Text::Likes, summary.likes));
        line.maybe(count(Text::Shares, summary.shares)).maybe(link).into()
    }
}
