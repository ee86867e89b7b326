//! Prints the integrity of each named file (W3C Subresource Integrity §3.1), one a line; `cargo xtask dist` asks it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    for file in env::args_os().skip(1) {
        println!("{}", integrity(&fs::read(file)?));
    }
    Ok(())
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_comes_out() {
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(integrity(b"alert('Hello, world.');"), expected);
    }
}
