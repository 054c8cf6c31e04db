//! Reads the Fluent files of every language and holds them against each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

use crate::Complaints;

/// The first language; its words document the generated functions.
pub(crate) const FIRST: &str = "sv";
/// The languages that must say the same.
const LANGUAGES: [&str; 2] = [FIRST, "en"];
/// What plural rules can answer; a choice among only these, or among numbers, is a choice by number.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What a message wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
}

/// One message of one language.
#[derive(Debug)]
pub(crate) struct Message {
    /// The file and line where it stands, for complaints.
    place: String,
    /// Its words as written.
    pub(crate) words: String,
    /// Its arguments.
    pub(crate) arguments: BTreeMap<String, Kind>,
}

/// Every message by id, with the arguments that the languages together ask for.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// The messages in the first language.
    pub(crate) messages: BTreeMap<String, Message>,
    /// The files of each language.
    pub(crate) files: BTreeMap<&'static str, Vec<PathBuf>>,
}

/// Reads `<locales>/<language>/*.ftl`.
pub(crate) fn read(locales: &Path) -> Result<Catalogue, Complaints> {
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut complaints = Vec::new();
    let mut files = BTreeMap::new();
    let mut languages = BTreeMap::new();
    for language in LANGUAGES {
        let paths = files_of(&locales.join(language))?;
        let mut messages = BTreeMap::new();
        for path in &paths {
            println!("cargo::rerun-if-changed={}", path.display());
            read_file(path, &mut messages, &mut complaints);
        }
        files.insert(language, paths);
        languages.insert(language, messages);
    }
    let mut first = languages.remove(FIRST).unwrap_or_default();
    for (language, others) in languages {
        compare(language, &mut first, &others, &mut complaints);
    }
    if complaints.is_empty() { Ok(Catalogue { messages: first, files }) } else { Err(complaints) }
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Complaints> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    paths.sort();
    Ok(paths)
}

fn read_file(path: &Path, messages: &mut BTreeMap<String, Message>, complaints: &mut Complaints) {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return complaints.push(format!("{}: {error}", path.display())),
    };
    let line_at = |position: usize| text.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1;
    let resource = match parser::parse(text.as_str()) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            complaints.extend(
                errors
                    .iter()
                    .map(|error| format!("{}:{}: {}", path.display(), line_at(error.pos.start), error.kind)),
            );
            return;
        }
    };
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let start = text.find(&format!("\n{id} =")).map_or(0, |position| position + 1);
        let place = format!("{}:{}", path.display(), line_at(start));
        let Some(value) = message.value.filter(|_| message.attributes.is_empty()) else {
            complaints.push(format!("{place}: {id} must have words and no attributes"));
            continue;
        };
        let mut arguments = BTreeMap::new();
        if let Err(what) = collect(&value, &mut arguments) {
            complaints.push(format!("{place}: {id} {what}"));
        }
        let words = written(&text, start);
        if let Some(other) =
            messages.insert(id.to_owned(), Message { place: place.clone(), words, arguments })
        {
            complaints.push(format!("{place}: {id} stands already at {}", other.place));
        }
    }
}

/// The lines of a message, as written, joined into one.
fn written(text: &str, start: usize) -> String {
    let mut lines = text.get(start..).unwrap_or_default().lines();
    let first = lines.next().unwrap_or_default();
    let rest = lines.take_while(|line| line.is_empty() || line.starts_with([' ', '}'])).map(str::trim);
    let first = first.split_once('=').map_or(first, |(_, words)| words.trim());
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// Notes the arguments of a pattern. References to other messages and functions are refused: a message that is
/// written out can be checked, translated and understood alone.
fn collect(pattern: &Pattern<&str>, arguments: &mut BTreeMap<String, Kind>) -> Result<(), &'static str> {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, arguments)?;
        }
    }
    Ok(())
}

fn collect_expression(
    expression: &Expression<&str>,
    arguments: &mut BTreeMap<String, Kind>,
) -> Result<(), &'static str> {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, Kind::Text, arguments),
        Expression::Select { selector, variants } => {
            let by_number = variants.iter().all(|variant| match &variant.key {
                VariantKey::Identifier { name } => PLURALS.contains(name),
                VariantKey::NumberLiteral { .. } => true,
            });
            collect_inline(selector, if by_number { Kind::Number } else { Kind::Text }, arguments)?;
            variants.iter().try_for_each(|variant| collect(&variant.value, arguments))
        }
    }
}

fn collect_inline(
    inline: &InlineExpression<&str>,
    kind: Kind,
    arguments: &mut BTreeMap<String, Kind>,
) -> Result<(), &'static str> {
    match inline {
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => Ok(()),
        InlineExpression::VariableReference { id } => {
            let known = arguments.entry(id.name.to_owned()).or_insert(kind);
            if kind == Kind::Number {
                *known = kind;
            }
            Ok(())
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, arguments),
        InlineExpression::FunctionReference { .. } => Err("calls a function: pass the finished value"),
        InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
            Err("refers to another message: write it out")
        }
    }
}

/// Complains of what one language has and the other lacks; an argument is a number if either language counts by it.
fn compare(
    language: &str,
    first: &mut BTreeMap<String, Message>,
    others: &BTreeMap<String, Message>,
    complaints: &mut Complaints,
) {
    for (id, message) in first.iter_mut() {
        let Some(other) = others.get(id) else {
            complaints.push(format!("{}: {id} has no words in {language}", message.place));
            continue;
        };
        if !message.arguments.keys().eq(other.arguments.keys()) {
            complaints.push(format!("{}: {id} has other arguments than at {}", other.place, message.place));
        }
        for (name, kind) in &mut message.arguments {
            if other.arguments.get(name) == Some(&Kind::Number) {
                *kind = Kind::Number;
            }
        }
    }
    for (id, other) in others {
        if !first.contains_key(id) {
            complaints.push(format!("{}: {id} has no words in {FIRST}", other.place));
        }
    }
}
