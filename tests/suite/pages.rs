//! The pages for those who change the code name only what is there.

use std::{collections::BTreeSet, fs, path::Path};

use crate::support::root;

/// The files and folders below a folder, as paths from the root, without those that tools make.
fn all(folder: &Path, from: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if [".git", "target"].contains(&name.as_str()) {
            continue;
        }
        let path = format!("{from}{name}");
        if entry.path().is_dir() {
            all(&entry.path(), &format!("{path}/"), found);
        }
        found.insert(path);
    }
}

/// Whether what stands in backquotes is a path: of plain letters, with a folder in it or the ending of a file.
fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let file = [".rs", ".ron", ".md", ".toml"].iter().any(|ending| word.ends_with(ending));
    word.chars().all(plain) && (file || word.contains('/'))
}

/// The paths in backquotes on a page that lead nowhere. A path may begin at the root, or at a folder that the page
/// speaks of; then some folder has to hold it.
fn dead<'p>(page: &'p str, there: &BTreeSet<String>) -> Vec<&'p str> {
    let words = page.split('`').skip(1).step_by(2).filter(|word| is_path(word));
    let gone = |word: &&str| {
        let path = word.trim_end_matches('/');
        let first = path.split('/').next().unwrap_or(path);
        let below = format!("/{path}");
        // What begins with a folder of the root is meant from there.
        !there.contains(path) && (there.contains(first) || !there.iter().any(|one| one.ends_with(&below)))
    };
    words.filter(gone).collect()
}

fn there() -> BTreeSet<String> {
    let mut there = BTreeSet::new();
    all(root(), "", &mut there);
    there
}

#[test]
fn every_path_on_the_pages_for_contributors_leads_somewhere() {
    let there = there();
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let page = fs::read_to_string(root().join(name)).unwrap();
        assert_eq!(dead(&page, &there), [""; 0], "{name} names what is not there");
    }
}

#[test]
fn a_path_that_leads_nowhere_is_found() {
    let page = "`src/scenario/load.rs` `load.rs` `model/` `Some(x)` `crisis check ./mine` `src/scenario/model.rs` \
                `examples/fig.rs` `gone.rs` `src/gone/` `word`";
    assert_eq!(dead(page, &there()), ["src/scenario/model.rs", "examples/fig.rs", "gone.rs", "src/gone/"]);
}
