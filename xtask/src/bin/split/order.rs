//! Brings functions, imports and exports into an order in which brotli finds more; nothing else changes.

use super::cut::short;
use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, ExportSection, FunctionSection, ImportSection, Module};
use wasmparser::{
    CodeSectionReader, Export, ExportSectionReader, FunctionBody, FunctionSectionReader, Import,
    ImportSectionReader, Parser, Payload, TypeRef,
};

/// Sorts a module. The exports that `cut` named are named anew, in their new order.
///
/// `names` gets the place of each of them by the name that `cut` gave it. Given on to the half that imports them, it
/// renames and sorts the imports there.
pub fn sort(module: &[u8], names: &mut Names) -> Result<Vec<u8>, String> {
    let order = function_order(module, names).map_err(|error| error.to_string())?;
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
    }
    let mut out = Module::new();
    let parsed =
        Order { order, place, imported: 0, names }.parse_core_module(&mut out, Parser::new(0), module);
    parsed.map_err(|error| error.to_string())?;
    let out = out.finish();
    wasmparser::validate(&out).map_err(|error| error.to_string())?;
    Ok(out)
}

/// The new place of each export that `cut` named, by its old name.
pub type Names = HashMap<String, usize>;

/// The old indices of all functions in their new order.
///
/// Imports come first, as they must: by name, or else by type. The rest is sorted by size, coarsely, then by type, then
/// by what stands in it: it brings most of what chains of similar functions do (docs/decisions/0005-the-budget.md).
fn function_order(module: &[u8], names: &Names) -> Result<Vec<usize>, wasmparser::BinaryReaderError> {
    let mut imports = Vec::new();
    let mut types = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(ty) = import.ty {
                        imports.push((names.get(import.name), ty));
                    }
                }
            }
            Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    let mut order: Vec<usize> = (0..imports.len()).collect();
    order.sort_by_key(|at| imports[*at]);
    let mut local: Vec<usize> = (0..bodies.len()).collect();
    local.sort_by_key(|at| {
        let body = bodies[*at].as_bytes();
        (body.len().ilog(COARSELY), types[*at], body)
    });
    order.extend(local.iter().map(|at| imports.len() + at));
    Ok(order)
}

struct Order<'n> {
    /// The old index of each function, by its new one.
    order: Vec<usize>,
    /// The new index of each function, by its old one.
    place: Vec<u32>,
    /// How many functions are imported.
    imported: usize,
    names: &'n mut Names,
}

impl Order<'_> {
    /// What the module holds for each function of its own, in the new order.
    fn sorted<T: Copy>(&self, all: &[T]) -> Vec<T> {
        self.order[self.imported..].iter().filter_map(|old| all.get(old - self.imported)).copied().collect()
    }
}

impl Reencode for Order<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.place[function as usize])
    }

    fn parse_import_section(
        &mut self,
        out: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        let imports: Vec<Import<'_>> = section.into_imports().collect::<Result<_, _>>()?;
        let (functions, others): (Vec<_>, Vec<_>) =
            imports.into_iter().partition(|import| matches!(import.ty, TypeRef::Func(_)));
        self.imported = functions.len();
        let sorted: Vec<_> = self.order[..self.imported].iter().map(|old| functions[*old]).collect();
        for import in sorted.into_iter().chain(others) {
            let name = self.names.get(import.name).map(|place| short(*place));
            out.import(import.module, name.as_deref().unwrap_or(import.name), self.entity_type(import.ty)?);
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for ty in self.sorted(&types) {
            out.function(ty);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        out: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        let mut exports: Vec<Export<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for export in &mut exports {
            export.index = self.external_index(export.kind, export.index)?;
        }
        exports.sort_by_key(|export| (export.kind as u8, export.index));
        let mut count = 0;
        for export in exports {
            let is_short = export.name.bytes().all(|byte| byte.is_ascii_uppercase());
            let name = if is_short { short(count) } else { export.name.to_owned() };
            out.export(&name, self.export_kind(export.kind)?, export.index);
            if is_short {
                self.names.insert(export.name.to_owned(), count);
                count += 1;
            }
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        let indices: Vec<usize> = (0..bodies.len()).collect();
        for at in self.sorted(&indices) {
            self.parse_function_body(out, bodies[at].clone())?;
        }
        Ok(())
    }
}

/// Functions whose sizes have the same logarithm to this base count as of one size.
const COARSELY: usize = 8;
