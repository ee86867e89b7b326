//! An entry caused by another page: pingback, trackback, mention. Source title, site and excerpt.

use super::comment::{EntryProps, permalink, title};
use super::element::{element, fragment};
use super::foreign_link;
use crate::body::{self, Excerpt};
use crate::locale::Text;
use crate::model::{Kind, Via};
use yew::Html;

/// Shows a pingback, trackback, mention or a reaction from elsewhere.
pub fn content(props: &EntryProps) -> Vec<Html> {
    let excerpt = body::excerpt(&props.comment.body.content);
    let label = element("span", "kind").text(props.setting.words(label(props.comment.kind)));
    let name = fragment(vec![label.into(), " ".into(), source(props, &excerpt)]);
    let header = element("div", "comment-header").child(title(props, name)).children(permalink(props));
    let quoted = (!excerpt.text.is_empty()).then(|| quotation(props, excerpt));
    std::iter::once(header.into()).chain(quoted).collect()
}

fn source(props: &EntryProps, excerpt: &Excerpt) -> Html {
    let comment = &props.comment;
    let said = comment.via.clone().unwrap_or_default();
    let url = said.url.or_else(|| comment.author.url.clone());
    let via = Via { url, name: said.name.or_else(|| comment.author.name.clone()) };
    let (title, site) = via.title_and_site();
    let title = excerpt.title.as_deref().or(title).map(str::to_owned);
    let title = title.unwrap_or_else(|| props.setting.words(Text::UntitledPage));
    let source = match &via.url {
        Some(url) => foreign_link("source", url),
        None => element("cite", "source"),
    };
    let source = source.attribute("dir", "auto").text(title).into();
    let site = site.map(|site| element("span", "site").attribute("dir", "auto").text(site.to_owned()).into());
    fragment(std::iter::once(source).chain(site.into_iter().flat_map(|site| [" ".into(), site])).collect())
}

fn quotation(props: &EntryProps, excerpt: Excerpt) -> Html {
    let mark = |is_cut: bool| {
        is_cut.then(|| element("span", "cut").attribute("aria-hidden", "true").text("[…]").into())
    };
    let quoted = element("blockquote", "excerpt")
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
