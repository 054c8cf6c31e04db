//! Writes down the files that browsers fetch, to be compiled into the binary: what `npm run build` left in `web/dist`,
//! and the pictures of `web/images`, which are named by their content and compressed here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::Complaints;

/// One file to embed.
struct Asset {
    /// Its name in the address, which carries a digest of its content.
    file: String,
    integrity: String,
    /// Of a document: the content security policy by which alone it is served.
    policy: Option<String>,
    identity: PathBuf,
    brotli: PathBuf,
}

/// The table that `http/assets.rs` includes, with a constant for each asset.
pub(crate) fn rust(web: &Path, out: &Path) -> Result<String, Complaints> {
    let mut assets = built(&web.join("dist"))?;
    assets.extend(pictures(&web.join("images"), out)?);
    let mut constants = String::new();
    for (name, asset) in &assets {
        let constant = name.to_uppercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
        let Some(kind) = content_type(&asset.file) else {
            return Err(vec![format!(
                "{}: no content type is known for this file",
                asset.identity.display()
            )]);
        };
        let _ = writeln!(
            constants,
            "/// `{name}`\npub const {constant}: Asset = Asset {{\n    file: {:?},\n    integrity: {:?},\n    \
             policy: {:?},\n    content_type: {kind:?},\n    identity: include_bytes!({:?}),\n    brotli: \
             include_bytes!({:?}),\n}};",
            asset.file,
            asset.integrity,
            asset.policy,
            asset.identity.display().to_string(),
            asset.brotli.display().to_string(),
        );
    }
    let (documents, files): (Vec<_>, Vec<_>) = assets.iter().partition(|(_, asset)| asset.policy.is_some());
    Ok(format!(
        "// Made of web/dist and web/images by build.rs.\n{constants}\n/// Every asset but the documents.\n{}\n/// Every \
         document that is served by a policy of its own.\n{}\n",
        list("ALL", &files),
        list("DOCUMENTS", &documents)
    ))
}

/// A constant that lists the constants of these assets.
fn list(name: &str, assets: &[(&String, &Asset)]) -> String {
    let constants: Vec<String> = assets
        .iter()
        .map(|(name, _)| name.to_uppercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "_"))
        .collect();
    format!("pub const {name}: [Asset; {}] = [{}];", constants.len(), constants.join(", "))
}

fn built(dist: &Path) -> Result<BTreeMap<String, Asset>, Complaints> {
    let path = dist.join("manifest.json");
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).map_err(|_missing| {
        vec![format!(
            "{} is missing: `make run` builds the browser's part before the server; by hand it is `npm ci && npm run \
             build` in web/",
            path.display()
        )]
    })?;
    let refuse =
        || vec![format!("{}: not the manifest that web/build.mjs writes; build it again", path.display())];
    let manifest: serde_json::Value = serde_json::from_str(&text).map_err(|_malformed| refuse())?;
    let mut assets = BTreeMap::new();
    for (name, entry) in manifest.as_object().ok_or_else(refuse)? {
        let field = |field: &str| entry.get(field).and_then(serde_json::Value::as_str).map(str::to_owned);
        let (Some(file), Some(integrity)) = (field("file"), field("integrity")) else { return Err(refuse()) };
        let identity = dist.join(&file);
        let brotli = dist.join(format!("{file}.br"));
        println!("cargo::rerun-if-changed={}", identity.display());
        assets.insert(name.clone(), Asset { file, integrity, policy: field("policy"), identity, brotli });
    }
    Ok(assets)
}

fn pictures(images: &Path, out: &Path) -> Result<BTreeMap<String, Asset>, Complaints> {
    println!("cargo::rerun-if-changed={}", images.display());
    let complain = |path: &Path, error: std::io::Error| vec![format!("{}: {error}", path.display())];
    let mut assets = BTreeMap::new();
    for entry in fs::read_dir(images).map_err(|error| complain(images, error))? {
        let path = entry.map_err(|error| complain(images, error))?.path();
        println!("cargo::rerun-if-changed={}", path.display());
        let (Some(stem), Some(extension)) = (
            path.file_stem().and_then(|stem| stem.to_str()),
            path.extension().and_then(|extension| extension.to_str()),
        ) else {
            return Err(vec![format!("{}: a picture needs a plain name and an ending", path.display())]);
        };
        let bytes = fs::read(&path).map_err(|error| complain(&path, error))?;
        let digest = Sha256::digest(&bytes).iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let file = format!("{stem}-{digest}.{extension}");
        let brotli = out.join(format!("{file}.br"));
        let mut compressed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut compressed, &parameters)
            .map_err(|error| complain(&path, error))?;
        fs::write(&brotli, compressed).map_err(|error| complain(&brotli, error))?;
        let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
        assets.insert(
            format!("images/{stem}.{extension}"),
            Asset { file, integrity, policy: None, identity: path, brotli },
        );
    }
    Ok(assets)
}

fn content_type(file: &str) -> Option<&'static str> {
    match file.rsplit_once('.')?.1 {
        "html" => Some("text/html; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
