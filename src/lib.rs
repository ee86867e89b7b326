//! One comment widget for every backend.
//!
//! ```text
//! attributes, mapping, catalog ──► embed ──► view::App ──Action──► state::Thread::apply ──► Effect ──► backend ──► Action …
//!                                              │  ▲                                          │
//!                                              ▼  └────────────── &Thread ◄──────────────────┘
//!                                            the page
//! ```
//!
//! Two halves: `model mapping body config state locale` are pure and build for any target;
//! `backend view embed` need a browser and stand behind the feature `widget`.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[macro_use]
mod words;

pub mod body;
pub mod config;
mod cut;
mod digits;
mod entity;
mod json;
pub mod locale;
pub mod mapping;
pub mod model;
mod places;
pub mod state;
pub mod url;

#[cfg(feature = "widget")]
pub mod backend;
#[cfg(feature = "widget")]
pub mod embed;
#[cfg(feature = "widget")]
pub mod view;
