//! Every text of the interface, by name; `catalog` finds the words.

use crate::cut;

words! {
    /// A text of the interface; `text-KEY` on the element replaces it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    Text:
    /// Heading of the thread; plural, `{count}`; `{title}` is the title of the thread or else of the page.
    Title = "title",
    /// Beside the heading of a thread that has no entry.
    Empty = "empty",
    /// Instead of entries where there are none and nobody can write one.
    Nothing = "nothing",
    /// While the thread is fetched.
    Loading = "loading",
    /// Instead of the form when the thread takes no more comments.
    Closed = "closed",
    /// Instead of the form; `{link}` is where `login-link` stands.
    LoginRequired = "login-required",
    /// The words of the link in `login-required`.
    LoginLink = "login-link",
    /// Instead of the form when comments are written on another page.
    OpenElsewhere = "open-elsewhere",
    /// Asks again.
    Retry = "retry",
    /// Instead of `retry` while the thread waits for the moment that the backend named.
    Patience = "patience",
    /// When an answer has not come for some seconds.
    Slow = "slow",
    /// Loads the next page.
    More = "more",
    /// Loads replies that did not come; plural, `{count}`.
    MoreReplies = "more-replies",
    /// Names the control that sorts.
    Order = "order",
    /// First written first.
    OrderOldest = "order-oldest",
    /// Last written first.
    OrderNewest = "order-newest",
    /// Best voted first.
    OrderBest = "order-best",
    /// Last answered first.
    OrderActive = "order-active",
    /// Most disputed first.
    OrderControversial = "order-controversial",
    /// Heading of grouped pingbacks; plural, `{count}`.
    Pings = "pings",

    /// Opens the window in which the reader signs in.
    LogIn = "log-in",

    /// Stands for a missing name.
    Anonymous = "anonymous",
    /// Badge of the person who wrote the post.
    AuthorBadge = "author-badge",
    /// Badge of a moderator.
    ModeratorBadge = "moderator-badge",
    /// Badge of a program.
    BotBadge = "bot-badge",
    /// Mark of a comment that the backend keeps at the top.
    Pinned = "pinned",
    /// Says whom a comment answers; `{name}`.
    InReplyTo = "in-reply-to",
    /// Stands for a comment whose parent is not here.
    InReplyToUnknown = "in-reply-to-unknown",
    /// After the date of a comment that was changed; `{date}`, which may be “yesterday”.
    Edited = "edited",
    /// Names the link to one comment for screen readers; `{name}`.
    Permalink = "permalink",
    /// Before a pingback's title.
    Pingback = "pingback",
    /// Before a trackback's title.
    Trackback = "trackback",
    /// Before a mention's title.
    Mention = "mention",
    /// Before the name of somebody who liked the post elsewhere.
    Like = "like",
    /// Before the name of somebody who shared the post elsewhere.
    Repost = "repost",
    /// Before the name of somebody who bookmarked the post elsewhere.
    Bookmark = "bookmark",
    /// Before the name of somebody who answered an invitation.
    Rsvp = "rsvp",
    /// Heading of a pingback that names no page.
    UntitledPage = "untitled-page",
    /// Opens a comment behind a content warning or one that is folded.
    Show = "show",
    /// Stands for a deleted comment that has replies.
    Deleted = "deleted",
    /// Stands for a hidden comment that has replies.
    Hidden = "hidden",

    /// Notice on the reader's own comment that waits for a moderator.
    Pending = "pending",
    /// Notice on somebody else's comment that waits for a moderator.
    PendingOther = "pending-other",
    /// Notice on the reader's own comment that a moderator refused.
    Rejected = "rejected",
    /// How many voted, where the reader cannot vote; plural, `{count}`.
    Votes = "votes",
    /// Votes for a comment.
    VoteUp = "vote-up",
    /// Votes against a comment.
    VoteDown = "vote-down",
    /// Reports a comment to the moderators.
    Flag = "flag",
    /// Opens the form in a comment.
    Reply = "reply",
    /// The same for screen readers; `{name}`.
    ReplyTo = "reply-to",
    /// Opens a collapsed form.
    Compose = "compose",
    /// Heading of the form.
    FormTitle = "form-title",
    /// Note that the address stays private.
    EmailNote = "email-note",
    /// Note that explains the asterisk; `{mark}`.
    RequiredNote = "required-note",
    /// Label of the text.
    Body = "body",
    /// Label of the name.
    Name = "name",
    /// Label of the e-mail address.
    Email = "email",
    /// Label of the website.
    Url = "url",
    /// Label of the box that lets the browser keep name, address and website.
    Remember = "remember",
    /// Shows what the text will look like, and stands above it.
    Preview = "preview",
    /// Sends the comment.
    Submit = "submit",
    /// The thread could not be loaded, before the reason.
    CannotLoad = "cannot-load",
    /// The reader must sign in.
    ProblemLogin = "problem-login-required",
    /// The reader may not.
    ProblemForbidden = "problem-forbidden",
    /// Something in the form is wrong.
    ProblemInvalid = "problem-invalid",
    /// Too many posts.
    ProblemRateLimited = "problem-rate-limited",
    /// The thread does not exist.
    ProblemNotFound = "problem-not-found",
    /// The backend is in trouble.
    ProblemServer = "problem-server",
    /// The backend answered something else.
    ProblemMalformed = "problem-malformed",
    /// The browser is offline.
    ProblemOffline = "problem-offline",
    /// No answer from the backend; `{origin}`.
    ProblemUnreachable = "problem-unreachable",
    /// No answer in time.
    ProblemTimeout = "problem-timeout",
    /// The widget is set up wrongly.
    ProblemSetup = "problem-setup",
    /// Said by the loader: the page began with another release of the widget.
    ProblemOutdated = "problem-outdated",

    /// Heading of a reply form; `{name}`.
    FormTitleReply = "form-title-reply",
    /// Closes the form.
    Cancel = "cancel",
    /// Notice on a comment on its way.
    Sending = "sending",
    /// Notice on a comment that did not arrive, before the reason.
    Failed = "failed",
    /// After the reason, on a comment that is sent by itself once there is a connection.
    GoesOn = "goes-on",
    /// Reason why a comment is unsent that was on its way when the page was left.
    ProblemInterrupted = "problem-interrupted",
    /// Sends a failed comment again.
    TryAgain = "try-again",
    /// Puts a failed comment back into the form, or opens the editor of one that is there.
    Edit = "edit",
    /// Throws a failed comment away, or a replaced text.
    Discard = "discard",
    /// Before a text that a newer one of another window has replaced.
    Replaced = "replaced",
    /// Puts the replaced text back into the form.
    UseReplaced = "use-replaced",
    /// In a form whose text this browser does not keep.
    NotKept = "not-kept",

    /// The field is empty.
    NeedsValue = "needs-value",
    /// The e-mail address is not one.
    NeedsEmail = "needs-email",
    /// The website's address is not one.
    NeedsUrl = "needs-url",
    /// The text is too short; plural, `{count}`.
    NeedsMore = "needs-more",
    /// The text is too long; plural, `{count}`.
    NeedsLess = "needs-less",
    /// The value does not have the form the backend wants.
    NeedsOther = "needs-other",

    /// Read aloud when a comment was published.
    SayPosted = "say-posted",
    /// Read aloud when a comment waits for a moderator.
    SayPending = "say-pending",
    /// Read aloud when more entries have come; plural, `{count}`.
    SayMore = "say-more",
    /// Read aloud when a changed text was taken.
    SayEdited = "say-edited",
    /// Read aloud when a comment was deleted.
    SayDeleted = "say-deleted",
    /// Read aloud when a vote was taken.
    SayVoted = "say-voted",
    /// Read aloud when a report was taken.
    SayFlagged = "say-flagged",
    /// Read aloud when a moderator's decision was taken; `{action}`.
    SayDecided = "say-decided",

    /// How many liked the page's announcement elsewhere; plural, `{count}`.
    Likes = "likes",
    /// How many shared it; plural, `{count}`.
    Shares = "shares",
    /// Leads to the page's announcement elsewhere.
    SeeOriginal = "see-original",

    /// A comment was reported.
    Flagged = "flagged",
    /// Deletes a comment.
    Delete = "delete",
    /// Keeps a changed text.
    Save = "save",
    /// Before the reason why something could not be done.
    Refused = "refused",
    /// Asks before a comment is deleted by its author.
    AskDelete = "ask-delete",
    /// Asks before a comment is deleted for ever.
    AskPurge = "ask-purge",
    /// Asks before somebody is shut out.
    AskBlock = "ask-block",
    /// Opens a moderator's decisions about a comment.
    Moderate = "moderate",
    /// Opens what waits for a moderator, and stands above it.
    Queue = "queue",
    /// Nothing waits for a moderator.
    QueueEmpty = "queue-empty",
    /// Notice on spam.
    IsSpam = "is-spam",
    /// Notice on a comment in the trash.
    IsTrashed = "is-trashed",
    /// Notice on somebody else's comment that was refused.
    IsRejected = "is-rejected",
    /// Notice on a comment that readers do not see.
    IsHidden = "is-hidden",

    /// Decision: everybody may see it.
    DoApprove = "do-approve",
    /// Decision: it waits.
    DoHold = "do-hold",
    /// Decision: it is spam.
    DoSpam = "do-spam",
    /// Decision: it is no spam.
    DoHam = "do-ham",
    /// Decision: it is refused.
    DoReject = "do-reject",
    /// Decision: it goes to the trash.
    DoTrash = "do-trash",
    /// Decision: it comes back from the trash.
    DoRestore = "do-restore",
    /// Decision: it is deleted for ever.
    DoPurge = "do-purge",
    /// Decision: its text is hidden.
    DoHide = "do-hide",
    /// Decision: its text is shown again.
    DoUnhide = "do-unhide",
    /// Decision: it stays at the top.
    DoPin = "do-pin",
    /// Decision: it does not stay at the top any more.
    DoUnpin = "do-unpin",
    /// Decision: it is folded.
    DoCollapse = "do-collapse",
    /// Decision: it is not folded any more.
    DoExpand = "do-expand",
    /// Decision: its author may not write any more.
    DoBlock = "do-block",
    /// Decision: its author may write again.
    DoUnblock = "do-unblock",
    /// Decision: the thread takes no more comments.
    DoClose = "do-close",
    /// Decision: the thread takes comments again.
    DoOpen = "do-open",

    /// Who is signed in; `{name}`.
    SignedIn = "signed-in",
    /// Ends the session.
    LogOut = "log-out",

    /// The thread takes no more comments.
    ProblemClosed = "problem-closed",
    /// The text is too long.
    ProblemTooLong = "problem-too-long",
    /// The same text was posted before.
    ProblemDuplicate = "problem-duplicate",
    /// It was taken for spam.
    ProblemSpam = "problem-spam",
    /// The time for changes is over.
    ProblemEditExpired = "problem-edit-expired",
    /// The vote was refused.
    ProblemVoteRejected = "problem-vote-rejected",
    /// Somebody else changed it meanwhile.
    ProblemConflict = "problem-conflict",
    /// Said by the loader: the module broke.
    ProblemStopped = "problem-stopped",
    /// Begins a thread anew whose module broke.
    Reload = "reload",
}

impl Text {
    /// The first of those that only a reader who has acted sees; the released catalogs come in two files, cut here.
    pub const LATER: Self = Self::Sending;

    /// The keys of all texts in a catalog, in the order of `ALL`.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        cut::pieces(cut::trim_end(Self::WORDS, " "), " ")
    }

    /// The key of the text in a catalog.
    pub fn key(self) -> &'static str {
        self.as_str()
    }
}

#[test]
fn keys_are_those_of_all_texts() {
    assert!(Text::keys().eq(Text::ALL.iter().map(|text| text.key())));
}
