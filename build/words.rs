//! Writes the catalogue down as Rust functions and as TypeScript types.

use std::fmt::Write as _;

use crate::catalogue::{Catalogue, Kind, Message};

/// The module that `http/words.rs` includes: a method of `Words` for each message, a constant of `phrase` for each
/// that takes no argument, and the files of each language.
pub(crate) fn rust(catalogue: &Catalogue) -> String {
    let mut methods = String::new();
    let mut phrases = String::new();
    for (id, message) in &catalogue.messages {
        methods.push_str(&method(id, message));
        if message.arguments.is_empty() {
            let name = snake(id).to_uppercase();
            let words = documented(&message.words);
            let _ =
                writeln!(phrases, "    #[doc = {words:?}]\n    pub const {name}: Phrase = Phrase({id:?});");
        }
    }
    let mut files = String::new();
    for (language, paths) in &catalogue.files {
        let list: Vec<String> =
            paths.iter().map(|path| format!("include_str!({:?})", path.display().to_string())).collect();
        let constant = language.to_uppercase();
        let count = list.len();
        let _ = writeln!(files, "const {constant}: [&str; {count}] = [{}];", list.join(", "));
    }
    format!(
        "// Made of web/locales by build.rs.\n{files}\nimpl Words {{\n{methods}}}\n\n/// Every message that takes no \
         argument.\npub mod phrase {{\n    use super::Phrase;\n{phrases}}}\n"
    )
}

fn method(id: &str, message: &Message) -> String {
    let mut parameters = String::new();
    let mut values = Vec::new();
    for (name, kind) in &message.arguments {
        let parameter = snake(name);
        let (wanted, value) = match kind {
            Kind::Text => ("impl AsRef<str>", format!("FluentValue::from({parameter}.as_ref())")),
            Kind::Number => ("impl Counted", format!("{parameter}.counted()")),
        };
        let _ = write!(parameters, ", {parameter}: {wanted}");
        values.push(format!("({name:?}, {value})"));
    }
    let said = if values.is_empty() {
        format!("self.say_id({id:?})")
    } else {
        format!("self.say_with({id:?}, [{}])", values.join(", "))
    };
    let name = snake(id);
    let words = documented(&message.words);
    let returned = if values.is_empty() { "Cow<'static, str>" } else { "String" };
    format!(
        "    #[doc = {words:?}]\n    #[must_use]\n    pub fn {name}(self{parameters}) -> {returned} {{\n        \
         {said}\n    }}\n"
    )
}

/// The words as a doc comment: as code, so that nothing in them is taken for a link.
fn documented(words: &str) -> String {
    format!("`{}`", words.replace('`', "'"))
}

/// The ids and their arguments for TypeScript.
pub(crate) fn typescript(catalogue: &Catalogue) -> String {
    let mut lines = String::from(
        "// Made of web/locales by build.rs; tests/pages.rs holds this copy against it.\n\n/** Every message by id, with \
         the arguments it takes. */\nexport interface Messages {\n",
    );
    for (id, message) in &catalogue.messages {
        let arguments: Vec<String> = message
            .arguments
            .iter()
            .map(|(name, kind)| {
                let kind = match kind {
                    Kind::Text => "string",
                    Kind::Number => "number",
                };
                format!("readonly {name:?}: {kind}")
            })
            .collect();
        let arguments =
            if arguments.is_empty() { "null".to_owned() } else { format!("{{ {} }}", arguments.join("; ")) };
        let _ = writeln!(lines, "  readonly {id:?}: {arguments};");
    }
    lines.push_str("}\n");
    lines
}

fn snake(id: &str) -> String {
    id.replace('-', "_")
}
