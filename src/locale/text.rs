//! Every text of the interface, by name; `catalog` finds the words.

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
    /// Notice on a comment on its way.
    Sending = "sending",
    /// Notice on a comment that did not arrive, before the reason.
    Failed = "failed",
    /// Notice on the reader's own comment that a moderator refused.
    Rejected = "rejected",
    /// Sends a failed comment again.
    TryAgain = "try-again",
    /// Puts a failed comment back into the form.
    Edit = "edit",
    /// Throws a failed comment away.
    Discard = "discard",

    /// Opens the form under a comment.
    Reply = "reply",
    /// The same for screen readers; `{name}`.
    ReplyTo = "reply-to",
    /// Opens a collapsed form.
    Compose = "compose",
    /// Heading of the form.
    FormTitle = "form-title",
    /// Heading of a reply form; `{name}`.
    FormTitleReply = "form-title-reply",
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
    /// Sends the comment.
    Submit = "submit",
    /// Closes the form.
    Cancel = "cancel",

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

    /// The thread could not be loaded, before the reason.
    CannotLoad = "cannot-load",
    /// The reader must sign in.
    ProblemLogin = "problem-login-required",
    /// The reader may not.
    ProblemForbidden = "problem-forbidden",
    /// The thread takes no more comments.
    ProblemClosed = "problem-closed",
    /// Something in the form is wrong.
    ProblemInvalid = "problem-invalid",
    /// The text is too long.
    ProblemTooLong = "problem-too-long",
    /// The same text was posted before.
    ProblemDuplicate = "problem-duplicate",
    /// It was taken for spam.
    ProblemSpam = "problem-spam",
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
}

impl Text {
    /// The key of the text in a catalog.
    pub fn key(self) -> &'static str {
        self.as_str()
    }
}
