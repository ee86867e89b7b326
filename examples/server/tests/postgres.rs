//! The same on PostgreSQL, where it is installed; without it there is nothing to test.
#![cfg(feature = "postgres")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::database::Cluster;
use support::rounds::rounds;
use support::{Server, draft, strangers};

#[test]
fn what_strangers_write_is_kept_or_refused_as_it_is_on_sqlite() {
    for test in
        [strangers::keep_texts, strangers::refuse_texts, strangers::refuse_nul, strangers::answer_numbers]
    {
        let Some(cluster) = Cluster::start() else {
            return println!("there is no PostgreSQL here: left out");
        };
        test(&Server::on(&cluster.database(), &[]));
    }
}

#[test]
fn a_killed_server_loses_nothing_that_it_acknowledged() {
    let Some(cluster) = Cluster::start() else { return println!("there is no PostgreSQL here: left out") };
    rounds(40, cluster.database());
}

#[test]
fn two_instances_share_keys_and_limits() {
    let Some(cluster) = Cluster::start() else { return println!("there is no PostgreSQL here: left out") };
    let database = cluster.database();
    let (one, two) =
        (Server::on(&database, &["--rate-limit", "2"]), Server::on(&database, &["--rate-limit", "2"]));
    let first = one.post_with_key(&draft("/a", "un"), "k1");
    assert_eq!(two.post_with_key(&draft("/a", "un"), "k1").text, first.text);
    assert_eq!(two.post(&draft("/a", "deux")).status, 201);
    assert_eq!(one.post(&draft("/a", "trois")).status, 429);
}
