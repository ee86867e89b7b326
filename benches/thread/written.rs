//! Writes the comments: the same at every run, with what real ones have: nesting, entities, accents, markup, avatars.

use std::fmt::Write as _;

/// A list of comments from old to new, with the members that the preset asks for.
pub fn answer(count: usize) -> String {
    let mut dice = Dice(2011);
    let comments: Vec<String> = (0..count).map(|place| comment(place, &mut dice)).collect();
    format!("[{}]", comments.join(","))
}

fn comment(place: usize, dice: &mut Dice) -> String {
    let id = place + 1;
    // Half of them answer one of the last thirty.
    let parent = if place > 30 && dice.throw(2) == 0 { id - 1 - dice.throw(30) } else { 0 };
    let is_owner = dice.throw(12) == 0;
    let name = if is_owner { "Camille" } else { dice.one_of(&NAMES) };
    let site =
        if dice.throw(3) == 0 { format!("https://{}.example/", dice.one_of(&WORDS)) } else { String::new() };
    // Ten years, the last comment the newest.
    let (year, rest) = (2008 + place / 1000, place % 1000);
    let date = format!(
        "{year}-{:02}-{:02}T{:02}:{:02}:00",
        rest / 84 + 1,
        rest % 84 / 3 + 1,
        place % 3 * 8 + dice.throw(8),
        dice.throw(60)
    );
    let mut avatars = Vec::new();
    let hash = format!("{:016x}{:016x}", dice.next(), dice.next());
    for size in ["24", "48", "96"] {
        avatars.push(format!("\"{size}\":{}", quoted(&format!("https://a.example/{hash}?s={size}&d=mm"))));
    }
    format!(
        "{{\"id\":{id},\"post\":4,\"parent\":{parent},\"author\":{},\"author_name\":{},\"author_url\":{},\
         \"date_gmt\":\"{date}\",\"content\":{{\"rendered\":{}}},\"link\":{},\"status\":\"approved\",\
         \"type\":\"comment\",\"author_avatar_urls\":{{{}}}}}",
        usize::from(is_owner),
        quoted(name),
        quoted(&site),
        quoted(&body(dice)),
        quoted(&format!("https://blog.example/un-billet/#comment-{id}")),
        avatars.join(",")
    )
}

/// One or two paragraphs of HTML.
fn body(dice: &mut Dice) -> String {
    let mut out = String::new();
    for _ in 0..=dice.throw(2) {
        let text = sentence(dice);
        match dice.throw(8) {
            0 => writeln!(out, "<blockquote><p>{text}</p></blockquote>"),
            1 => writeln!(
                out,
                "<p>{text} <a href=\"https://{}.example/{}\" rel=\"nofollow ugc\">lien</a></p>",
                dice.one_of(&WORDS),
                dice.one_of(&WORDS)
            ),
            2 => writeln!(out, "<p>{text}<br />\n<em>{}</em></p>", sentence(dice)),
            _ => writeln!(out, "<p>{text}</p>"),
        }
        .expect("a text takes everything");
    }
    out
}

fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = (0..3 + dice.throw(10)).map(|_| dice.one_of(&WORDS)).collect();
    format!("L&#8217;{} &#8230;", words.join(" "))
}

/// A JSON text as PHP writes it: slashes and everything beyond ASCII escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for unit in text.encode_utf16() {
        match u8::try_from(unit).ok().filter(u8::is_ascii) {
            Some(b'\n') => out.push_str("\\n"),
            Some(byte @ (b'"' | b'\\' | b'/')) => out.extend(['\\', char::from(byte)]),
            Some(byte) => out.push(char::from(byte)),
            None => write!(out, "\\u{unit:04x}").expect("a text takes everything"),
        }
    }
    out.push('"');
    out
}

/// Throws the same at every run (xorshift64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn throw(&mut self, sides: usize) -> usize {
        (self.next() >> 33) as usize % sides
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.throw(choices.len())]
    }
}

const NAMES: [&str; 8] =
    ["Anne-Sophie", "Benoît", "D&#8217;Artagnan", "Élodie &amp; Marc", "Jérôme", "Kim", "نادية", "Webaxe"];
const WORDS: [&str; 24] = [
    "accessible",
    "animateur",
    "au",
    "avec",
    "blog",
    "bonjour",
    "communauté",
    "contributeur",
    "de",
    "déjà",
    "est",
    "et",
    "forum",
    "la",
    "le",
    "lecteur",
    "merci",
    "métier",
    "où",
    "pour",
    "que",
    "réseau",
    "un",
    "web",
];
