//! Connections: how many there may be, how long each may keep the server waiting, and how they end.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use crate::patient::Patient;
use crate::serve::stopped;

/// What is asked of connections.
#[derive(Clone, Copy)]
pub struct Limits {
    /// At the same time; more wait.
    pub most: usize,
    /// From one address; more are refused. A proxy may have all.
    pub from_one: usize,
    /// For the head of a request to arrive, and for any part of an answer to be taken.
    pub timeout: Duration,
}

/// Serves connections until told to stop; those that are busy are finished first.
pub async fn serve(listener: TcpListener, app: Router, limits: Limits, stopping: watch::Receiver<bool>) {
    let free = Arc::new(Semaphore::new(limits.most));
    let peers = Peers::default();
    loop {
        let next = async {
            let place = Arc::clone(&free).acquire_owned().await.ok()?;
            Some((place, listener.accept().await))
        };
        let next = tokio::select! { next = next => next, () = stopped(stopping.clone()) => None };
        match next {
            None => break,
            Some((place, Ok((stream, peer)))) => {
                let Some(guest) = peers.admit(peer.ip(), limits.from_one) else { continue };
                let served = connection(stream, peer, app.clone(), limits, stopping.clone());
                tokio::spawn(async move {
                    served.await;
                    drop((guest, place));
                });
            }
            // Out of file descriptors, most likely: some connection has to end first.
            Some((_, Err(_))) => tokio::time::sleep(RELIEF).await,
        }
    }
    let all = u32::try_from(limits.most).unwrap_or(u32::MAX);
    let _closed_never = free.acquire_many(all).await;
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    limits: Limits,
    stopping: watch::Receiver<bool>,
) {
    let _slower_is_fine = stream.set_nodelay(true);
    let stream = TokioIo::new(Patient::new(stream, limits.timeout));
    let service = TowerToHyperService::new(app.layer(Extension(ConnectInfo(peer))));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.timeout)
        .max_buf_size(HEAD)
        .serve_connection(stream, service);
    let mut connection = pin!(connection);
    tokio::select! {
        // What went wrong is the client's to know.
        _ = &mut connection => {}
        () = stopped(stopping) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// How many connections each address has open to this process.
#[derive(Clone, Default)]
struct Peers(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One of them; it is counted until dropped.
struct Guest {
    peers: Peers,
    address: IpAddr,
}

impl Peers {
    fn admit(&self, address: IpAddr, most: usize) -> Option<Guest> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Guest { peers: self.clone(), address })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut open = self.peers.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address).filter(|count| **count > 1) {
            *count -= 1;
        } else {
            open.remove(&self.address);
        }
    }
}

/// Bytes of a request's line and headers.
const HEAD: usize = 64 * 1024;
const RELIEF: Duration = Duration::from_millis(100);
