//! End-to-end tests: the built widget in a real browser.
