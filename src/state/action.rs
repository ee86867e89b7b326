//! What can happen to a thread, and what follows outside it.

use super::{FormKey, Memory, Outgoing, Reader, Waiting};
use crate::config::Config;
use crate::mapping::Opened;
use crate::model::{
    Act, Comment, CommentId, Created, Done, Draft, FieldName, Moderation, Next, Page, Problem, Sort, State,
    Summary,
};
use std::rc::Rc;

/// Something happened: the reader did it, or an answer came.
#[derive(Debug)]
pub enum Action {
    /// Load the thread, for the first time or again.
    Open,
    /// The first page came, or did not.
    Opened(Result<Box<Opened>, Problem>),
    /// The reader chose an order.
    Order(Sort),
    /// The reader wants the next page.
    More,
    /// The next page came, or did not.
    MoreLoaded(Result<Page, Problem>),
    /// The reader wants the replies that did not come.
    Replies(CommentId),
    /// They came, or did not.
    RepliesLoaded(CommentId, Result<Page, Problem>),
    /// The browser's storage was read.
    Remembered(Memory),
    /// The reader opens the collapsed form.
    Compose,
    /// The reader opens a form in a comment.
    Reply(CommentId),
    /// The reader closes a form.
    Cancel(FormKey),
    /// The reader typed; the whole text of that form.
    Typed(FormKey, String),
    /// The reader said something of who they are.
    Introduced(FieldName, String),
    /// Whether this browser may keep who they are.
    Remember(bool),
    /// The reader left a field: other forms take over who they are.
    Left,
    /// The reader wants the list that did not come.
    LoadAgain,
    /// The reader sends a form.
    Submit(Box<Submission>),
    /// The backend answered the draft with this key.
    Posted(String, Result<Created, Problem>),
    /// The reader sends a failed comment again.
    Retry(CommentId),
    /// The reader takes a failed comment back into the form, or wants to change one that is there.
    Edit(CommentId),
    /// The reader throws a failed comment away.
    Discard(CommentId),
    /// The reader wants to do something to a comment; what cannot be undone is asked about first.
    Act(CommentId, Act),
    /// The reader says yes to what they were asked about a comment.
    Confirm(CommentId),
    /// The backend answered what was done to a comment, or to the thread.
    Acted(Option<CommentId>, Act, Result<Done, Problem>),
    /// A moderator closes or opens the thread.
    Decide(Moderation),
    /// The text to change came, or did not.
    Sourced(CommentId, Result<Option<String>, Problem>),
    /// The reader typed in the editor of a comment; the whole text.
    Retyped(CommentId, String),
    /// The reader is done with changing a text.
    Save(CommentId),
    /// The reader leaves the editor or the question about a comment.
    Leave(CommentId),
    /// A page of the further backend with this name came, or did not.
    Joined(String, Result<Page, Problem>),
    /// The reader wants to see what a form's text will look like.
    Preview(FormKey),
    /// It came, or did not.
    Previewed(FormKey, Result<Option<String>, Problem>),
    /// Numbers about the page came, or did not.
    Summarised(Result<Summary, Problem>),
    /// The backend says that something changed.
    Changed,
    /// The reader signs in in another window.
    SignIn,
    /// The reader signs out.
    SignOut,
    /// A moderator wants to see what waits, or not any more.
    Queue,
    /// A moderator wants to see more of it.
    MoreQueue,
    /// It came, or did not.
    Queued(Result<Page, Problem>),
    /// The reader wants to see a folded comment.
    Reveal(CommentId),
    /// The address of the page points to the comment with this anchor.
    Follow(String),
    /// The page's author changed the options.
    Configure(Config),
    /// An answer lets the reader wait.
    Slow,
    /// A moment that was waited for has come.
    Waited(Waiting),
    /// The connection is there again.
    Connected,
    /// Another window of the browser has a newer text for a form; the whole text.
    TypedElsewhere(FormKey, String),
    /// Another window has sent or emptied a form with this text.
    EmptiedElsewhere(FormKey, String),
    /// Another window has heard what became of the draft with this key.
    SettledElsewhere(String),
    /// The reader wants the text that was replaced.
    UseOther(FormKey),
    /// The reader throws it away.
    DropOther(FormKey),
    /// Whether the browser keeps what is typed.
    Keeps(bool),
}

impl Action {
    /// Whether it changes nothing that is drawn: what is typed stands in its control already.
    pub fn is_typing(&self) -> bool {
        matches!(self, Self::Typed(..) | Self::Introduced(..) | Self::Remember(_) | Self::Retyped(..))
    }

    /// Whether of all entries it changes only those that are [marked](super::Thread::marked), before or after, unless the
    /// tree is made anew with it.
    pub fn is_local(&self) -> bool {
        matches!(
            self,
            Self::Compose
                | Self::Reply(_)
                | Self::Cancel(_)
                | Self::Left
                | Self::Act(..)
                | Self::Confirm(_)
                | Self::Edit(_)
                | Self::Sourced(..)
                | Self::Leave(_)
                | Self::Preview(_)
                | Self::Previewed(..)
                | Self::Reveal(_)
                | Self::UseOther(_)
                | Self::DropOther(_)
                | Self::Order(_)
                | Self::More
                | Self::Slow
        )
    }

    /// Whether it tells what a backend answered.
    pub(super) fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::Opened(_)
                | Self::MoreLoaded(_)
                | Self::RepliesLoaded(..)
                | Self::Posted(..)
                | Self::Acted(..)
                | Self::Sourced(..)
                | Self::Previewed(..)
                | Self::Queued(_)
        )
    }
}

/// A form that is sent; what stands in it was told before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Submission {
    /// Which form.
    pub form: FormKey,
    /// The version of the form; each is sent once, however often the button is pressed.
    pub version: u32,
    /// What stands in the form's text field, where the browser has it: a form that was sent and not drawn again since
    /// still has the old text, and an older version.
    pub text: Option<String>,
    /// A fresh name for this attempt.
    pub key: String,
    /// The time; milliseconds since the epoch.
    pub now: i64,
    /// Whether the browser knows that there is no connection.
    pub is_offline: bool,
    /// Fields whose value does not match the backend's pattern, as the browser saw it.
    pub mismatches: Vec<FieldName>,
}

/// Something to do outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for the thread's first page.
    Open {
        /// The order to ask for.
        order: Option<Sort>,
        /// Entries a page; the mapping's number when absent.
        page_size: Option<u64>,
    },
    /// Ask for a further page.
    More(Next),
    /// Ask for the replies of a comment.
    Replies(Rc<Comment>),
    /// Send a comment.
    Post(Box<Draft>),
    /// Do something to a comment, as it was before the reader saw the effect, or to the thread.
    Act(Option<Rc<Comment>>, Act),
    /// Ask for the text of a comment as it was typed.
    Source(Rc<Comment>),
    /// Ask the further backends for their entries, or one of them for its next page.
    Join(Option<(String, Next)>),
    /// Ask what a text will look like.
    Preview(FormKey, String),
    /// Ask for numbers about the page.
    Summary,
    /// Listen for changes.
    Live,
    /// Notice when the reader has signed in in another window.
    AwaitSignIn,
    /// Sign the reader out, and then open the thread again.
    SignOut,
    /// Ask for what waits for a moderator.
    Queue(Option<Next>),
    /// Keep a text over a reload; an empty one is forgotten.
    SaveDraft(FormKey, String),
    /// Keep a text that a newer one has replaced; an empty one is forgotten.
    SaveOther(FormKey, String),
    /// Keep the changed text of a comment; an empty one is forgotten.
    SaveEdit(CommentId, String),
    /// Keep a comment on its way, and who wrote it longer than this window if they wish so.
    SaveUnsent(Box<Outgoing>, bool),
    /// Forget what was sent under this key.
    ForgetUnsent(String),
    /// Come back to something after so many seconds.
    Wait(Waiting, u32),
    /// Keep who writes if they wish so, otherwise forget it.
    SaveReader(Reader),
    /// Keep the reader's own pending comments.
    SavePending(Vec<Rc<Comment>>),
    /// Tell the page.
    Emit(Event),
    /// Move the focus once the page is up to date.
    Focus(Focus),
    /// Tell the developer.
    Log(String),
}

/// Where the focus goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// To a field.
    Field(FormKey, FieldName),
    /// To the button that opens the form in this comment, or the collapsed form.
    Opener(FormKey),
    /// To a comment, which also scrolls into view.
    Comment(CommentId),
    /// To a part of a comment.
    Part(CommentId, &'static str),
}

/// What the page is told, as a DOM event named `causerie-…`.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// `causerie-ready`: the thread is shown.
    Ready {
        /// Number of entries.
        total: u64,
    },
    /// `causerie-comment`: the reader's own comment was taken.
    Comment {
        /// Its id, if the backend gave one.
        id: CommentId,
        /// Where it stands.
        state: State,
        /// What it answers.
        parent: Option<CommentId>,
    },
    /// `causerie-change`: a comment was changed, voted on, reported or decided about.
    Change {
        /// Its id.
        id: CommentId,
        /// Where it stands now.
        state: State,
        /// What was done.
        action: &'static str,
    },
    /// `causerie-error`.
    Error(Problem),
}
