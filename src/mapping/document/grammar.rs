//! The grammar of mapping documents, as data for `check`; the same as `docs/mapping.schema.json`.

use super::super::json;
use super::super::template;
use super::check::Shape::{self, Is, List, Map, Object, One, Switch, Text, Word};
use super::check::{Members, Names};
use super::words::{is_name, is_pointer, is_variable};
use crate::model::ProblemKind;

/// The whole document.
pub static MAPPING: Shape = Object(
    "mapping name list comment",
    &[&[
        ("$schema", &TEXT),
        ("mapping", &Word("1")),
        ("name", &Text(is_name, "a name of small letters, digits, '.', '_' and '-'")),
        ("title about", &TEXT),
        ("docs", &List(&TEXT)),
        ("vars", &Map(Names::Variables, &VARIABLE)),
        ("http", &Object("", &[REQUEST])),
        ("capture", &CAPTURES),
        ("thread", &DATA),
        ("resolve", &List(&STEP)),
        ("config", &STEP),
        ("summary", &Object("", &[REQUEST, TAKE, &[("link likes shares total", &EXPRESSION)]])),
        ("list", &LISTING),
        ("more", &List(&LISTING)),
        ("replies", &LISTING),
        ("get", &WRITE),
        ("queue", &LISTING),
        ("comment", &COMMENT),
        ("count", &VALUED),
        ("counts", &Object("each", &[REQUEST, TAKE, &[("each", &ENTRIES)]])),
        ("create", &Switch(&[&CREATE, &List(&CREATE), &CREATE, &CREATE])),
        ("source", &VALUED),
        ("edit delete flag", &WRITE),
        ("preview", &VALUED),
        ("vote", &VOTE),
        ("moderate", &Object("", &[&[(MODERATE, &WRITE)]])),
        ("me", &Object("", &[REQUEST, TAKE, &[("author", &AUTHOR)]])),
        ("auth", &Object("", &[&[("session", &STEP), ("login", &LOGIN), ("logout", &STEP)]])),
        ("live", &LIVE),
        ("feed", &URI),
        ("can", &CAN),
        ("error", &ERROR),
    ]],
);

static TEXT: Shape = Text(|_| true, "a text");
static FLAG: Shape = Is(|value| value.is_boolean(), "true or false");
static WHOLE: Shape = Is(|value| json::whole(value).is_some(), "a whole number");
static COUNT: Shape = Is(|value| json::whole(value) > Some(0), "a whole number above 0");
static ANYTHING: Shape = Is(|_| true, "");
static SCALAR: Shape =
    Is(|value| !value.is_array() && !value.is_object(), "a text, a number, true, false or null");
static SCALARS: Shape = Switch(&[&SCALAR, &List(&SCALAR), &SCALAR, &SCALAR]);
static NAME: Shape = Text(is_variable, "the name of a variable");
static POINTER: Shape = Text(is_pointer, "a JSON pointer (empty, or beginning with /)");
static URI: Shape = Text(template::is_uri, "a URI template (RFC 6570)");
static TEMPLATE: Shape = Text(template::is_text, "a text with variables as {name}");
static DATA: Shape = Switch(&[&TEMPLATE, &List(&DATA), &Map(Names::Data, &DATA), &ANYTHING]);
static NEED: Shape = Word("required optional absent");

static VARIABLE: Shape = Object(
    "",
    &[&[
        ("about", &TEXT),
        ("required", &FLAG),
        ("default", &URI),
        ("from", &List(&Object("", &[&[("cookie meta", &TEXT), ("var", &NAME)], PIECE]))),
        ("secret inUrl", &FLAG),
        ("keep", &Word("memory session local")),
    ]],
);
static PIECE: Members =
    &[("split", &Text(|text| !text.is_empty(), "a text that is not empty")), ("index", &WHOLE)];

static REQUEST: Members = &[
    ("method", &Word(super::METHODS)),
    ("url", &URI),
    ("query", &Map(Names::Any, &DATA)),
    ("headers", &Map(Names::Headers, &DATA)),
    ("encoding", &Word("json form")),
    ("body", &DATA),
    ("credentials", &Word("omit same-origin include")),
];
static TAKE: Members = &[("unless", &NAME), ("needs", &List(&NAME)), ("capture", &CAPTURES), ("can", &CAN)];
static STEP: Shape = Object("", &[REQUEST, TAKE]);
static VALUED: Shape = Object("value", &[REQUEST, TAKE, &[("value", &EXPRESSION)]]);
static CAPTURES: Shape = Map(Names::Variables, &EXPRESSION);
static CAN: Shape = Map(Names::Any, &Switch(&[&EXPRESSION, &EXPRESSION, &EXPRESSION, &FLAG]));

static EXPRESSION: Shape = Switch(&[
    &POINTER,
    &List(&EXPRESSION),
    &One(&[SOURCE, STEPS, PIECE]),
    &Is(|_| false, "a pointer, an array of expressions or an object"),
]);
static SOURCE: Members = &[
    ("at", &POINTER),
    ("const", &ANYTHING),
    ("var", &NAME),
    ("key", &Is(|value| *value == true, "true")),
    ("header link", &TEXT),
    ("response", &Word("status url text")),
    ("last", &EXPRESSION),
    // A pointer is a text too: one that begins with / leads to a template in the data.
    ("text", &Switch(&[&Text(is_written, TEMPLATE_OR_POINTER), &EXPRESSION, &EXPRESSION, &EXPRESSION])),
    ("rules", &List(&One(&[&[("is", &ANYTHING), ("use", &EXPRESSION)], &[("when", &CONDITION)]]))),
];
static STEPS: Members = &[
    ("with", &Map(Names::Any, &EXPRESSION)),
    ("in by", &POINTER),
    ("then", &EXPRESSION),
    ("none", &List(&SCALAR)),
    ("map", &Map(Names::Any, &ANYTHING)),
    ("is", &NAME),
    ("else", &Switch(&[&ANYTHING, &ANYTHING, &EXPRESSION, &ANYTHING])),
    ("as", &Word("iso utc local zone unix unixms number text entities")),
    ("zone", &EXPRESSION),
    ("decoder", &TEXT),
];
const TEMPLATE_OR_POINTER: &str = "a text with variables as {name}";

static CONDITION: Shape = Switch(&[&TESTS, &List(&TESTS), &TESTS, &TESTS]);
static TESTS: Shape = Map(
    Names::Pointers,
    &Switch(&[&SCALAR, &SCALARS, &One(&[&[("not", &SCALARS), ("present", &FLAG)]]), &SCALAR]),
);

static LISTING: Shape = Object(
    "items",
    &[
        REQUEST,
        TAKE,
        &[
            ("items", &EXPRESSION),
            ("item", &POINTER),
            ("children", &EXPRESSION),
            ("page", &PAGE),
            ("sorts", &Object("", &[&[(super::SORTS, &Switch(&[&TEXT, &TEXTS, &TEXTS, &TEXTS]))]])),
            ("states", &TEXTS),
            ("empty", &List(&WHOLE)),
        ],
    ],
);
static TEXTS: Shape = Map(Names::Any, &TEXT);
static PAGE: Shape = Object(
    "by",
    &[&[
        ("by", &Word("page offset cursor link")),
        ("start", &WHOLE),
        ("unit", &Word("root any")),
        ("size max", &COUNT),
        ("next", &EXPRESSION),
        ("more", &CONDITION),
        ("pages total roots", &EXPRESSION),
    ]],
);

static COMMENT: Shape = Object(
    "id body",
    &[&[
        ("id key parent root replyTo kind state reason", &EXPRESSION),
        ("author", &AUTHOR),
        ("body", &BODY),
        ("title lang link created edited", &EXPRESSION),
        ("via", &Object("", &[&[("url name", &EXPRESSION)]])),
        ("votes", &VOTES),
        ("replies", &Object("", &[&[("total hidden next", &EXPRESSION)]])),
        ("pinned collapsed", &EXPRESSION),
        (
            "mine",
            &Switch(&[&Text(is_mine, "session or a JSON pointer"), &EXPRESSION, &EXPRESSION, &EXPRESSION]),
        ),
        ("can", &CAN),
        ("drop", &List(&TESTS)),
    ]],
);
static AUTHOR: Shape = Object("", &[&[("id name url avatar email roles owner badge", &EXPRESSION)]]);
static BODY: Shape =
    Object("", &[&[("html markdown text source warning facets", &EXPRESSION), ("emoji", &ENTRIES)]]);
static VOTES: Shape = Object("", &[&[("up down score mine", &EXPRESSION)]]);
static ENTRIES: Shape = Object(
    "in key value",
    &[&[
        ("in", &POINTER),
        (
            "key",
            &Switch(&[&Text(is_index, "index or a JSON pointer"), &EXPRESSION, &EXPRESSION, &EXPRESSION]),
        ),
        ("value", &EXPRESSION),
    ]],
);

static CHANGE: Members = &[
    ("before", &List(&STEP)),
    ("item", &POINTER),
    ("id", &EXPRESSION),
    ("window", &WHOLE),
    ("then", &Word("insert replace remove refresh wait")),
];
static WRITE: Shape = Object("", &[REQUEST, TAKE, CHANGE]);
static CREATE: Shape = Object(
    "",
    &[
        REQUEST,
        TAKE,
        CHANGE,
        &[
            ("open", &URI),
            ("kind", &Word("comment webmention")),
            ("format", &Word("text markdown html")),
            ("fields", &Object("", &[&[("name email url body title", &FIELD)]])),
            ("challenge", &Object("kind", &[&[("kind", &Word(CHALLENGES)), ("key", &TEMPLATE)]])),
        ],
    ],
);
static FIELD: Shape = Switch(&[&NEED, &RULES, &RULES, &RULES]);
static RULES: Shape =
    Object("need", &[&[("need", &NEED), ("pattern hint", &TEXT), ("minLength maxLength", &WHOLE)]]);
const CHALLENGES: &str = "turnstile recaptcha3 hcaptcha";

static VOTE: Shape = Object(
    "style",
    &[&[
        ("style", &Word("once toggle set opposite-clears")),
        ("up down clear", &Object("", &[REQUEST, TAKE, &[("votes", &VOTES)]])),
    ]],
);
const MODERATE: &str = "approve hold spam ham reject trash restore purge hide unhide pin unpin collapse expand \
    block unblock close open";

static LOGIN: Shape = Object("", &[&[("redirect popup", &URI), ("done", &DONE), ("form", &STEP)]]);
static DONE: Shape = Switch(&[&Word("focus"), &MESSAGE, &MESSAGE, &MESSAGE]);
static MESSAGE: Shape = Object("when capture", &[&[("when", &CONDITION), ("capture", &CAPTURES)]]);

static LIVE: Shape = Object(
    "by",
    &[&[
        ("by", &Word("sse ws poll")),
        ("url", &URI),
        ("send", &DATA),
        ("seconds", &Is(|value| json::whole(value) >= Some(5), "at least 5 seconds")),
        ("events", &Map(Names::Any, &EVENT)),
    ]],
);
static EVENT: Shape = Object(
    "",
    &[&[
        ("when", &CONDITION),
        ("item", &POINTER),
        ("id", &EXPRESSION),
        ("then", &Word("refresh upsert remove")),
    ]],
);

static ERROR: Shape = Object(
    "",
    &[&[
        ("when", &CONDITION),
        ("code title detail status retryAfter", &EXPRESSION),
        ("fields", &ENTRIES),
        ("codes texts", &Map(Names::Any, &PROBLEM)),
    ]],
);
static PROBLEM: Shape =
    Text(|name| ProblemKind::parse(name).is_some(), "the name of a problem, as in docs/backends.md");

fn is_written(text: &str) -> bool {
    if text.starts_with('/') { is_pointer(text) } else { template::is_text(text) }
}

fn is_mine(text: &str) -> bool {
    text == "session" || is_pointer(text)
}

fn is_index(text: &str) -> bool {
    text == "index" || is_pointer(text)
}
