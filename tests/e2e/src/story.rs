//! Runs one test: a fresh browser before, the reader's own checks after, whatever happens between.

use crate::{Failure, Outcome, Reader};
use futures_util::FutureExt;
use std::any::Any;
use std::panic::AssertUnwindSafe;

/// Tells a story of a French reader.
pub async fn story(tell: impl AsyncFnOnce(&Reader) -> Outcome) -> Outcome {
    story_with("fr", tell).await
}

/// Tells a story of a reader whose browser is set to a language.
pub async fn story_with(language: &str, tell: impl AsyncFnOnce(&Reader) -> Outcome) -> Outcome {
    let reader = Reader::arrive(language).await?;
    // An assertion unwinds: the browser must be closed all the same.
    let told =
        AssertUnwindSafe(tell(&reader)).catch_unwind().await.unwrap_or_else(|panic| Err(words(&*panic)));
    let checked = match told {
        Ok(()) => reader.look_back().await,
        failed => failed,
    };
    if checked.is_err() {
        reader.describe().await;
    }
    let left = reader.leave().await;
    checked.and(left)
}

fn words(panic: &(dyn Any + Send)) -> Failure {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").into()
}
