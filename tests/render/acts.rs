//! What can be done to entries that are there: votes, an author's changes, a moderator's decisions.

use crate::stage::write::{capabilities, comment, in_state, opened, ping, reply};
use crate::stage::{Scene, section, snapshot};
use causerie::model::{
    Act, Acts, Ballot, Capabilities, Comment, CommentId, Done, Kind, Moderation, Offers, Page, Problem,
    ProblemKind, State, Summary, Votes,
};
use causerie::state::Action;

fn can(acts: Acts) -> Capabilities {
    Capabilities { acts, ..capabilities() }
}

fn voted(id: &str, up: i64, down: Option<i64>, score: Option<i64>, mine: i8) -> Comment {
    let votes = Votes { up: score.is_none().then_some(up), down, score, mine };
    Comment { votes: Some(votes), ..comment(id, "Élodie", 3, "Merci.") }
}

#[test]
fn votes_are_buttons_where_the_reader_can_vote() {
    let section = snapshot("votes", || {
        let acts = Acts { up: true, down: true, ..Acts::default() };
        let mut own = voted("4", 2, Some(0), None, 0);
        own.mine = true;
        let comments = vec![
            voted("1", 1203, Some(0), None, 1),
            voted("2", 0, Some(2), None, -1),
            voted("3", 0, None, Some(-4), 0),
            own,
        ];
        Scene::reading().act(opened(comments, can(acts)))
    });
    assert_eq!(section.texts("up"), ["1203", "", "−4"]);
    assert_eq!(section.texts("down"), ["", "2", ""]);
    assert_eq!(section.texts("votes-count"), ["2 votes"]);
    let pressed: Vec<_> =
        section.parts("up").iter().map(|up| up.attribute("aria-pressed").unwrap().to_owned()).collect();
    assert_eq!(pressed, ["true", "false", "false"]);
}

#[test]
fn votes_are_only_counted_where_nobody_can_vote() {
    let section =
        section(|| Scene::reading().ready(vec![voted("1", 1, None, None, 0), voted("2", 0, None, None, 0)]));
    assert_eq!(section.texts("votes-count"), ["1 vote"]);
    assert!(section.parts("up").is_empty());
}

#[test]
fn an_author_can_change_and_delete_within_the_time() {
    let section = snapshot("own", || {
        let acts = Acts { edit: true, delete: true, flag: true, window: Some(900), ..Acts::default() };
        let own = |id: &str, hours| Comment { mine: true, ..comment(id, "Odile", hours, "Bonjour.") };
        let mut told = comment("4", "Max", 9, "Le serveur le sait.");
        told.can.edit = Some(true);
        let comments = vec![own("1", 0), own("2", 1), comment("3", "Eve", 0, "Autre"), told];
        Scene::reading().act(opened(comments, can(acts)))
    });
    let ids = |part: &str| section.parts(part).len();
    assert_eq!((ids("edit"), ids("delete"), ids("flag")), (2, 1, 2));
}

#[test]
fn deleting_is_asked_about() {
    let section = snapshot("question", || {
        let acts = Acts { delete: true, ..Acts::default() };
        let own = Comment { mine: true, ..comment("1", "Odile", 0, "Bonjour.") };
        Scene::reading().act(opened(vec![own], can(acts))).act(Action::Act(id("1"), Act::Delete))
    });
    assert_eq!(section.texts("question-text"), ["Supprimer ce commentaire\u{202f}?"]);
}

#[test]
fn the_editor_stands_in_place_of_the_text() {
    let section = snapshot("editor", || {
        let acts = Acts { edit: true, ..Acts::default() };
        let mut own = Comment { mine: true, ..comment("1", "Odile", 0, "Bonjour.") };
        own.body.source = Some("*Bonjour.*".to_owned());
        Scene::reading().act(opened(vec![own], can(acts))).act(Action::Edit(id("1")))
    });
    assert!(section.parts("body").is_empty());
    assert_eq!(section.texts("input"), ["*Bonjour.*"]);
}

#[test]
fn a_refusal_is_told_where_it_happened_and_nothing_has_changed() {
    let section = section(|| {
        let acts = Acts { up: true, ..Acts::default() };
        let problem = Problem::new(ProblemKind::VoteRejected);
        let vote = Act::Vote(Ballot::Up);
        Scene::reading()
            .act(opened(vec![voted("1", 2, None, None, 0)], can(acts)))
            .act(Action::Act(id("1"), vote.clone()))
            .act(Action::Acted(Some(id("1")), vote, Err(problem)))
    });
    assert_eq!(section.texts("refused"), ["Cela n’a pas marché. Le site n’a pas accepté ce vote."]);
    assert_eq!(section.texts("up"), ["2"]);
    // Both would be read aloud if both were live.
    assert_eq!(section.part("refused").attribute("role"), None);
    assert_eq!(section.texts("status"), ["Cela n’a pas marché. Le site n’a pas accepté ce vote."]);
}

#[test]
fn a_moderator_sees_what_others_do_not_and_decides() {
    let section = snapshot("moderator", || {
        let states = [State::Pending, State::Spam, State::Trashed, State::Rejected, State::Hidden];
        let mut comments = vec![comment("1", "Élodie", 9, "Visible."), reply("2", "1", "Max", 8, "Réponse.")];
        comments.extend(
            (3..)
                .zip(states)
                .map(|(id, state)| in_state(state, comment(&id.to_string(), "Eve", 5, "Caché."))),
        );
        comments.push(ping("9", Kind::Pingback, "Un titre | Un blog", 2, "[…] extrait […]"));
        Scene::reading().act(opened(comments, can(all())))
    });
    let decisions = |comment: &str| -> Vec<String> {
        let entry = section.by_id(&format!("comment-{comment}"));
        entry.parts("decide").iter().map(|button| button.attribute("value").unwrap().to_owned()).collect()
    };
    assert_eq!(decisions("1"), ["hold", "spam", "reject", "hide", "trash", "pin", "collapse"]);
    assert_eq!(decisions("3"), ["approve", "spam", "reject", "trash"]);
    assert_eq!(decisions("4"), ["ham", "trash", "purge"]);
    assert_eq!(decisions("5"), ["restore", "purge"]);
    assert_eq!(decisions("6"), ["approve", "spam", "trash", "purge"]);
    assert_eq!(decisions("7"), ["unhide", "trash"]);
    assert_eq!(decisions("9"), ["hold", "spam", "reject", "hide", "trash", "pin", "collapse"]);
}

#[test]
fn what_waits_is_listed_for_a_moderator() {
    let section = snapshot("queue", || {
        let mut waiting = in_state(State::Pending, comment("7", "Eve", 5, "Puis-je ?"));
        waiting.link = Some("https://blog.example/2014/un-billet/?x#comment-7".to_owned());
        let page = Page { items: vec![waiting], ..Page::default() };
        Scene::reading()
            .act(opened(vec![comment("1", "Élodie", 9, "Visible.")], can(all())))
            .act(Action::Queue)
            .act(Action::Queued(Ok(page)))
    });
    assert_eq!(section.texts("queue-title"), ["En attente de modération"]);
    assert_eq!(section.texts("queue-page"), ["blog.example/2014/un-billet/"]);
}

#[test]
fn what_waits_in_this_thread_is_not_shown_twice() {
    let section = section(|| {
        let waiting = || in_state(State::Pending, comment("7", "Eve", 5, "Puis-je ?"));
        let elsewhere = in_state(State::Pending, comment("8", "Max", 5, "Et moi ?"));
        let page = Page { items: vec![waiting(), elsewhere], ..Page::default() };
        Scene::reading()
            .act(opened(vec![waiting()], can(all())))
            .act(Action::Queue)
            .act(Action::Queued(Ok(page)))
    });
    assert_eq!(section.part("waiting").texts("body"), ["Et moi ?"]);
    assert_eq!(section.texts("body"), ["Et moi ?", "Puis-je ?"]);
}

#[test]
fn a_moderator_sees_why_the_queue_or_a_decision_about_the_thread_failed() {
    let problem = || Problem::new(ProblemKind::Forbidden);
    let scene = || Scene::reading().act(opened(vec![comment("1", "Élodie", 9, "Visible.")], can(all())));
    let queue = section(move || scene().act(Action::Queue).act(Action::Queued(Err(problem()))));
    let decision = section(move || {
        let close = Act::Moderate(Moderation::Close);
        scene().act(Action::Decide(Moderation::Close)).act(Action::Acted(None, close, Err(problem())))
    });
    for section in [queue, decision] {
        assert_eq!(section.texts("refused"), ["Cela n’a pas marché. Le site ne permet pas cette action."]);
    }
}

#[test]
fn what_was_decided_is_said_and_leaves_the_queue() {
    let section = section(|| {
        let waiting = in_state(State::Pending, comment("7", "Eve", 5, "Puis-je ?"));
        let approved = Comment { state: State::Approved, ..waiting.clone() };
        let page = Page { items: vec![waiting], ..Page::default() };
        let approve = Act::Moderate(Moderation::Approve);
        Scene::reading()
            .act(opened(vec![comment("1", "Élodie", 9, "Visible.")], can(all())))
            .act(Action::Queue)
            .act(Action::Queued(Ok(page)))
            .act(Action::Act(id("7"), approve.clone()))
            .act(Action::Acted(Some(id("7")), approve, Ok(Done::Comment(Box::new(approved)))))
    });
    assert_eq!(section.texts("status"), ["C’est fait\u{a0}: Approuver."]);
    assert_eq!(section.texts("empty"), ["Aucun commentaire n’est en attente de modération."]);
}

fn all() -> Acts {
    let decisions = Moderation::ALL.to_vec();
    Acts { moderator: true, moderate: decisions, queue: true, ..Acts::default() }
}

fn id(id: &str) -> CommentId {
    CommentId::number(id)
}

#[test]
fn a_preview_stands_below_the_form_and_is_cleaned() {
    let section = snapshot("preview", || {
        let offers = Offers { preview: true, ..Offers::default() };
        let html = "<p>Très <b onclick=x>bien</b><script>x</script></p>".to_owned();
        Scene::french()
            .act(opened(vec![], Capabilities { offers, ..capabilities() }))
            .act(Action::Typed(None, "Très **bien**".to_owned()))
            .act(Action::Preview(None))
            .act(Action::Previewed(None, Ok(Some(html))))
    });
    assert_eq!(section.part("preview").texts("body"), ["Très bien"]);
}

#[test]
fn numbers_about_the_page_stand_above_the_entries() {
    let section = snapshot("summary", || {
        let link = Some("https://social.example/@blog/1".to_owned());
        let summary = Summary { link, likes: Some(12), shares: Some(1), total: Some(3) };
        Scene::reading().ready(vec![comment("1", "Élodie", 9, "Bravo.")]).act(Action::Summarised(Ok(summary)))
    });
    assert_eq!(section.texts("summary-count"), ["12 j’aime", "1 partage"]);
}
