//! The reader's own comment on its way: sending, waiting, failed.

use crate::stage::write::{comment, under};
use crate::stage::{Scene, snapshot};
use causerie::model::{Created, Problem, ProblemKind};
use causerie::state::Action;

#[test]
fn on_its_way() {
    let section = snapshot("sending", sent);
    assert_eq!(section.texts("notice"), ["Envoi en cours…"]);
    assert_eq!(section.texts("title"), ["1 commentaire"]);
}

#[test]
fn waiting_for_a_moderator() {
    let section = snapshot("pending", || sent().act(Action::Posted("k1".into(), Ok(Created::Wait))));
    assert_eq!(section.texts("notice"), ["Votre commentaire est en attente de modération."]);
    assert_eq!(
        section.part("status").text(),
        "Votre commentaire est bien arrivé\u{202f}; il est en attente de modération."
    );
}

#[test]
fn failed_with_its_reason_and_what_can_be_done() {
    let section = snapshot("failed", || {
        sent().act(Action::Posted("k1".into(), Err(Problem::new(ProblemKind::Server))))
    });
    assert_eq!(
        section.texts("notice"),
        ["Non envoyé. Le serveur de commentaires rencontre un problème en ce moment."]
    );
    let failed = section.by_id("comment-own-k1");
    assert_eq!(
        failed.tags("button").iter().map(|button| button.text()).collect::<Vec<_>>(),
        ["Réessayer", "Modifier", "Abandonner"]
    );
}

#[test]
fn a_reply_stands_under_its_parent_and_its_form_is_closed() {
    let section = snapshot("reply-sending", || {
        let thread = Scene::french().ready(vec![comment("1", "Zoé", 3, "Une question.")]);
        thread.act(Action::Reply(comment("1", "", 0, "").id)).sends(under("1"), "Une réponse.")
    });
    assert_eq!(section.tags("form").len(), 1, "the thread's own form stays");
    assert_eq!(section.part("replies").texts("body"), ["Une réponse."]);
}

#[test]
fn published() {
    let section = snapshot("published", || {
        let created = comment("9", "Odile", 0, "Bonjour,\n\nmerci.");
        sent().act(Action::Posted("k1".into(), Ok(Created::Comment(Box::new(created)))))
    });
    assert_eq!(section.texts("title"), ["2 commentaires"]);
    assert!(section.part("status").text().starts_with("Votre commentaire est publié."));
}

fn sent() -> Scene {
    let thread = Scene::french().ready(vec![comment("1", "Zoé", 3, "Une question.")]);
    thread.sends(None, "Bonjour,\n\nmerci.")
}
