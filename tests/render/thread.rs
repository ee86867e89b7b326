//! The thread as a whole: its phases, heading, order, further pages, languages.

use crate::stage::write::{capabilities, comment, creating, in_state, opened, page, ping};
use crate::stage::{Scene, section, snapshot};
use causerie::config::{Composer, Config};
use causerie::model::{Capabilities, Comment, Create, Kind, Next, Page, Problem, ProblemKind, Sort, State};
use causerie::state::Action;

const LOGIN: &str = "https://blog.example/wp-login.php?redirect_to=%2Fbillet%2F";

#[test]
fn loading() {
    let section = snapshot("loading", || Scene::french().act(Action::Open));
    assert_eq!(section.attribute("aria-busy"), Some("true"));
    assert_eq!(section.attribute("aria-labelledby"), None, "there is no heading yet");
}

#[test]
fn empty() {
    let section = snapshot("empty", || Scene::french().ready(Vec::new()));
    assert_eq!(section.part("title").text(), "0 commentaire");
}

#[test]
fn closed() {
    snapshot("closed", || Scene::french().act(opened(vec![one()], creating(Create::Closed))));
}

#[test]
fn login_required_with_an_address() {
    let create = Create::LoginRequired(Some(LOGIN.into()));
    let section =
        snapshot("login", || Scene::new("en", Config::default()).act(opened(vec![], creating(create))));
    assert_eq!(section.part("login").attribute("href"), Some(LOGIN));
    assert_eq!(
        section.part("login-required").text(),
        "Leave a comment\nYou must be logged in to post a comment."
    );
}

#[test]
fn login_required_without_an_address() {
    let section = snapshot("login-without-address", || {
        Scene::french().act(opened(vec![one()], creating(Create::LoginRequired(None))))
    });
    assert!(section.tags("form").is_empty() && section.parts("reply").is_empty());
}

#[test]
fn written_elsewhere() {
    snapshot("open-elsewhere", || {
        Scene::french().act(opened(vec![one()], creating(Create::Open("https://forum.example/t/9".into()))))
    });
}

#[test]
fn read_only() {
    let section =
        snapshot("read-only", || Scene::french().act(opened(vec![one()], creating(Create::Unavailable))));
    assert!(section.tags("button").is_empty());
}

#[test]
fn offline() {
    snapshot("offline", || failed(Scene::french(), Problem::new(ProblemKind::Offline)));
}

#[test]
fn no_answer_from_the_backend() {
    let origin = Some("https://comments.example".to_owned());
    snapshot("unreachable", || {
        failed(Scene::french(), Problem { origin, ..Problem::new(ProblemKind::Offline) })
    });
}

#[test]
fn an_error_offers_another_try() {
    let section = snapshot("error", || failed(Scene::french(), Problem::new(ProblemKind::Server)));
    assert_eq!(section.texts("retry"), ["Réessayer"]);
}

#[test]
fn a_refresh_that_fails_keeps_the_list_and_the_form_and_says_so() {
    let section = snapshot("refresh-failed", || {
        let again = Scene::french().ready(vec![one()]).act(Action::Open);
        failed(again, Problem::new(ProblemKind::Timeout))
    });
    assert_eq!((section.tags("article").len(), section.tags("form").len()), (1, 1));
    assert_eq!(section.texts("retry").len(), 1);
}

#[test]
fn a_form_stays_open_while_the_thread_is_asked_for_again() {
    let section = section(|| Scene::french().ready(vec![one()]).act(Action::Open));
    assert_eq!(section.tags("form").len(), 1, "what is typed in it must not go");
}

#[test]
fn an_empty_text_leaves_out_what_it_names() {
    let texts = &[("empty", ""), ("title", "")];
    let section = section(|| Scene::french().texts(texts).ready(Vec::new()));
    assert!(section.parts("empty").is_empty());
}

#[test]
fn french_counts() {
    let pending: fn() -> Vec<Comment> = || vec![in_state(State::Pending, Comment { mine: true, ..one() })];
    let nine: fn() -> Vec<Comment> =
        || [several(8), vec![ping("9", Kind::Pingback, "Un billet | Un blog", 1, "")]].concat();
    for (items, expected) in
        [(pending, "0 commentaire"), (|| vec![one()], "1 commentaire"), (nine, "9 commentaires")]
    {
        let section = section(move || Scene::french().ready(items()));
        assert_eq!(section.texts("title"), [expected]);
    }
}

#[test]
fn the_heading_can_name_the_page() {
    let title = "{count} Commentaires sur “{title}”";
    let section = section(move || {
        let mut scene = Scene::french().texts(&[("title", title)]);
        scene.setting.title = "Que veut dire modérer ?".to_owned();
        scene.ready(several(3))
    });
    assert_eq!(section.texts("title"), ["3 Commentaires sur “Que veut dire modérer ?”"]);
}

#[test]
fn a_button_for_more() {
    let section = snapshot("more", || {
        let items =
            Page { items: vec![one()], total: Some(12), next: Some(Next::Page(2)), ..Page::default() };
        Scene::new("fr", Config { composer: Composer::None, ..Config::default() })
            .act(page(items, capabilities()))
    });
    assert_eq!(section.texts("title"), ["12 commentaires"]);
}

#[test]
fn a_button_that_is_busy() {
    let section = section(|| {
        let items =
            Page { items: vec![one()], total: Some(12), next: Some(Next::Page(2)), ..Page::default() };
        Scene::french().act(page(items, capabilities())).act(Action::More)
    });
    let more = section.part("more");
    assert_eq!(
        (more.attribute("aria-disabled"), more.text().as_str()),
        (Some("true"), "Chargement des commentaires…")
    );
}

#[test]
fn the_backends_orders() {
    let sorts = vec![Sort::Newest, Sort::Oldest, Sort::Best];
    let section = snapshot("orders", || {
        let capabilities = Capabilities { sorts, ..creating(Create::Unavailable) };
        Scene::french().act(opened(several(2), capabilities)).act(Action::Order(Sort::Best))
    });
    let options = section.tags("option");
    let selected: Vec<_> = options.iter().filter(|option| option.attribute("selected").is_some()).collect();
    assert_eq!(selected[0].attribute("value"), Some("best"));
}

#[test]
fn a_second_thread_on_the_page() {
    snapshot("second-thread", || {
        let mut scene = Scene::new("en", Config { heading_level: 3, ..Config::default() });
        scene.setting.prefix = "t2-".to_owned();
        let answer = Comment { parent: Some(one().id), ..comment("2", "Max", 1, "@Élodie: d’accord.") };
        scene.ready(vec![one(), answer]).act(Action::Reply(one().id))
    });
}

#[test]
fn a_page_with_a_base_element_links_to_itself() {
    let section = section(|| {
        let mut scene = Scene::french();
        scene.setting.page = "https://blog.example/billet/".to_owned();
        scene.ready(vec![one(), comment("2", "Max", 1, "@Élodie : d’accord.")])
    });
    let mention = section.by_id("comment-2").parts("body")[0].tags("a")[0].attribute("href");
    assert_eq!(mention, Some("https://blog.example/billet/#comment-1"));
}

#[test]
fn arabic_runs_from_right_to_left() {
    let section = snapshot("arabic", || {
        let items = vec![one(), comment("2", "ليلى", 3, "شكرًا على المقال."), comment("3", "Max", 2, "Hello")];
        Scene::new("ar", Config::default()).ready(items)
    });
    assert_eq!((section.attribute("dir"), section.attribute("lang")), (Some("rtl"), Some("ar")));
    assert_eq!(section.texts("title"), ["٣ تعليقات"]);
}

fn failed(scene: Scene, problem: Problem) -> Scene {
    scene.act(Action::Opened(Err(problem)))
}

fn one() -> Comment {
    comment("1", "Élodie", 5, "Merci pour ce billet.")
}

fn several(count: i64) -> Vec<Comment> {
    (1..=count).map(|n| comment(&n.to_string(), "Élodie", 24 - n, "Une phrase.")).collect()
}
