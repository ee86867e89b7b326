//! Scripts and modules without white space and comments, with short names for what no other file can name.

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;
use oxc_compat::EngineTargets;

/// The same program, shorter; exports, globals and properties keep their names.
pub fn minified(text: &str) -> Result<String, String> {
    let memory = Allocator::default();
    let parsed = Parser::new(&memory, text, SourceType::unambiguous()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(problem.to_string());
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(CompressOptions {
            target: EngineTargets::from_target(LANGUAGE)?,
            ..CompressOptions::smallest()
        }),
        mangle_properties: None,
    };
    let names = Minifier::new(options).minify(&memory, &mut program).scoping;
    let printer = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(names);
    Ok(printer.build(&program).code)
}

/// The newest language that browsers must know; without it the minifier writes newer operators.
const LANGUAGE: &str = "es2020";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_get_short() {
        let cases = [
            (
                "a script's own names",
                "(() => { const long = f(); g(long, long) })();",
                "(()=>{let e=f();g(e,e)})();",
            ),
            ("a script's globals", "function open() {}", "function open(){}"),
            (
                "a module's own names",
                "const long = f(); g(long, long); export {};",
                "const e=f();g(e,e);export{};",
            ),
            ("a module's exports", "export function mount() { f() }", "export function mount(){f()}"),
            (
                "a renamed export",
                "function init() { f() } export { init as default };",
                "function e(){f()}export{e as default};",
            ),
            ("properties", "f({ module_or_path: g.exports });", "f({module_or_path:g.exports});"),
            ("comments", "/*! who */ f(); // why", "f();"),
            ("operators newer than the language", "a = a || b;", "a=a||b;"),
        ];
        for (what, long, short) in cases {
            assert_eq!(minified(long).as_deref(), Ok(short), "{what}");
        }
    }

    #[test]
    fn what_is_no_program_is_told() {
        assert!(minified("const = ;").is_err());
    }
}
