//! The votes on an entry: buttons where the reader can vote, else how many there are.

use super::EntryProps;
use crate::locale::Text;
use crate::model::Votes;
use crate::view::Setting;
use crate::view::element::{Element, Markup, button, element};

/// Shows the votes; nothing where there are none and nobody can vote.
pub fn votes(props: &EntryProps) -> Option<Markup> {
    let (votes, may, setting) = (props.comment.votes.unwrap_or_default(), props.may, &props.setting);
    if !may.up && !may.down {
        return counted(votes, setting);
    }
    let is_busy = props.doing.as_ref().is_some_and(|doing| doing.is_busy);
    let ballot = |button: Element, text: Text, value: i8, count: Option<i64>| {
        let number = count.map(|count| signed(count, setting));
        let label =
            [setting.words(text), number.as_ref().map_or("", |_| ", "), number.as_deref().unwrap_or("")];
        let pressed = if votes.mine == value { "true" } else { "false" };
        let button = button.attribute("aria-pressed", pressed).attribute("aria-label", label.concat());
        let button = button.optional("aria-disabled", is_busy.then_some("true"));
        number.filter(|_| count != Some(0)).into_iter().fold(button, Element::text).into()
    };
    // A sum stands beside the button for it; where there is only a count of each, each stands beside its own.
    let (up, down) = (votes.score.or(votes.up), votes.down.filter(|_| votes.score.is_none()));
    let group = element("span", "causerie-votes");
    let group = group.maybe(may.up.then(|| ballot(button("causerie-up"), Text::VoteUp, 1, up)));
    Some(group.maybe(may.down.then(|| ballot(button("causerie-down"), Text::VoteDown, -1, down))).into())
}

/// How many voted, for a reader who cannot.
fn counted(votes: Votes, setting: &Setting) -> Option<Markup> {
    let count = votes.score.or(votes.up).filter(|count| *count > 0)?;
    let words = setting.locale.count(Text::Votes, count.unsigned_abs());
    Some(element("span", "causerie-votes-count").text(words).into())
}

fn signed(count: i64, setting: &Setting) -> String {
    let number = setting.locale.number(count.unsigned_abs());
    if count < 0 { ["−", &number].concat() } else { number }
}
