//! Tells a story: what a reader does with a thread, what is sent for it, what comes of it.

use std::fmt::Write as _;

use causerie::mapping::{Client, Place, Setup};
use causerie::model::{Comment, CommentId, Created, Draft, Page, Problem, Sort};
use serde_json::Value;

use crate::answers::{self, Told};
use crate::common::{self, Replay, Sent, client_of, preset, run, setup};

/// Compares with what was kept, or keeps it.
pub fn keep(name: &str, text: &str) {
    common::kept(&format!("tests/presets/{name}.txt"), text);
}

/// Tells a story in full.
pub fn tell(name: &str, all: &Value, story: &Value) -> String {
    let steps = story["steps"].as_array().unwrap();
    let told: Vec<Vec<(Value, Told)>> = steps.iter().map(|step| answers(name, &step["answers"])).collect();
    let prepared = told.iter().flatten().map(|(_, (answer, _))| answer.clone()).collect();
    let (client, sent) = client_of(preset(name), setting(all, story), prepared);
    let (mut out, mut comments, mut next) = (String::new(), Vec::new(), None);
    for (step, answers) in steps.iter().zip(&told) {
        println!("{name}: {step}");
        let found = take(&client, step, &comments, next.as_ref());
        asked(&mut out, &sent, answers);
        writeln!(out, "{}", found.as_ref().map_or_else(common::problem, |found| found.0.clone())).unwrap();
        if let Ok((_, Some(page))) = found {
            comments.extend(page.items);
            next = page.next.or(next);
        }
    }
    out
}

/// Tells what an error becomes, in a line.
pub fn error(name: &str, all: &Value, wish: &str, names: &Value) -> String {
    let told = answers(name, names);
    let prepared = told.into_iter().map(|(_, (answer, _))| answer).collect();
    let (client, _) = client_of(preset(name), setting(all, &all["failing"]), prepared);
    let step = serde_json::json!({"do": wish, "of": "1"});
    let found = take(&client, &step, &[], None);
    let Err(problem) = found else { panic!("{name}: {names} is no error") };
    let names: Vec<_> = names.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    format!("{wish} {}\n    {}\n", names.join(", "), common::problem(&problem))
}

/// Gives the same answer to everything; whatever comes of it, it must be no panic.
pub fn try_out(name: &str, all: &Value, wish: &str, answer: &causerie::mapping::Response) {
    let (client, _) = client_of(preset(name), setting(all, &all["failing"]), vec![answer.clone(); 60]);
    let next = causerie::model::Next::Page(2);
    drop(take(&client, &serde_json::json!({"do": wish, "of": "1"}), &[], Some(&next)));
}

type Found = Result<(String, Option<Page>), Problem>;

fn take(
    client: &Client<Replay>,
    step: &Value,
    comments: &[Comment],
    next: Option<&causerie::model::Next>,
) -> Found {
    let of = |member: &str| {
        let wanted = step[member].as_str()?;
        let known = comments.iter().find(|comment| comment.id.as_str() == wanted).cloned();
        Some(known.unwrap_or_else(|| Comment::new(CommentId::text(wanted))))
    };
    match step["do"].as_str().unwrap() {
        "open" => {
            let sort = step["sort"].as_str().and_then(Sort::named);
            let opened = run(client.open(sort, step["size"].as_u64()))?;
            Ok((common::opened(&opened), Some(opened.page)))
        }
        "more" => pages(run(client.more(next.expect("there is more")))?),
        "replies" => pages(run(client.replies(&of("of").unwrap(), None))?),
        "create" => {
            let parent = of("to");
            let draft = Draft {
                root: of("root").or(parent.clone()).map(|root| root.id),
                reply_to: parent.as_ref().and_then(|parent| parent.author.name.clone()),
                parent: parent.map(|parent| parent.id),
                ..draft()
            };
            Ok(match run(client.create(&draft))? {
                Created::Comment(comment) => (common::one(&comment), None),
                Created::Refresh => ("the list is asked again\n".to_owned(), None),
                Created::Wait => ("it will appear later\n".to_owned(), None),
            })
        }
        other => panic!("nobody can {other}"),
    }
}

fn pages(page: Page) -> Found {
    Ok((common::page(&page), Some(page)))
}

fn draft() -> Draft {
    Draft {
        key: "6b0c".into(),
        body: "Très <b>bien</b> & clair\nvoir https://a.example/?x=1&y=2".into(),
        name: "Élodie Lefèvre".into(),
        email: "elodie@example.org".into(),
        url: "http://blog.example.org/elodie".into(),
        ..Draft::default()
    }
}

fn answers(name: &str, names: &Value) -> Vec<(Value, Told)> {
    let names = names.as_array().unwrap_or_else(|| panic!("{name}: expected an array of answers"));
    names.iter().map(|named| (named.clone(), answers::find(name, named))).collect()
}

/// The page of a story: options, and what stands in cookies and `meta` elements.
pub fn setting(all: &Value, story: &Value) -> Setup {
    let mut options = Vec::new();
    let mut page = Vec::new();
    for told in [all, story] {
        let texts = |member: &str| {
            let texts = told[member].as_object().cloned().unwrap_or_default().into_iter();
            texts.map(|(name, value)| (name, value.as_str().unwrap().to_owned()))
        };
        options.extend(texts("options"));
        page.extend(texts("page"));
    }
    Setup {
        options,
        lookup: Box::new(move |place, name| {
            let place = if place == Place::Meta { "meta" } else { "cookie" };
            let wanted = format!("{place} {name}");
            page.iter().find(|(found, _)| *found == wanted).map(|(_, value)| value.clone())
        }),
        ..setup(&[])
    }
}

/// Writes down what was sent since the last time, each request with the name of its answer.
///
/// A recorded answer must be one to the same method and path.
fn asked(out: &mut String, sent: &Sent, answers: &[(Value, Told)]) {
    let requests = std::mem::take(&mut *sent.borrow_mut());
    assert_eq!(requests.len(), answers.len(), "as many answers as requests: {answers:?}");
    for (request, (named, (answer, recorded))) in requests.into_iter().zip(answers) {
        if let Some((method, url)) = recorded {
            assert_eq!((request.method, path(&request.url)), (&**method, path(url)), "{named}");
        }
        out.push_str(common::requests(&Sent::new(vec![request].into())).trim_end_matches("\n---\n"));
        writeln!(out, "\n--- {} {}", answer.status, named.as_str().unwrap_or_default()).unwrap();
    }
}

/// The path of an address.
pub fn path(url: &str) -> &str {
    let path = url.split("://").nth(1).and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
    path.split('?').next().unwrap()
}
