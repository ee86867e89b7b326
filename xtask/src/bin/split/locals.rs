//! Numbers the locals of each function so that its busiest come first: the same small numbers compress better.

use std::cmp::Reverse;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, Function, Instruction, Module, TypeSection};
use wasmparser::{FunctionBody, FunctionSectionReader, Operator, Parser, TypeSectionReader, ValType};

/// The same module with other numbers for locals. Parameters keep theirs, and locals of one type stay together,
/// because they are declared by the group.
pub fn renumber(module: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Module::new();
    let mut locals = Locals::default();
    locals.parse_core_module(&mut out, Parser::new(0), module).map_err(|error| error.to_string())?;
    Ok(out.finish())
}

#[derive(Default)]
struct Locals {
    /// How many parameters each type of function has.
    parameters: Vec<usize>,
    /// The type of each function.
    types: Vec<u32>,
    /// How many functions have been written.
    written: usize,
    /// The new number of each local of the function that is being written.
    places: Vec<u32>,
}

impl Reencode for Locals {
    type Error = Infallible;

    fn parse_type_section(
        &mut self,
        out: &mut TypeSection,
        section: TypeSectionReader<'_>,
    ) -> Result<(), Error> {
        for ty in section.clone().into_iter_err_on_gc_types() {
            self.parameters.push(ty?.params().len());
        }
        utils::parse_type_section(self, out, section)
    }

    fn parse_function_section(
        &mut self,
        out: &mut wasm_encoder::FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        self.types = section.clone().into_iter().collect::<Result<_, _>>()?;
        utils::parse_function_section(self, out, section)
    }

    fn parse_function_body(&mut self, out: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let ty = self.types.get(self.written).and_then(|ty| self.parameters.get(*ty as usize));
        let parameters = ty.copied().ok_or(Error::InvalidCodeSectionSize)?;
        self.written += 1;

        let locals = Local::sorted(&body, parameters)?;
        self.places = (0..(parameters + locals.len()) as u32).collect();
        for (place, local) in locals.iter().enumerate() {
            self.places[local.number] = (parameters + place) as u32;
        }
        let mut declared = Vec::new();
        for group in locals.chunk_by(|one, next| one.ty == next.ty) {
            declared.push((group.len() as u32, self.val_type(group[0].ty)?));
        }
        let mut function = Function::new(declared);
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&self.parse_instruction(&mut operators)?);
        }
        out.function(&function);
        Ok(())
    }

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Result<Instruction<'a>, Error> {
        let place = |local: u32| self.places[local as usize];
        Ok(match operator {
            Operator::LocalGet { local_index } => Instruction::LocalGet(place(local_index)),
            Operator::LocalSet { local_index } => Instruction::LocalSet(place(local_index)),
            Operator::LocalTee { local_index } => Instruction::LocalTee(place(local_index)),
            other => utils::instruction(self, other)?,
        })
    }
}

struct Local {
    number: usize,
    ty: ValType,
    /// The first local of the same type.
    group: usize,
    uses: usize,
    first_use: usize,
}

impl Local {
    /// The locals of a function that are no parameters, in their new order.
    fn sorted(body: &FunctionBody<'_>, parameters: usize) -> Result<Vec<Self>, Error> {
        let mut locals: Vec<Self> = Vec::new();
        for declared in body.get_locals_reader()? {
            let (count, ty) = declared?;
            for _ in 0..count {
                let number = parameters + locals.len();
                let group = locals.iter().find(|local| local.ty == ty).map_or(number, |local| local.number);
                locals.push(Self { number, ty, group, uses: 0, first_use: 0 });
            }
        }
        for (place, operator) in body.get_operators_reader()?.into_iter().enumerate() {
            let (Operator::LocalGet { local_index }
            | Operator::LocalSet { local_index }
            | Operator::LocalTee { local_index }) = operator?
            else {
                continue;
            };
            let number = local_index as usize;
            if let Some(local) = number.checked_sub(parameters).and_then(|number| locals.get_mut(number)) {
                local.first_use = if local.uses == 0 { place } else { local.first_use };
                local.uses += 1;
            }
        }
        locals.sort_by_key(|local| (local.group, Reverse(local.uses), local.first_use));
        Ok(locals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{FunctionSection, ValType};

    #[test]
    fn the_busiest_local_of_a_type_comes_first_and_parameters_stay() {
        let before =
            function(&[(1, ValType::I64), (2, ValType::I32), (1, ValType::I64)], &[3, 2, 1, 3, 4, 0]);
        let after = function(&[(2, ValType::I64), (2, ValType::I32)], &[3, 4, 1, 3, 2, 0]);
        assert!(wasmparser::validate(&after).is_ok());
        assert_eq!(renumber(&before), Ok(after.clone()));
        assert_eq!(renumber(&after), Ok(after));
    }

    /// A module of one function with one parameter that reads these locals.
    fn function(locals: &[(u32, ValType)], read: &[u32]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut body = Function::new(locals.iter().copied());
        for local in read {
            body.instruction(&Instruction::LocalGet(*local)).instruction(&Instruction::Drop);
        }
        body.instruction(&Instruction::End);
        let mut code = CodeSection::new();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.finish()
    }
}
