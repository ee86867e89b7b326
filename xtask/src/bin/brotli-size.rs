//! Prints the size of each named file after brotli at its best, one number a line; `cargo xtask size` adds them up.

use std::io::Write;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    for file in env::args_os().skip(1) {
        let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
        writer.write_all(&fs::read(file)?)?;
        writer.flush()?;
        println!("{}", writer.into_inner().len());
    }
    Ok(())
}

const BUFFER: usize = 1 << 16;
const QUALITY: u32 = 11;
const WINDOW: u32 = 24;
