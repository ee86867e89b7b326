//! Opens the database and the port, says so, and serves until it is told to stop.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::api::{self, App};
use crate::config::Config;
use crate::connections::{self, Limits};
use crate::import;
use crate::model::key::ThreadKey;
use crate::store::Store;

/// Serves until SIGINT or SIGTERM; requests that have begun are finished first.
pub async fn serve(config: Config) -> Result<(), String> {
    if let Some(site) = config.site.as_ref().filter(|site| !site.is_dir()) {
        return Err(format!("--site: expected a folder, found none at {}", site.display()));
    }
    if let Some(site) = config.site.as_ref().filter(|site| holds(site, &config.database)) {
        let site = site.display();
        return Err(format!("--site: expected a folder without the database, found it in {site}"));
    }
    let store = Store::open(&config.database).await.map_err(|error| error.to_string())?;
    let at = config.listen;
    let listener = TcpListener::bind(at).await.map_err(|error| format!("cannot listen on {at}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    if config.demo {
        let page = config.demo_thread.clone().unwrap_or_else(|| format!("http://{address}/"));
        let key = ThreadKey::parse(&page).map_err(|error| format!("--demo-thread: {error}"))?;
        import::demo(&store, &page, &key).await?;
    }
    let (stop, stopping) = watch::channel(false);
    listen_for_signals(stop)?;

    let limits = limits(&config);
    let app = api::router(App { store: store.clone(), config: Arc::new(config) });
    let server = tokio::spawn(connections::serve(listener, app, limits, stopping.clone()));
    println!("listening on http://{address}");
    std::io::stdout().flush().map_err(|error| error.to_string())?;

    stopped(stopping).await;
    // A connection that never ends does not keep the server alive.
    let _ = tokio::time::timeout(PATIENCE, server).await;
    store.close().await;
    Ok(())
}

/// Whether a database lies where everybody may fetch it.
fn holds(site: &Path, database: &str) -> bool {
    let Some(file) = Store::file(database) else { return false };
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let (Ok(folder), Ok(site)) = (folder.canonicalize(), site.canonicalize()) else { return false };
    folder.starts_with(site)
}

fn limits(config: &Config) -> Limits {
    let most = config.connections;
    let from_one = if config.trust_proxy { most } else { (most / 8).max(1) };
    Limits { most, from_one, timeout: config.timeout }
}

/// Waits until the server is told to stop.
pub async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error means that nobody is left to stop us, which is the same.
    let _ = stopping.wait_for(|stop| *stop).await;
}

fn listen_for_signals(stop: watch::Sender<bool>) -> Result<(), String> {
    for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
        let mut signal = signal(kind).map_err(|error| error.to_string())?;
        let stop = stop.clone();
        tokio::spawn(async move {
            signal.recv().await;
            let _ = stop.send(true);
        });
    }
    Ok(())
}

const PATIENCE: Duration = Duration::from_secs(10);
