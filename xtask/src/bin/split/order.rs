//! Brings functions and imports into an order in which brotli finds more; nothing else changes.

use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, ImportSection, Module};
use wasmparser::{
    BinaryReaderError, CodeSectionReader, FunctionBody, FunctionSectionReader, Import, ImportSectionReader,
    Parser, Payload, TypeRef,
};

/// Sorts the functions of a module, and what leads to them follows.
///
/// Imported functions come first, as they must, by type. The others come by size, coarsely, then by type, then by what
/// they do: a chain of the most similar ones gains no more (docs/decisions/0005-the-budget.md).
pub fn sort(module: &[u8]) -> Result<Vec<u8>, String> {
    let mut order = Order::new(module).map_err(|error| error.to_string())?;
    let mut out = Module::new();
    order.parse_core_module(&mut out, Parser::new(0), module).map_err(|error| error.to_string())?;
    let out = out.finish();
    wasmparser::validate(&out).map_err(|error| error.to_string())?;
    Ok(out)
}

struct Order {
    /// The imported functions in their new order, each by its place in the old one.
    imported: Vec<usize>,
    /// The module's own functions, likewise.
    own: Vec<usize>,
    /// The new index of each function, by its old one.
    index: Vec<u32>,
}

impl Order {
    fn new(module: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut imports: Vec<u32> = Vec::new();
        let mut types: Vec<u32> = Vec::new();
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        if let TypeRef::Func(ty) = import?.ty {
                            imports.push(ty);
                        }
                    }
                }
                Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let imported = sorted(imports.iter());
        let own =
            sorted(bodies.iter().zip(types).map(|(body, ty)| (body.len().checked_ilog(COARSELY), ty, body)));

        let mut index = vec![0; imported.len() + own.len()];
        let old = imported.iter().copied().chain(own.iter().map(|own| imported.len() + own));
        for (new, old) in (0..).zip(old) {
            index[old] = new;
        }
        Ok(Self { imported, own, index })
    }
}

/// The places of the items, the least item's first.
fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<usize> {
    let mut items: Vec<(T, usize)> = items.zip(0..).collect();
    items.sort();
    items.into_iter().map(|(_, place)| place).collect()
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.index[function as usize])
    }

    fn parse_import_section(
        &mut self,
        out: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        let imports: Vec<Import<'_>> = section.into_imports().collect::<Result<_, _>>()?;
        let (functions, others): (Vec<_>, Vec<_>) =
            imports.into_iter().partition(|import| matches!(import.ty, TypeRef::Func(_)));
        let functions: Vec<_> = self.imported.iter().map(|old| functions[*old]).collect();
        functions.into_iter().chain(others).try_for_each(|import| self.parse_import(out, import))
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for old in &self.own {
            out.function(types[*old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        let sorted: Vec<_> = self.own.iter().map(|old| bodies[*old].clone()).collect();
        sorted.into_iter().try_for_each(|body| self.parse_function_body(out, body))
    }
}

/// Functions whose sizes have the same whole logarithm to this base count as of one size.
const COARSELY: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, Instruction,
        RefType, StartSection, TableSection, TableType, TypeSection, ValType,
    };

    #[test]
    fn whatever_leads_to_a_function_follows_it() {
        let long = calls(&[2, 3, 4, 1, 3]);
        let before =
            module([("takes", 1), ("plain", 0)], [long, calls(&[4, 1]), calls(&[3])], &[0, 1, 2, 3, 4]);
        // Imports by type; of the short functions the one whose call has the lower index; the long one.
        let long = calls(&[4, 3, 2, 0, 3]);
        let after =
            module([("plain", 0), ("takes", 1)], [calls(&[3]), calls(&[2, 0]), long], &[1, 0, 4, 3, 2]);
        assert_eq!(sort(&before), Ok(after));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(sort(b"").is_err());
    }

    fn calls(functions: &[u32]) -> Function {
        let mut body = Function::new([]);
        for function in functions {
            body.instruction(&Instruction::Call(*function));
        }
        body.instruction(&Instruction::End);
        body
    }

    /// A module whose functions are all in its table; it exports the third and starts the last.
    fn module(imported: [(&str, u32); 2], own: [Function; 3], table: &[u32; 5]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        for (name, ty) in imported {
            imports.import("page", name, EntityType::Function(ty));
        }
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for body in own {
            functions.function(0);
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 5,
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("third", ExportKind::Func, table[2]);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(table.as_slice().into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&exports);
        module.section(&StartSection { function_index: table[4] }).section(&elements).section(&code);
        module.finish()
    }
}
