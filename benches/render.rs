//! How long ten thousand comments take to be drawn natively; `cargo xtask bench` runs it.

#[cfg(not(target_arch = "wasm32"))]
mod drawing;

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    drawing::run();
}
