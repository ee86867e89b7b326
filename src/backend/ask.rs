//! One request of a reader's to a backend, from the wish to the action that tells what came of it.

use super::fetch::Fetch;
use super::{deferred, page};
use crate::mapping::{Client, Gain, Goal, Mapping, Setup};
use crate::model::{Comment, Content, Page, Problem, ProblemKind};
use crate::state::{Action, Effect};
use std::cell::Cell;
use std::rc::Rc;

/// What came of a request. There is one place where it is waited for, since each is a machine of its own.
pub async fn asked(
    client: Result<Rc<Client<Fetch>>, Problem>,
    wish: Effect,
    is_stopped: &Cell<bool>,
) -> Option<Action> {
    let goal = match &wish {
        Effect::Open { order, page_size } => Goal::Open(*order, *page_size),
        Effect::More(next) => Goal::More(next),
        Effect::Replies(comment) => Goal::Replies(comment, None),
        Effect::Post(draft) => Goal::Create(draft),
        Effect::Act(comment, act) => Goal::Act(comment.as_deref(), act),
        Effect::Source(comment) => Goal::Source(comment),
        Effect::Queue(next) => Goal::Queue(next.as_ref()),
        Effect::SignOut => Goal::Leave,
        Effect::Preview(_, text) => Goal::Preview(text),
        Effect::Summary => Goal::Summary,
        _ => return None,
    };
    let answer = match client {
        Ok(client) => {
            // Requests of a thread that was taken away end as if there were no network.
            let settle = |problem| if is_stopped.get() { problem } else { page::settle_offline(problem) };
            client.ask(goal).await.map(|answer| (client, answer)).map_err(settle)
        }
        Err(problem) => Err(problem),
    };
    let answer = match answer {
        Ok((client, gain)) if needs_all(&client, &gain.page) && deferred::complete().await.is_err() => {
            Err(page::no_answer())
        }
        answer => answer,
    };
    Some(match wish {
        Effect::Open { .. } => {
            Action::Opened(answer.map(|(client, gain)| Box::new(client.opened(gain.page))))
        }
        Effect::More(_) => Action::MoreLoaded(answer.map(|(_, gain)| gain.page)),
        Effect::Replies(comment) => {
            Action::RepliesLoaded(comment.id.clone(), answer.map(|(_, gain)| gain.page))
        }
        wish => return acted(wish, answer),
    })
}

/// What came of what a reader did.
#[inline(never)]
fn acted(wish: Effect, answer: Result<(Rc<Client<Fetch>>, Gain), Problem>) -> Option<Action> {
    Some(match wish {
        Effect::Post(draft) => Action::Posted(draft.key, answer.map(|(_, gain)| gain.created)),
        Effect::Act(comment, act) => {
            let id = comment.map(|comment| comment.id.clone());
            Action::Acted(id, act, answer.map(|(_, gain)| gain.done))
        }
        Effect::Source(comment) => Action::Sourced(comment.id.clone(), answer.map(|(_, gain)| gain.text)),
        Effect::SignOut => Action::Open,
        Effect::Preview(form, _) => Action::Previewed(form, answer.map(|(_, gain)| gain.text)),
        Effect::Summary => Action::Summarised(answer.map(|(_, gain)| gain.summary)),
        Effect::Queue(_) => Action::Queued(answer.map(|(_, gain)| gain.page)),
        _ => return None,
    })
}

/// Whether a page needs what may be in the second half of the module: the reader of Markdown, or the buttons of an
/// author and of a moderator.
fn needs_all(client: &Client<Fetch>, page: &Page) -> bool {
    let is_for_all = |comment: &Comment| {
        let can = comment.can;
        let is_own = comment.mine || [can.edit, can.delete, can.moderate].contains(&Some(true));
        !is_own && !matches!(comment.body.content, Content::Markdown(_))
    };
    !page.items.iter().all(is_for_all) || client.opened(Page::default()).capabilities.acts.moderator
}

pub fn client(
    mapping: &str,
    schema: Option<String>,
    setup: Setup,
    fetch: Fetch,
) -> Result<Rc<Client<Fetch>>, Problem> {
    let checked = Mapping::parse(mapping).and_then(|mapping| {
        schema.map_or(Ok(()), |schema| mapping.check(&schema))?;
        Ok(mapping)
    });
    let mapping = checked.map_err(|error| {
        let reason = ["mapping: ", &error.message()].concat();
        page::log(&reason);
        Problem { detail: Some(reason), ..Problem::new(ProblemKind::Setup) }
    })?;
    let client = Client::new(Rc::new(mapping), setup, fetch).map(Rc::new);
    client.inspect_err(|problem| page::log(problem.detail.as_deref().unwrap_or_default()))
}
