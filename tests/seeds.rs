//! Five threads as old blogs have them, from a static file to what the reader sees.
//!
//! The texts are invented; what is peculiar in them — typing slips, shortened addresses, marks of excerpts, lost
//! names — is what real threads of those years carry, and none of it may be repaired or lost.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
mod stage;

use causerie::config::{Composer, Config, Numbering};
use causerie::state::Action;
use stage::{Element, Scene, section, snapshot};

/// An entry endpoint, so that there is a form.
const FORM: &[(&str, &str)] = &[("staticman", "https://forms.example/v3/entry")];

#[test]
fn nothing_yet_and_a_button_in_the_pages_other_language() {
    let config = || Config { composer: Composer::Collapsed, ..Config::default() };
    let thread = move || {
        let texts = &[("compose", "Comment"), ("empty", ""), ("form-title", "Comment")];
        open("nothing-yet", FORM, Scene::new("en", config()).texts(texts))
    };
    let section = snapshot("seed-nothing-yet", thread);
    assert_eq!(section.text(), "Comment", "no heading, no count, no list");
    assert_eq!(section.attribute("lang"), Some("en"));
    assert!(section.tags("ol").is_empty());
    assert_eq!(section.part("compose").attribute("aria-expanded"), Some("false"));
    let opened = stage::section(move || thread().act(Action::Compose));
    assert_eq!(opened.tags("form").len(), 1, "the form opens in place of the button");
    assert!(opened.parts("compose").is_empty());
}

#[test]
fn three_numbered_comments_with_mentions() {
    let section = snapshot("seed-three-numbered", || {
        let config = Config { depth: 0, numbering: Numbering::ByAge, ..Config::default() };
        open("three-numbered", FORM, Scene::new("fr", config).texts(&[("title", "{count} Commentaires")]))
    });
    assert_eq!(section.texts("title"), ["3 Commentaires"]);
    assert_eq!(section.texts("number"), ["1.", "2.", "3."]);
    assert_eq!(section.parts("replies").len(), 0, "flat");

    let first = body(&section, "118");
    assert_eq!(first.tags("p").len(), 3, "an empty line makes a paragraph");
    assert!(first.tags("a").is_empty(), "an address for mail is no mention");
    assert!(body(&section, "119").text().contains("les ‘autres ateliers."), "slips stay");
    assert_eq!(body(&section, "119").tags("br").len(), 1);

    let answer = section.by_id("comment-121");
    assert_eq!(
        (answer.attribute("data-author"), answer.part("badge").text().as_str()),
        (Some("owner"), "Auteur")
    );
    let links = body(&section, "121").tags("a");
    assert_eq!(links.len(), 1, "only who has written here is linked");
    assert_eq!((links[0].attribute("href"), links[0].text().as_str()), (Some("#comment-118"), "@Webaxe"));
    assert!(
        body(&section, "121").text().contains("@Webaxe: c’est")
            && body(&section, "121").text().contains("@CM_Atelier: aux")
    );

    assert_eq!(section.texts("form-title"), ["Laisser un commentaire"]);
    let legend =
        "Votre adresse de messagerie ne sera pas publiée. Les champs obligatoires sont indiqués avec *";
    assert_eq!(section.texts("legend"), [legend]);
    assert!(section.parts("mark").iter().all(|mark| mark.attribute("aria-hidden") == Some("true")));
}

#[test]
fn signing_in_is_required_and_the_interface_is_english() {
    let thread = || {
        open(
            "login-required",
            &[],
            Scene::new("en", Config::default()).texts(&[("form-title", "Leave a Reply")]),
        )
    };
    assert_eq!(thread().thread.phase_name(), "login-required");
    let section = snapshot("seed-login-required", thread);
    assert_eq!(
        section.text(),
        "Leave a Reply\nYou must be logged in to post a comment.",
        "no count, no field"
    );
    let link = section.part("login");
    let address = "https://blog.example/wp-login.php?redirect_to=%2F2009%2F08%2Fle-coeur%2F";
    assert_eq!((link.text().as_str(), link.attribute("href")), ("logged in", Some(address)));
    assert!(section.tags("form").is_empty() && section.parts("closed").is_empty());
}

#[test]
fn nine_items_with_an_excerpt_among_them() {
    let section = snapshot("seed-nine-with-excerpt", || {
        let texts = &[
            ("title", "{count} Commentaires sur “{title}”"),
            ("required-note", ""),
            ("name", "Nom (required)"),
            ("email", "Email (required)"),
            ("url", "Site/Blog"),
            ("body", "Message"),
        ];
        open("nine-with-excerpt", FORM, Scene::french().texts(texts))
    });
    assert_eq!(
        section.texts("title"),
        ["9 Commentaires sur “Que ferait une animatrice ?”"],
        "the pingback counts"
    );
    assert_eq!(section.texts("label"), ["Message", "Nom (required)", "Email (required)", "Site/Blog"]);
    let ids: Vec<_> = section.tags("article").iter().filter_map(|entry| entry.attribute("id")).collect();
    assert_eq!(ids[5], "comment-36", "the pingback stands in its place by time");

    let ping = section.by_id("comment-36");
    assert_eq!(ping.attribute("data-kind"), Some("pingback"));
    assert_eq!(ping.texts("cut"), ["[…]", "[…]"]);
    assert!(ping.parts("cut").iter().all(|mark| mark.attribute("aria-hidden") == Some("true")));
    assert!(
        ping.part("excerpt")
            .text()
            .contains("Que ferait une animatrice ? | Tenir une communauté (tags: animation)")
    );
    assert!(ping.parts("avatar").is_empty() && ping.parts("reply").is_empty());

    let list = body(&section, "33");
    assert!(list.tags("ul").is_empty() && list.tags("em").is_empty(), "asterisks stay asterisks");
    assert_eq!(list.tags("p").len(), 3);
    assert!(
        list.text().contains("\n* la première, prudente")
            && list.text().contains("2*3 fois")
            && list.text().contains("*tout de suite*")
    );

    let shortened = body(&section, "34");
    assert!(shortened.tags("a").is_empty(), "an address that was cut leads nowhere");
    assert_eq!(
        shortened.text(),
        "J’en ai parlé ailleurs. Les voici :\nhttp://www.atelierdescommunaut.....animation/\nBonne lecture !"
    );
    let full = "http://www.atelierdescommunautes.example/2009/08/17/animation/";
    for id in ["35", "38"] {
        let link = body(&section, id).tags("a")[0];
        assert_eq!(
            link.text(),
            "http://www.atelierdescommunaut.....animation/",
            "30 characters, 5 dots, 10 characters"
        );
        assert_eq!((link.attribute("href"), link.attribute("title")), (Some(full), Some(full)));
        assert_eq!(link.attribute("rel"), Some("ugc nofollow noopener"));
    }

    let answer = body(&section, "37");
    assert_eq!(
        (answer.tags("a")[0].text().as_str(), answer.tags("a")[0].attribute("href")),
        ("@marnoulf", Some("#comment-33"))
    );
    assert!(answer.text().starts_with("@marnoulf : Oui, mais"));
    assert_eq!((answer.tags("br").len(), answer.tags("p").len()), (3, 1), "a line is a line");
    assert_eq!(
        body(&section, "38").text(),
        "D’accord avec Gaël. Un exemple\u{a0}:\nhttp://www.atelierdescommunaut.....animation/\nHenri"
    );
    assert!(
        body(&section, "32").text().contains("(!) ;)")
            && body(&section, "31").text().ends_with("beaucoup :)")
    );
    let typed = ["31", "32", "33", "34", "35", "37", "39"].map(|id| body(&section, id).text()).concat();
    assert!(!typed.contains('\u{a0}'), "no spaces are repaired");
}

#[test]
fn an_import_with_pingbacks_of_which_titles_are_left() {
    let section =
        snapshot("seed-imported", || open("imported", &[], Scene::french().texts(&[("title", "{count}")])));
    assert_eq!(section.texts("title"), ["9"], "six comments and three pingbacks");
    let pings: Vec<_> = section
        .tags("article")
        .into_iter()
        .enumerate()
        .filter(|(_, entry)| entry.attribute("data-kind") == Some("pingback"))
        .collect();
    assert_eq!(
        pings.iter().map(|(place, _)| place + 1).collect::<Vec<_>>(),
        [2, 4, 9],
        "two of one site stay two"
    );
    let first = pings[0].1;
    assert_eq!(first.part("source").text(), "Animer : qui est in, qui est out ?");
    assert_eq!(first.part("site").text(), "Chobloc - web 2.0, design, outils...");
    assert_eq!(first.part("source").attribute("href"), Some("http://chobloc.example/1"));
    assert_eq!(pings[1].1.part("author").text(), "Pingback\u{a0}: I like CM");
    assert!(section.parts("excerpt").is_empty());

    let author = section.by_id("comment-801").part("author-link");
    assert_eq!(
        (author.text().as_str(), author.attribute("href")),
        ("Sébastien R.", Some("http://twitter.example/sebm"))
    );
    let colour = |id: &str| {
        section.by_id(&format!("comment-{id}")).part("avatar").attribute("data-hue").map(str::to_owned)
    };
    assert_eq!(colour("803"), colour("807"));
    assert_ne!(colour("803"), colour("808"), "a name with a website is another person");

    assert_eq!(
        body(&section, "801").text(),
        "Bel article, même si le titre “webmestre 2.0″ n''apporte pas grand-chose ;-), et que &#039; n'est pas une apostrophe.",
        "references are read once"
    );
    let link = body(&section, "803").tags("a")[0];
    assert_eq!(
        (link.text().as_str(), link.attribute("href")),
        ("http://court.example/23dp", Some("http://court.example/23dp"))
    );
    assert!(body(&section, "803").text().starts_with("ouhlaaa..bon, d'accord avec vous…ceci dit"));
    assert!(body(&section, "803").text().ends_with("23dp) et je doute :) )"));
    assert!(body(&section, "805").text().contains("ce point :), je"));
    assert!(
        ["805", "807"].iter().all(|id| body(&section, id).tags("a").is_empty()),
        "names without @ are not linked"
    );
    assert!(body(&section, "806").text().chars().count() > 880, "long paragraphs are whole");
    assert_eq!(section.tags("form").len(), 0, "a file takes no comments");
}

#[test]
fn the_headings_title_is_the_threads_own() {
    let titled = section(|| open("imported", &[], Scene::french().texts(&[("title", "{title}")])));
    assert_eq!(titled.texts("title"), ["Un métier sans âge"]);
}

/// Opens a thread through the preset for static files.
fn open(name: &str, options: &[(&str, &str)], scene: Scene) -> Scene {
    let file = std::fs::read_to_string(format!("tests/fixtures/seeds/{name}.json")).unwrap();
    let (client, _) = common::client("static", options, vec![common::answer(200, &file)]);
    let opened = common::run(client.open(None, None)).unwrap();
    assert_eq!(opened.page.skipped, [""; 0]);
    scene.act(Action::Opened(Ok(Box::new(opened))))
}

fn body<'a>(section: &'a Element, id: &str) -> &'a Element {
    section.by_id(&format!("comment-{id}")).part("body")
}
