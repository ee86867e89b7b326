//! An entry caused by another page: pingback, trackback, mention. Source title, site and excerpt.

use super::super::element::{Markup, element};
use super::super::foreign_link;
use super::{EntryProps, notice, permalink, title};
use crate::body::{self, Excerpt};
use crate::locale::Text;
use crate::model::{Kind, Via};

/// Shows a pingback, trackback, mention or a reaction from elsewhere.
pub fn content(props: &EntryProps) -> Vec<Markup> {
    let excerpt = body::excerpt(&props.comment.body.content);
    let label = element("span", "causerie-kind").text(props.setting.words(label(props.comment.kind)));
    let source = Source::of(props, &excerpt);
    let permalink = permalink(props, &source.title);
    let name = Markup::from_iter([label.into(), " ".into(), source.markup()]);
    let header = element("div", "causerie-comment-header").child(title(props, name)).children(permalink);
    let quoted = (!excerpt.text.is_empty()).then(|| quotation(props, excerpt));
    std::iter::once(header.into()).chain(notice(props)).chain(quoted).collect()
}

/// The page an entry comes from.
struct Source {
    title: String,
    site: Option<String>,
    url: Option<String>,
}

impl Source {
    fn of(props: &EntryProps, excerpt: &Excerpt) -> Self {
        let comment = &props.comment;
        let said = comment.via.clone().unwrap_or_default();
        let url = said.url.or_else(|| comment.author.url.clone());
        let via = Via { url, name: said.name.or_else(|| comment.author.name.clone()) };
        let (title, site) = match (&excerpt.title, &comment.title) {
            (Some(title), _) | (None, Some(title)) => (Some(title.as_str()), via.site_of(title)),
            (None, None) => via.title_and_site(),
        };
        let title = title.unwrap_or_else(|| props.setting.words(Text::UntitledPage)).to_owned();
        Self { title, site: site.map(str::to_owned), url: via.url }
    }

    fn markup(self) -> Markup {
        let source = match &self.url {
            Some(url) => foreign_link("causerie-source", url),
            None => element("cite", "causerie-source").attribute("dir", "auto"),
        };
        let mut parts = vec![source.text(self.title).into()];
        if let Some(site) = self.site {
            parts.extend([
                " ".into(),
                element("span", "causerie-site").attribute("dir", "auto").text(site).into(),
            ]);
        }
        parts.into_iter().collect()
    }
}

fn quotation(props: &EntryProps, excerpt: Excerpt) -> Markup {
    let mark = |is_cut: bool| {
        is_cut.then(|| element("span", "causerie-cut").attribute("aria-hidden", "true").text("[…]").into())
    };
    let quoted = element("blockquote", "causerie-excerpt")
        .attribute("dir", "auto")
        .optional("lang", props.comment.lang.clone());
    quoted.maybe(mark(excerpt.cut_before)).text(excerpt.text).maybe(mark(excerpt.cut_after)).into()
}

fn label(kind: Kind) -> Text {
    match kind {
        Kind::Pingback => Text::Pingback,
        Kind::Trackback => Text::Trackback,
        Kind::Like => Text::Like,
        Kind::Repost => Text::Repost,
        Kind::Bookmark => Text::Bookmark,
        Kind::Rsvp => Text::Rsvp,
        Kind::Mention | Kind::Comment | Kind::Note => Text::Mention,
    }
}
