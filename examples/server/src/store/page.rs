//! Pages of comments: which are visible to whom, in which order, after which cursor.

use sqlx::{AssertSqlSafe, Row};

use super::Store;
use super::comments::{COLUMNS, Kept, TABLES};
use crate::model::Caller;
use crate::model::cursor::Cursor;
use crate::model::problem::Problem;
use crate::model::state::State;

/// The order of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Oldest,
    Newest,
    /// Most answered first.
    Best,
}

/// What a page is cut from.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// Comments of a thread that answer nobody.
    Roots(i64),
    /// Direct replies to a comment.
    Replies(i64),
    /// All threads' comments in one state.
    Queue(State),
}

/// Some comments and where the next ones begin.
pub struct Page {
    pub comments: Vec<Kept>,
    pub next: Option<Cursor>,
}

/// How many there are.
pub struct Totals {
    /// Comments that are really shown, placeholders left out.
    pub total: i64,
    /// Entries on the first level, placeholders included.
    pub roots: i64,
}

impl Sort {
    /// The protocol's words.
    pub const ALL: [(&'static str, Self); 3] =
        [("oldest", Self::Oldest), ("newest", Self::Newest), ("best", Self::Best)];

    /// Where a page without a cursor begins.
    fn start(self) -> Cursor {
        if self == Self::Oldest { Cursor::FIRST } else { Cursor::LAST }
    }

    fn key(self, kept: &Kept) -> i64 {
        if self == Self::Best { kept.public_replies } else { kept.comment.created }
    }

    /// Column, comparison and direction.
    fn sql(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Oldest => ("c.created", ">", "ASC"),
            Self::Newest => ("c.created", "<", "DESC"),
            Self::Best => ("c.public_replies", "<", "DESC"),
        }
    }
}

impl Store {
    /// Reads one page.
    pub async fn page(
        &self,
        from: From,
        sort: Sort,
        after: Option<Cursor>,
        limit: i64,
        caller: Caller,
    ) -> Result<Page, Problem> {
        let (which, subject) = match from {
            From::Roots(thread) => ("c.thread = $1 AND c.parent IS NULL", Subject::Number(thread)),
            From::Replies(parent) => ("c.parent = $1", Subject::Number(parent)),
            From::Queue(state) => ("c.state = $1", Subject::Word(state.word())),
        };
        let seen = if matches!(from, From::Queue(_)) { "1 = 1" } else { visible(caller) };
        let (key, beyond, direction) = sort.sql();
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE {which} AND {seen} AND ({key}, c.id) {beyond} ($2, $3) \
             ORDER BY {key} {direction}, c.id {direction} LIMIT $4"
        );
        let after = after.unwrap_or(sort.start());
        let query = sqlx::query(AssertSqlSafe(sql));
        let query = match subject {
            Subject::Number(number) => query.bind(number),
            Subject::Word(word) => query.bind(word),
        };
        let rows = query.bind(after.key).bind(after.id).bind(limit + 1).fetch_all(&self.pool).await?;
        let mut comments = rows.iter().map(Kept::read).collect::<Result<Vec<_>, _>>()?;
        let wanted = usize::try_from(limit).unwrap_or(0);
        let more = comments.len() > wanted;
        comments.truncate(wanted);
        let last = comments.last().filter(|_| more);
        let next = last.map(|kept| Cursor { key: sort.key(kept), id: kept.comment.id });
        Ok(Page { comments, next })
    }

    /// Counts what a caller sees of a thread.
    pub async fn totals(&self, thread: i64, caller: Caller) -> Result<Totals, Problem> {
        let sql = format!(
            "SELECT (SELECT COUNT(*) FROM comments c WHERE c.thread = $1 AND {}) AS total, \
             (SELECT COUNT(*) FROM comments c WHERE c.thread = $1 AND c.parent IS NULL AND {}) AS roots",
            shown(caller),
            visible(caller)
        );
        let row = sqlx::query(AssertSqlSafe(sql)).bind(thread).fetch_one(&self.pool).await?;
        Ok(Totals { total: row.try_get("total")?, roots: row.try_get("roots")? })
    }

    /// Counts all threads' comments in one state.
    pub async fn queued(&self, state: State) -> Result<i64, Problem> {
        let query = sqlx::query("SELECT COUNT(*) AS total FROM comments WHERE state = $1");
        Ok(query.bind(state.word()).fetch_one(&self.pool).await?.try_get("total")?)
    }
}

enum Subject {
    Number(i64),
    Word(&'static str),
}

/// Comments whose text a caller sees.
pub(super) fn shown(caller: Caller) -> &'static str {
    match caller {
        Caller::Reader => "c.state = 'approved'",
        Caller::Moderator => "c.state NOT IN ('trashed', 'deleted')",
    }
}

/// Comments that stand in a caller's list, be it as a placeholder that holds replies together.
pub(super) fn visible(caller: Caller) -> &'static str {
    match caller {
        Caller::Reader => "(c.state = 'approved' OR c.public_replies > 0)",
        Caller::Moderator => "(c.state NOT IN ('trashed', 'deleted') OR c.kept_replies > 0)",
    }
}
