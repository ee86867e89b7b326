//! Trouble in the reader's language: one calm sentence.

use super::Setting;
use crate::locale::Text;
use crate::model::{Problem, ProblemKind};

/// The sentence for a problem. The backend's own words are used only where ours would say less.
pub fn sentence(problem: &Problem, setting: &Setting) -> String {
    let locale = &setting.locale;
    match (problem.kind, &problem.detail, &problem.origin) {
        (ProblemKind::Invalid, Some(detail), _) if problem.fields.is_empty() => detail.clone(),
        (ProblemKind::Offline, _, Some(origin)) => {
            locale.fill(Text::ProblemUnreachable, &[("origin", origin)])
        }
        (kind, ..) => locale.text(text(kind)).to_owned(),
    }
}

/// The sentence for a list that did not come. Nobody posted anything, whatever the status says.
pub fn reading(problem: &Problem, setting: &Setting) -> String {
    use ProblemKind as Kind;
    match problem.kind {
        Kind::Invalid | Kind::TooLong | Kind::Duplicate | Kind::Spam | Kind::RateLimited | Kind::Conflict => {
            setting.words(Text::ProblemServer).to_owned()
        }
        _ => sentence(problem, setting),
    }
}

fn text(kind: ProblemKind) -> Text {
    match kind {
        ProblemKind::LoginRequired | ProblemKind::SessionExpired => Text::ProblemLogin,
        ProblemKind::Forbidden | ProblemKind::Blocked | ProblemKind::Challenge | ProblemKind::Unsupported => {
            Text::ProblemForbidden
        }
        ProblemKind::Closed => Text::ProblemClosed,
        ProblemKind::Invalid => Text::ProblemInvalid,
        ProblemKind::TooLong => Text::ProblemTooLong,
        ProblemKind::Duplicate => Text::ProblemDuplicate,
        ProblemKind::Spam => Text::ProblemSpam,
        ProblemKind::RateLimited => Text::ProblemRateLimited,
        ProblemKind::NotFound => Text::ProblemNotFound,
        ProblemKind::EditExpired => Text::ProblemEditExpired,
        ProblemKind::VoteRejected => Text::ProblemVoteRejected,
        ProblemKind::Conflict => Text::ProblemConflict,
        ProblemKind::Server => Text::ProblemServer,
        ProblemKind::Malformed => Text::ProblemMalformed,
        ProblemKind::Offline => Text::ProblemOffline,
        ProblemKind::Timeout => Text::ProblemTimeout,
        ProblemKind::Setup => Text::ProblemSetup,
        ProblemKind::Interrupted => Text::ProblemInterrupted,
    }
}
