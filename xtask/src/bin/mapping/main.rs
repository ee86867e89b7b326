//! Helps people who write a mapping: `check` says what is wrong with it, `try` shows how it reads one answer, `post`
//! what it sends.

mod curl;
mod options;

use std::process::ExitCode;
use std::rc::Rc;
use std::{env, fs};

use causerie::mapping::Mapping;
use causerie::mapping::Response;
use causerie::mapping::explain::{Source, explain, posting, recorded};
use causerie::mapping::lint::{Level, advice};
use options::{Options, Origin};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let outcome = match words.split_first() {
        Some((word, files)) if word == "check" && !files.is_empty() => check(files),
        Some((word, rest)) if word == "try" && !rest.is_empty() => attempt(rest, false),
        Some((word, rest)) if word == "post" && !rest.is_empty() => attempt(rest, true),
        _ => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("{}", sentence.trim_end());
            ExitCode::FAILURE
        }
    }
}

fn check(files: &[String]) -> Result<ExitCode, String> {
    let mut code = ExitCode::SUCCESS;
    for file in files {
        let advice = advice(&read(file)?);
        let errors = advice.iter().filter(|finding| finding.level == Level::Error).count();
        for finding in &advice {
            println!("{file}: {finding}");
        }
        println!("{file}: {}, {}", counted(errors, "error"), counted(advice.len() - errors, "warning"));
        if errors > 0 {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

fn attempt(words: &[String], post: bool) -> Result<ExitCode, String> {
    let options = Options::read(words)?;
    let mapping =
        Mapping::parse(&read(&options.file)?).map_err(|error| format!("{}: {error}", options.file))?;
    let errors = advice(&read(&options.file)?).iter().filter(|finding| finding.level == Level::Error).count();
    if errors > 0 {
        let file = &options.file;
        println!("{}: `cargo xtask mapping check {file}` names them\n", counted(errors, "error"));
    }
    let status = options.status;
    let given = |file: &String| -> Result<Response, String> {
        let answer = recorded(&read(file)?)?;
        Ok(Response { status: status.unwrap_or(answer.status), ..answer })
    };
    if post {
        let answer = match &options.origin {
            Origin::Recorded(file) => Some(given(file)?),
            _ => None,
        };
        println!("{}", posting(&Rc::new(mapping), options.setup(), answer)?.trim_end());
        return Ok(ExitCode::SUCCESS);
    }
    let mut send = curl::send;
    let source = match &options.origin {
        Origin::Recorded(file) => Source::Given(given(file)?),
        Origin::Url(url) => Source::Given(curl::get(url)?),
        Origin::Mapping => Source::Asked(&mut send),
    };
    println!("{}", explain(&Rc::new(mapping), options.setup(), source)?.trim_end());
    Ok(ExitCode::SUCCESS)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}"))
}

const HELP: &str = "\
cargo xtask mapping check FILE…          says what is wrong with mappings, and what might be
cargo xtask mapping try FILE OPTIONS     shows how a mapping reads one answer of the list
cargo xtask mapping post FILE OPTIONS    shows what posting would send, and sends nothing; with --recorded also what
                                         the answer is taken for: a comment, or an error and its fields

  --recorded FILE     the answer: its JSON body, or with headers
                      {\"response\": {\"status\": 200, \"headers\": [[\"X-Total\", \"9\"]], \"body\": …}}
  --status NUMBER     the status of that answer, for an error
  --url URL           the answer of this address, fetched with curl
                      without either, `try` asks for the list as the mapping says
  --set NAME=VALUE    a variable of the mapping; --base URL is --set base=URL
  --thread KEY        the key of the thread
  --page URL          the page the thread belongs to, for page.url, page.path …
";
