//! What is sent to edit, delete, vote, flag, moderate and count, section by section of the mapping.
//!
//! What the client does not ask for yet is driven in the place of `create`, with a stand-in request before it that
//! brings the variables.

use std::fmt::Write as _;
use std::rc::Rc;

use causerie::mapping::{Client, Mapping, Response};
use causerie::model::{Act, Ballot, Comment, CommentId, Done, Draft, Moderation, Problem};
use serde_json::{Value, json};

use crate::answers;
use crate::common::{self, Replay, Sent, client_of, preset, run};
use crate::story::{path, setting};

/// The sections that are driven: single ones, then groups.
const SINGLE: [&str; 8] = ["source", "edit", "delete", "flag", "preview", "count", "counts", "queue"];
const GROUPS: [&str; 2] = ["vote", "moderate"];

/// Tells what each section of a mapping sends and what comes of it.
pub fn tell(name: &str, all: &Value) -> String {
    let text = std::fs::read_to_string(format!("www/presets/{name}.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut out = String::new();
    for (title, section) in sections(&document) {
        let told = &all["acts"]["answers"][&title];
        let (answer, recorded) = match &told["answer"] {
            Value::Null => (common::answer(200, "{}"), None),
            named => answers::find(name, named),
        };
        let asked = Asked { name, all, title: &title, of: told["of"].as_str(), answer: answer.clone() };
        let (sent, found) = asked.act().unwrap_or_else(|| asked.in_place(&document, section));
        let request = sent.borrow_mut().pop().unwrap();
        if let Some((method, url)) = recorded {
            assert_eq!((request.method, path(&request.url)), (&*method, path(&url)), "{name}: {title}");
        }
        writeln!(out, "## {title}\n").unwrap();
        out.push_str(common::requests(&Sent::new(vec![request].into())).trim_end_matches("\n---\n"));
        writeln!(out, "\n--- {} {}", answer.status, told["answer"].as_str().unwrap_or_default()).unwrap();
        writeln!(out, "{}", found.unwrap_or_else(|problem| common::problem(&problem) + "\n")).unwrap();
    }
    out
}

fn sections(document: &Value) -> Vec<(String, &Value)> {
    let single = SINGLE.iter().map(|name| ((*name).to_owned(), &document[*name]));
    let grouped = GROUPS.iter().flat_map(|group| {
        let members = document[*group].as_object().into_iter().flatten();
        members.map(move |(name, section)| (format!("{group}.{name}"), section))
    });
    single.chain(grouped).filter(|(_, section)| section.is_object()).collect()
}

/// One section and the answer it gets.
struct Asked<'a> {
    name: &'a str,
    all: &'a Value,
    title: &'a str,
    /// The id of the comment; otherwise it is the first.
    of: Option<&'a str>,
    answer: Response,
}

type Found = (Sent, Result<String, Problem>);

impl Asked<'_> {
    /// Does it as the widget does; `None` when the widget does not do such things.
    fn act(&self) -> Option<Found> {
        let act = act(self.title);
        if act.is_none() && !matches!(self.title, "queue" | "source") {
            return None;
        }
        let (client, sent, comment) = self.opened();
        let found = match (self.title, act) {
            ("queue", _) => run(client.queue(None)).map(|page| common::page(&page)),
            (_, None) => run(client.source(&comment)).map(|text| format!("{text:?}\n")),
            (_, Some(act @ Act::Moderate(Moderation::Close | Moderation::Open))) => {
                run(client.act(None, &act)).map(|done| self::done(&done))
            }
            (_, Some(act)) => run(client.act(Some(&comment), &act)).map(|done| self::done(&done)),
        };
        Some((sent, found))
    }

    /// Opens the thread and finds the comment.
    fn opened(&self) -> (Client<Replay>, Sent, Comment) {
        let acts = &self.all["acts"];
        let names = acts["open"].as_array().cloned().unwrap_or_default();
        let mut prepared: Vec<_> = names.iter().map(|named| answers::find(self.name, named).0).collect();
        prepared.push(self.answer.clone());
        let (client, sent) = client_of(preset(self.name), setting(self.all, acts), prepared);
        let comments =
            if names.is_empty() { Vec::new() } else { run(client.open(None, None)).unwrap().page.items };
        let wanted = |comment: &&Comment| self.of.is_none_or(|of| comment.id.as_str() == of);
        let unknown = || Comment::new(CommentId::text(self.of.unwrap_or("1")));
        let mut comment = comments.iter().find(wanted).cloned().unwrap_or_else(unknown);
        comment.author.id.get_or_insert_with(|| "somebody".to_owned());
        (client, sent, comment)
    }

    /// Puts the section in the place of `create`.
    fn in_place(&self, document: &Value, section: &Value) -> Found {
        let mut document = document.clone();
        document["create"] = section.clone();
        document["create"]["before"] = json!([{
            "url": "https://stand.in/", "capture": {"list.threads": {"const": ["/one/", "/two/"]}}
        }]);
        let mapping = Rc::new(Mapping::parse(&document.to_string()).unwrap());
        let setup = setting(self.all, &self.all["acts"]);
        let (client, sent) = client_of(mapping, setup, vec![common::answer(200, "{}"), self.answer.clone()]);
        let found = run(client.create(&Draft { body: "Très *bien*".into(), ..Draft::default() }));
        (sent, found.map(|_| String::new()))
    }
}

fn act(title: &str) -> Option<Act> {
    let (group, name) = title.split_once('.').unwrap_or((title, ""));
    Some(match group {
        "edit" => Act::Edit("Corrigé & *fini*".to_owned()),
        "delete" => Act::Delete,
        "flag" => Act::Flag { reason: "spam".to_owned(), detail: "Publicité".to_owned() },
        "vote" => Act::Vote(Ballot::named(name)?),
        "moderate" => Act::Moderate(Moderation::named(name)?),
        _ => return None,
    })
}

fn done(done: &Done) -> String {
    match done {
        Done::Comment(comment) => common::one(comment),
        Done::Votes(votes) => format!("{votes:?}\n"),
        Done::Removed => "it is gone\n".to_owned(),
        Done::Refresh => "the list is asked again\n".to_owned(),
        Done::Taken => "it was taken\n".to_owned(),
    }
}
