//! The JSON contract in `docs/openapi/` is what the server's own types say, and the server has every address of it and no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reqwest::Method;
use serde_json::Value;
use sigill::server::contract;
use syn::visit::Visit;
use utoipa::openapi::OpenApi;

use crate::support::database::TestDatabase;
use crate::support::installation::Installation;

fn documents() -> [(&'static str, OpenApi); 2] {
    [("intake", contract::of_intake()), ("desk", contract::of_desk())]
}

#[test]
fn the_documents_say_what_the_types_do() {
    for (face, contract) in documents() {
        let made = format!("{}\n", contract.to_pretty_json().unwrap());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/openapi/{face}.json"));
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if kept != made {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &made).unwrap();
        }
        assert!(
            kept == made,
            "docs/openapi/{face}.json was out of step; it is written anew: look and commit"
        );
    }
}

/// Method and path of every operation.
fn operations(contract: &OpenApi) -> BTreeSet<(String, String)> {
    let document = serde_json::to_value(contract).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    let of_path = |(path, methods): (String, Value)| {
        let methods: Vec<String> = methods.as_object().unwrap().keys().cloned().collect();
        methods.into_iter().map(move |method| (method, path.clone()))
    };
    paths.into_iter().flat_map(of_path).collect()
}

/// Finds `web::resource("/api/…")` with its `.route(web::method()…)` in a source file.
#[derive(Default)]
struct Routes(BTreeSet<(String, String)>);

impl<'ast> Visit<'ast> for Routes {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if call.method == "route"
            && let (Some(path), Some(method)) = (resource(&call.receiver), call.args.first().and_then(method))
            && path.starts_with("/api/")
        {
            self.0.insert((method, path));
        }
        syn::visit::visit_expr_method_call(self, call);
    }
}

/// The path of the resource that a chain of calls begins with.
fn resource(expression: &syn::Expr) -> Option<String> {
    let call = beginning(expression)?;
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) = call.args.first()? else {
        return None;
    };
    Some(path.value())
}

/// The method of `web::get().to(…)` or `web::method(Method::GET).to(…)`.
fn method(expression: &syn::Expr) -> Option<String> {
    let call = beginning(expression)?;
    let named = last_name(&call.func)?;
    if named == "method" { Some(last_name(call.args.first()?)?.to_lowercase()) } else { Some(named) }
}

/// The last name of a path.
fn last_name(expression: &syn::Expr) -> Option<String> {
    let syn::Expr::Path(path) = expression else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// The call of a function that a chain of method calls begins with.
fn beginning(expression: &syn::Expr) -> Option<&syn::ExprCall> {
    if let syn::Expr::MethodCall(call) = expression {
        return beginning(&call.receiver);
    }
    if let syn::Expr::Call(call) = expression { Some(call) } else { None }
}

#[test]
fn every_address_that_is_served_is_told() {
    let served = |files: &[&str]| {
        let mut routes = Routes::default();
        for file in files {
            let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
            routes.visit_file(&syn::parse_file(&source).unwrap());
        }
        routes.0
    };
    let intake = ["src/intake/routes.rs", "src/intake/files/routes.rs"];
    assert_eq!(served(&intake), operations(&contract::of_intake()));
    let desk = [
        "src/members/routes.rs",
        "src/members/mail/routes.rs",
        "src/channels/routes.rs",
        "src/channels/invitations/routes.rs",
        "src/desk/routes.rs",
        "src/desk/files/routes.rs",
        "src/desk/entering/routes.rs",
        "src/desk/erasing/routes.rs",
        "src/desk/views/routes.rs",
        "src/desk/recovering/routes.rs",
    ];
    assert_eq!(served(&desk), operations(&contract::of_desk()));
}

#[tokio::test]
async fn every_address_that_is_told_is_served() {
    let installation = Installation::on(TestDatabase::sqlite());
    let addresses = installation.addresses;
    for ((_, contract), at) in documents().into_iter().zip([addresses.intake, addresses.desk]) {
        for (method, path) in operations(&contract) {
            let path = path.replace(['{', '}'], "");
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let answer = reqwest::Client::new()
                .request(method.clone(), format!("http://{at}{path}"))
                .header("Sec-Fetch-Site", "same-origin")
                .send()
                .await
                .unwrap();
            assert!(
                ![404, 405].contains(&answer.status().as_u16()) || method == Method::GET,
                "{method} {path}"
            );
            if [Method::HEAD, Method::OPTIONS].contains(&method) {
                // Told in headers alone.
                assert_eq!(answer.headers()["tus-resumable"], "1.0.0", "{method} {path}");
                continue;
            }
            let problem: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default();
            // An address that nobody serves has no words for what is wrong with a request.
            let is_served = problem.get("problem").is_some() || problem.get("nonce").is_some();
            assert!(is_served, "{method} {path}: {problem}");
        }
    }
}
