//! The command line.
use brinkmanship::{scenario, survey, transcript};
use std::path::Path;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = Path::new(&args[2]);
    let found = scenario::files::read_folder(path).expect("folder");
    let mut loaded = scenario::load(path.file_name().and_then(|n| n.to_str()).unwrap_or(""), &found);
    transcript::check_history(&mut loaded);
    survey::check_play(&mut loaded);
    for d in &loaded.diagnostics {
        println!("{d}");
    }
    println!("{} diagnostics", loaded.diagnostics.len());
}
