//! The command line.
use std::path::Path;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = Path::new(&args[2]);
    let found = brinkmanship::scenario::files::read_folder(path).expect("folder");
    let loaded = brinkmanship::scenario::load(path.file_name().and_then(|n| n.to_str()).unwrap_or(""), &found);
    for d in &loaded.diagnostics {
        println!("{d}");
    }
    println!("{} diagnostics", loaded.diagnostics.len());
}
