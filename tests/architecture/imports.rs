//! What a source file refers to: the crate's own top modules and foreign crates, in `use`, in paths and in macros.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

/// One reference out of a file.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Import {
    /// A top module of our crate.
    Own(String),
    /// The first name of a path that may be a foreign crate.
    Foreign(String),
}

/// All references of `source`, the file `file` of `src/`.
pub(super) fn imports_of(file: &str, source: &str) -> Vec<Import> {
    walk(file, source).found
}

/// All paths of `source`, as they are written; one that takes in everything ends with a star.
pub(super) fn paths_of(file: &str, source: &str) -> Vec<Vec<String>> {
    walk(file, source).paths
}

fn walk(file: &str, source: &str) -> Walk {
    let parsed = syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"));
    let module: Vec<String> = match file.trim_end_matches(".rs") {
        "lib" | "main" => Vec::new(),
        path => path.split('/').map(str::to_owned).collect(),
    };
    let mut walk = Walk { module, found: Vec::new(), paths: Vec::new() };
    walk.visit_file(&parsed);
    walk
}

struct Walk {
    /// Where we are: the path of the module whose items are being read.
    module: Vec<String>,
    found: Vec<Import>,
    paths: Vec<Vec<String>>,
}

impl Walk {
    /// Takes in a path given by its names.
    fn take(&mut self, names: &[String]) {
        self.paths.push(names.to_vec());
        let Some((first, rest)) = names.split_first() else { return };
        let absolute = match first.as_str() {
            "crate" => rest.first().cloned(),
            "self" => self.module.first().cloned(),
            "super" => {
                let ups = names.iter().take_while(|name| *name == "super").count();
                let base = self.module.len().saturating_sub(ups);
                let full: Vec<&String> = self.module[..base].iter().chain(&names[ups..]).collect();
                full.first().map(|name| (*name).clone())
            }
            foreign => {
                self.found.push(Import::Foreign(foreign.to_owned()));
                return;
            }
        };
        self.found.extend(absolute.map(Import::Own));
    }

    fn take_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let mut names = before.to_vec();
        match tree {
            syn::UseTree::Path(path) => {
                names.push(path.ident.to_string());
                self.take_tree(&names, &path.tree);
            }
            syn::UseTree::Name(name) => {
                names.push(name.ident.to_string());
                self.take(&names);
            }
            syn::UseTree::Rename(rename) => {
                names.push(rename.ident.to_string());
                self.take(&names);
            }
            syn::UseTree::Glob(_) => {
                names.push("*".to_owned());
                self.take(&names);
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.take_tree(before, item)),
        }
    }

    /// Finds paths in the tokens of a macro or an attribute, which syn leaves unread.
    fn take_tokens(&mut self, tokens: TokenStream) {
        let mut names: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.take_path(&names);
                        names.clear();
                    }
                    names.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.take_path(&names);
                    names.clear();
                    colons = 0;
                }
                TokenTree::Group(group) => {
                    self.take_path(&names);
                    names.clear();
                    colons = 0;
                    self.take_tokens(group.stream());
                }
            }
        }
        self.take_path(&names);
    }

    /// A lone name in a macro is a variable as a rule, not a path.
    fn take_path(&mut self, names: &[String]) {
        if names.len() > 1 {
            self.take(names);
        }
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.take_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.take_path(&names);
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        self.take_tokens(found.tokens.clone());
        syn::visit::visit_macro(self, found);
    }

    fn visit_meta_list(&mut self, list: &'ast syn::MetaList) {
        self.take_tokens(list.tokens.clone());
        syn::visit::visit_meta_list(self, list);
    }
}
