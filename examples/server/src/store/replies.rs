//! Comments with their first replies, level by level: two queries a level, however many comments.

use std::collections::HashMap;

use serde_json::Value;
use sqlx::{AssertSqlSafe, Row};

use super::Store;
use super::comments::{COLUMNS, Kept, TABLES};
use super::page::visible;
use crate::model::Caller;
use crate::model::comment::{Replies, Sight};
use crate::model::cursor::Cursor;
use crate::model::problem::Problem;

/// The replies that were read, by their parent.
type Tree = HashMap<i64, Branch>;

#[derive(Default)]
struct Branch {
    total: i64,
    replies: Vec<Kept>,
}

impl Store {
    /// Represents comments with their first replies, as a caller sees them.
    pub async fn with_replies(&self, comments: &[Kept], caller: Caller) -> Result<Vec<Value>, Problem> {
        let mut tree = Tree::new();
        let mut level: Vec<i64> = comments.iter().map(|kept| kept.comment.id).collect();
        let mut left = MOST;
        while !level.is_empty() {
            level = self.read_level(&level, caller, &mut tree, &mut left).await?;
        }
        Ok(comments.iter().map(|kept| represent(kept, &mut tree, caller)).collect())
    }

    /// Reads the replies to some comments into the tree and returns their ids.
    async fn read_level(
        &self,
        parents: &[i64],
        caller: Caller,
        tree: &mut Tree,
        left: &mut usize,
    ) -> Result<Vec<i64>, Problem> {
        let answered = self.count_level(parents, caller, tree).await?;
        let each = EACH.min(*left / answered.len().max(1));
        if answered.is_empty() || each == 0 {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT * FROM (SELECT {COLUMNS}, ROW_NUMBER() OVER (PARTITION BY c.parent ORDER BY c.created, c.id) \
             AS place FROM {TABLES} WHERE c.parent IN ({}) AND {}) AS level WHERE place <= {each} \
             ORDER BY created, id",
            placeholders(answered.len()),
            visible(caller)
        );
        let query = answered.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, id| query.bind(*id));
        let rows = query.fetch_all(&self.pool).await?;
        *left = left.saturating_sub(rows.len());
        let mut next = Vec::with_capacity(rows.len());
        for row in &rows {
            let kept = Kept::read(row)?;
            next.push(kept.comment.id);
            let parent = kept.comment.parent.unwrap_or_default();
            tree.entry(parent).or_default().replies.push(kept);
        }
        Ok(next)
    }

    /// Counts the replies to some comments; returns those that have any.
    async fn count_level(
        &self,
        parents: &[i64],
        caller: Caller,
        tree: &mut Tree,
    ) -> Result<Vec<i64>, Problem> {
        let sql = format!(
            "SELECT c.parent, COUNT(*) AS total FROM comments c WHERE c.parent IN ({}) AND {} GROUP BY c.parent",
            placeholders(parents.len()),
            visible(caller)
        );
        let query = parents.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, id| query.bind(*id));
        let mut answered = Vec::new();
        for row in query.fetch_all(&self.pool).await? {
            let parent = row.try_get("parent")?;
            tree.entry(parent).or_default().total = row.try_get("total")?;
            answered.push(parent);
        }
        Ok(answered)
    }
}

fn represent(kept: &Kept, tree: &mut Tree, caller: Caller) -> Value {
    let branch = tree.remove(&kept.comment.id).unwrap_or_default();
    let shown = i64::try_from(branch.replies.len()).unwrap_or(i64::MAX);
    let last = branch
        .replies
        .last()
        .map_or(Cursor::FIRST, |last| Cursor { key: last.comment.created, id: last.comment.id });
    let next = (branch.total > shown).then_some(last);
    let items = branch.replies.iter().map(|reply| represent(reply, tree, caller)).collect();
    kept.comment.represent(caller.sight(), Replies { total: branch.total, items, next })
}

impl Caller {
    fn sight(self) -> Sight {
        match self {
            Self::Reader => Sight::Reader,
            Self::Moderator => Sight::Moderator,
        }
    }
}

fn placeholders(count: usize) -> String {
    (1..=count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

/// Replies shown with each comment; the rest has a cursor.
const EACH: usize = 20;
/// Replies shown on one page, over all its comments.
const MOST: usize = 1000;
