//! An entry caused by another page: pingback, trackback, mention. Source title, site and excerpt.

use super::comment::{EntryProps, number, permalink};
use crate::body;
use crate::locale::Text;
use crate::model::{Kind, Via};
use yew::{Html, html};

/// Shows a pingback, trackback, mention or a reaction from elsewhere.
pub fn ping(props: &EntryProps) -> Html {
    let (comment, setting) = (&props.comment, &props.setting);
    let id = setting.comment_id(&comment.id);
    let heading = setting.heading(1);
    html! {
        <article class="causerie-comment" part="comment" id={id.clone()} tabindex="-1" data-kind={comment.kind.as_str()}
            data-state={comment.state.as_str()} data-target={props.is_target.then_some("")}
            aria-labelledby={format!("{id}-author")}>
            <header class="causerie-comment-header" part="comment-header">
                <@{heading} class="causerie-author" part="author" id={format!("{id}-author")}>
                    { number(props) }
                    <span class="causerie-kind" part="kind">{ setting.locale.text(label(comment.kind)) }</span>{ " " }
                    { source(props) }
                </@>
                { permalink(props) }
            </header>
            { excerpt(props) }
        </article>
    }
}

fn source(props: &EntryProps) -> Html {
    let (comment, setting) = (&props.comment, &props.setting);
    let via = Via {
        url: comment.via.as_ref().and_then(|via| via.url.clone()).or_else(|| comment.author.url.clone()),
        name: comment.via.as_ref().and_then(|via| via.name.clone()).or_else(|| comment.author.name.clone()),
    };
    let quoted = body::excerpt(&comment.body.content).title;
    let (title, site) = via.title_and_site();
    let title =
        quoted.as_deref().or(title).unwrap_or_else(|| setting.locale.text(Text::UntitledPage)).to_owned();
    let title = match &via.url {
        Some(url) => html! {
            <a class="causerie-source" part="source" href={url.clone()} rel="ugc nofollow noopener" dir="auto">{ title }</a>
        },
        None => html! { <cite class="causerie-source" part="source" dir="auto">{ title }</cite> },
    };
    let site = site.map(|site| {
        html! { <>{ " " }<span class="causerie-site" part="site" dir="auto">{ site.to_owned() }</span></> }
    });
    html! { <>{ title }{ site }</> }
}

fn excerpt(props: &EntryProps) -> Html {
    let excerpt = body::excerpt(&props.comment.body.content);
    if excerpt.text.is_empty() {
        return Html::default();
    }
    let mark = |shown: bool| {
        shown.then(|| html! { <span class="causerie-cut" part="cut" aria-hidden="true">{ "[…]" }</span> })
    };
    html! {
        <blockquote class="causerie-excerpt" part="excerpt" dir="auto" lang={props.comment.lang.clone()}>
            { mark(excerpt.cut_before) }{ excerpt.text }{ mark(excerpt.cut_after) }
        </blockquote>
    }
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
