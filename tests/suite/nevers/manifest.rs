//! The rules of `Cargo.toml`: what the library may depend on, and what no test of it may bring in.

/// What the library may depend on in every build. A new one needs a sentence in the pull request.
pub const LIBRARY: [&str; 10] =
    ["blake3", "intl_pluralrules", "maud", "rand", "rand_pcg", "rayon", "ron", "serde", "tempfile", "thiserror"];

/// What belongs to the programs with a window or a server: it may never come in with a plain build or test.
const HEAVY: [&str; 6] = ["axum", "bevy", "egui", "rusqlite", "tokio", "tower"];

/// What breaks the rules of the manifest, by line.
pub fn broken(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut library = Vec::new();
    let entries = entries(text);
    for Entry { section, name, value, line } in &entries {
        match section.as_str() {
            "dependencies" if !optional(value) => {
                library.push(name.as_str());
                if !LIBRARY.contains(&name.as_str()) {
                    found.push((*line, format!("`{name}` is neither optional nor among the library's own")));
                }
            }
            // Nothing of these can be optional, so a plain `cargo test` builds all of it.
            "dev-dependencies" | "build-dependencies" if HEAVY.iter().any(|heavy| name.starts_with(heavy)) => {
                found.push((*line, format!("`{name}` comes in with every test; make it optional")));
            }
            "features" if name == "default" => {
                for feature in ["classroom", "desktop"] {
                    if value.contains(feature) {
                        found.push((*line, format!("the feature `{feature}` is on by default")));
                    }
                }
            }
            section if section.starts_with("target.") && section.ends_with("dependencies") && !optional(value) => {
                found.push((*line, format!("`{name}` makes the library differ between platforms")));
            }
            section if section.starts_with("patch") || section.starts_with("replace") => {
                found.push((*line, format!("`{name}` is put in another's place")));
            }
            _ => {}
        }
    }
    for name in LIBRARY {
        if !library.contains(&name) {
            found.push((0, format!("`{name}` is no longer a dependency; take it off the list")));
        }
    }
    found
}

fn optional(value: &str) -> bool {
    value.split_whitespace().collect::<String>().contains("optional=true")
}

/// One key of the manifest.
struct Entry {
    section: String,
    name: String,
    value: String,
    line: usize,
}

/// The keys of the manifest, values of several lines put together, a section for one dependency made a key.
fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut section = String::new();
    let mut single: Option<String> = None;
    let mut open = 0_usize;
    for (at, raw) in text.lines().enumerate() {
        let line = raw.split('#').next().unwrap_or("").trim();
        let brackets = |line: &str| (line.matches(['[', '{']).count(), line.matches([']', '}']).count());
        if open != 0 {
            if let Some(last) = entries.last_mut() {
                last.value.push_str(line);
            }
            let (more, fewer) = brackets(line);
            open = (open + more).saturating_sub(fewer);
        } else if let Some(name) = line.strip_prefix('[') {
            section = name.trim_matches(['[', ']']).to_owned();
            single = None;
            if let Some((parent, name)) = section.clone().rsplit_once('.')
                && parent.ends_with("dependencies")
            {
                entries.push(Entry {
                    section: parent.to_owned(),
                    name: name.to_owned(),
                    value: String::new(),
                    line: at + 1,
                });
                single = Some(name.to_owned());
            }
        } else if let Some((name, value)) = line.split_once('=') {
            let (name, value) = (name.trim().trim_matches('"'), value.trim());
            if single.is_some() {
                if let Some(last) = entries.last_mut() {
                    last.value.push_str(line);
                    last.value.push(' ');
                }
            } else {
                // `serde.version = "1"` is a key of `serde`.
                let name =
                    if section.ends_with("dependencies") { name.split('.').next().unwrap_or(name) } else { name };
                entries.push(Entry {
                    section: section.clone(),
                    name: name.to_owned(),
                    value: value.to_owned(),
                    line: at + 1,
                });
            }
            let (more, fewer) = brackets(value);
            open = more.saturating_sub(fewer);
        }
    }
    entries
}
