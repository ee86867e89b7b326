//! The few commands a contributor types; each one is a file of the same name.

mod apt;
mod bench;
mod check;
mod count;
mod demo;
mod deny;
mod dist;
mod fuzz;
mod glue;
mod groups;
mod integrity;
mod join;
mod load;
mod locales;
mod mapping;
mod minify;
mod process;
mod profile;
mod project;
mod protocol;
mod python;
mod reproduce;
mod screenshots;
mod servers;
mod shorten;
mod size;
mod snippets;
mod steps;
mod test;
mod tools;
mod trunk;

use std::process::ExitCode;

/// What a command ends with: nothing, or one sentence for the person who typed it.
pub type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["demo"] => demo::run(),
        ["test"] => test::run(None),
        ["test", "--corpus", folder] => test::with_corpus(folder, None),
        ["test", "--corpus", folder, filter] => test::with_corpus(folder, Some(filter)),
        ["test", filter] => test::run(Some(filter)),
        ["check"] => check::run(),
        ["dist"] => dist::run(),
        ["size"] => size::run(),
        ["bench"] => bench::run(),
        ["load"] => load::run(),
        ["reproduce"] => reproduce::run(),
        ["profile"] => profile::run(),
        ["fuzz"] => fuzz::run(None, None),
        ["fuzz", target] => fuzz::run(Some(target), None),
        ["fuzz", target, runs] => fuzz::run(Some(target), Some(runs)),
        ["mapping", arguments @ ..] => mapping::run(arguments),
        ["screenshots"] => screenshots::run(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("there is no `{}`; `cargo xtask help` lists the commands", unknown.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

const HELP: &str = "\
cargo xtask COMMAND

  demo           install what is missing, build everything, serve a blog article with its thread
  test           everything: formatting, lints, unit, rendering, wasm and end-to-end tests, size
  test WORD      only the end-to-end tests whose name contains WORD, for example `reading`
  test --corpus FOLDER   everything, and the widget with the vectors of a folder too; a WORD may follow
  test live      only those with real comment servers, all of them; without a word only Isso and WordPress
  check          the quick part of test: formatting, lints, unit tests
  dist           the files a blog needs, in dist/
  size           what a reader downloads for a first thread, compressed, and where the module's bytes are
  bench          how long ten thousand comments take, natively and in Chromium
  load           how many requests the reference backend answers, and how long they take
  reproduce      whether two clean builds in different folders give the same files
  profile        which functions a thread needs when, written to xtask/parts
  fuzz           random inputs for what reads strangers' texts: all targets a million times, or `fuzz TARGET RUNS`
  mapping        advice for people who write a mapping: `check FILE`, `try FILE`, `post FILE`
  screenshots    the demo thread at three widths, light and dark, in target/screenshots/
  help           this text

Tools are kept in .tools/, or in the folder named by CAUSERIE_TOOLS.
";
